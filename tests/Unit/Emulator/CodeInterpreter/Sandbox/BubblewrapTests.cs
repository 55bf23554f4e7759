using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Core.Walls;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Sandbox;

/// <summary>The sandbox's command line.</summary>
public sealed class BubblewrapTests
{
    [Fact]
    public void Ordinary_user_gets_a_user_namespace_and_root_a_user_of_the_sessions_own()
    {
        var ordinary = Arguments(new SandboxUser(1000, IsLeased: false));
        var root = Arguments(new SandboxUser(60_800, IsLeased: true));

        Assert.Contains("--unshare-user --uid 1000 --gid 1000", ordinary);
        Assert.DoesNotContain("setpriv", ordinary);
        Assert.DoesNotContain("--unshare-user", root);
        Assert.EndsWith(
            "-- setpriv --reuid 60800 --regid 60800 --clear-groups --bounding-set=-all --inh-caps=-all "
                + "--no-new-privs -- true",
            root);
    }

    [Fact]
    public void The_network_of_the_machine_is_never_shared()
    {
        var arguments = Arguments(new SandboxUser(1000, IsLeased: false));

        Assert.Contains("--unshare-net", arguments);
        Assert.DoesNotContain("/run", arguments);
        Assert.DoesNotContain("resolv.conf", arguments);
    }

    [Fact]
    public void Everything_of_the_machine_is_read_only_and_memory_is_bounded()
    {
        var words = Arguments(new SandboxUser(1000, IsLeased: false)).Split(' ');

        Assert.DoesNotContain("--bind", words);
        Assert.DoesNotContain("--dev-bind", words);
        Assert.All(
            Enumerable.Range(0, words.Length).Where(i => words[i] == "--tmpfs"),
            i => Assert.Equal("--size", words[i - 2]));
        Assert.Contains("--clearenv", words);
        Assert.Contains("--die-with-parent", words);
    }

    [Fact]
    public void Interpreters_elsewhere_are_bound_after_the_folders_that_would_hide_them()
    {
        var arguments = Arguments(new SandboxUser(1000, IsLeased: false));

        Assert.Contains("--ro-bind /proc/self /proc/self", arguments);
        Assert.True(
            arguments.IndexOf(
                "--ro-bind /proc/self",
                StringComparison.Ordinal) > arguments.LastIndexOf("--tmpfs", StringComparison.Ordinal));
    }

    [Fact]
    public void Leased_users_are_never_the_same()
    {
        var users = Enumerable.Range(0, 50).Select(_ => SandboxUser.Lease()).ToArray();

        Assert.Equal(Environment.IsPrivilegedProcess ? 50 : 1, users.Select(user => user.Id).Distinct().Count());
        Assert.DoesNotContain(users, user => user.Id == 0);
        Array.ForEach(users, user => user.Dispose());
    }

    private static string Arguments(SandboxUser user) => string.Join(' ', new Bubblewrap(
        "/usr/bin/bwrap", "/session", user, null, SandboxLimits.Default, ["/proc/self"]).Arguments(["true"]));
}
