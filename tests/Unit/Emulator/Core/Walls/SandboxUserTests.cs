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
                for (var i = 0; i <= 478; i++)
                {
                    users.Add(SandboxUser.LeaseId());
                }
            });

            Assert.Contains("478 sessions", refused.Message, StringComparison.Ordinal);
            Assert.Equal(478, users.Select(user => user.Id).Distinct().Count());
        }
        finally
        {
            users.ForEach(user => user.Dispose());
        }

        SandboxUser.LeaseId().Dispose();
    }
}
