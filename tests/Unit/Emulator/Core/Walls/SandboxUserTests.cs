using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Walls;
using AgentCore.Emulator.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Tests.Client.Support;
using Xunit;

namespace Tests.Emulator.Core.Walls;

/// <summary>
/// The numbers that sessions of an emulator under root run as: all of them, so no session may need one meanwhile.
/// </summary>
[Collection(Alone.Name)]
public sealed class SandboxUserTests
{
    [Fact]
    public void Numbers_differ_and_one_too_many_is_a_quota()
    {
        var users = new List<SandboxUser>();
        try
        {
            var refused = Assert.Throws<SandboxUserException>(() =>
            {
                for (var i = 0; i <= 4574; i++)
                {
                    users.Add(SandboxUser.LeaseId());
                }
            });

            Assert.Contains($"{users.Count} sessions", refused.Message, StringComparison.Ordinal);
            Assert.True(users.Count is 478 or 4574, $"{users.Count}");
            Assert.Equal(users.Count, users.Select(user => user.Id).Distinct().Count());
        }
        finally
        {
            users.ForEach(user => user.Dispose());
        }

        SandboxUser.LeaseId().Dispose();
    }

    [Theory]
    [InlineData("         0          0 4294967295\n", 4574, 69631)]
    [InlineData("0 100000 65536\n", 478, 61183)]
    [InlineData("0 100000 65536\n65536 200000 4096\n", 4574, 69631)]
    [InlineData("0 1000 1\n1 100000 69630\n", 478, 61183)]
    [InlineData("", 478, 61183)]
    public void Only_numbers_that_are_mapped_here_are_used(string map, int count, int last)
    {
        var folder = Directory.CreateTempSubdirectory();
        var file = Path.Combine(folder.FullName, "map");
        File.WriteAllText(file, map);
        var ids = SandboxUser.IdsOf(file, file);
        folder.Delete(recursive: true);
        Assert.Equal((count, 60706, last), (ids.Length, ids[0], ids[^1]));
        Assert.DoesNotContain(ids, id => id is >= 61184 and <= 65535); // systemd's, and ids of special users
    }

    [Fact]
    public async Task A_session_that_gets_no_number_exceeds_a_quota()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Sessions of an ordinary user need no number.");
        using var data = DataFolder.Open(null);
        await using var sandboxes = PoolOf(data);
        var session = new CodeInterpreterSession(
            new("01EMULATORTESTSESSION00000", "r", "aws.codeinterpreter.v1", null, 60, DateTimeOffset.UtcNow),
            TimeProvider.System,
            new(),
            hasNetwork: false,
            sandboxes,
            NullLogger.Instance);
        var users = new List<SandboxUser>();
        Assert.Throws<SandboxUserException>(() =>
        {
            for (var i = 0; i <= 4574; i++)
            {
                users.Add(SandboxUser.LeaseId());
            }
        });

        var refused = await Assert.ThrowsAsync<ServiceException>(
            () => session.GuestAsync(TestContext.Current.CancellationToken));

        users.ForEach(user => user.Dispose());
        Assert.Equal((402, "ServiceQuotaExceededException"), (refused.Status, refused.Code));
        Assert.Contains("sessions with a sandbox at a time", refused.Message, StringComparison.Ordinal);
        await session.EndAsync("enough");
    }

    [Fact]
    public async Task A_sandbox_that_waits_gives_its_number_to_a_session()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Sessions of an ordinary user need no number.");
        using var data = DataFolder.Open(null);
        await using var sandboxes = PoolOf(data);
        await using var first = await sandboxes.TakeAsync(hasNetwork: false, TestContext.Current.CancellationToken);

        // All but those of the first and of the one that waits, as soon as that has one.
        var all = SandboxUser.IdsOf("/proc/self/uid_map", "/proc/self/gid_map").Length;
        var users = new List<SandboxUser>();
        while (users.Count != all - 2)
        {
            users.ForEach(user => user.Dispose());
            users.Clear();
            await Task.Delay(20, TestContext.Current.CancellationToken);
            Assert.Throws<SandboxUserException>(() =>
            {
                for (var i = 0; i <= all; i++)
                {
                    users.Add(SandboxUser.LeaseId());
                }
            });
        }

        await using var second = await sandboxes.TakeAsync(hasNetwork: true, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(users.Append(first.User), user => user.Id == second.User.Id);
        users.ForEach(user => user.Dispose());
    }

    private static SandboxPool PoolOf(DataFolder data) => new(
        new(new PythonFinder(), new JavaScriptRuntimes(), new(new(), data, NullLoggerFactory.Instance)),
        wanted: 1,
        NullLogger.Instance);
}
