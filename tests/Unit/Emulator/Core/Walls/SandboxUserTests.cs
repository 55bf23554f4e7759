using AgentCore.Emulator.Core.Walls;
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
}
