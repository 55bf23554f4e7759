using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Sandbox;

/// <summary>What code in the sandbox must not see or reach.</summary>
public sealed class SandboxTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    [Fact]
    public async Task Programs_can_tell_the_distribution() => Assert.Equal(
        File.ReadLines("/etc/os-release").Single(line => line.StartsWith("ID=", StringComparison.Ordinal)),
        (await emulator.CommandAsync(await emulator.StartSessionAsync(), "grep ^ID= /etc/os-release")).Stdout);

    [Fact]
    public async Task There_is_no_network()
    {
        var session = await emulator.StartSessionAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var outcome = await emulator.PythonAsync(session, $$"""
            import os, socket
            def attempt(work):
                try:
                    work(); return "reached"
                except OSError as error:
                    return type(error).__name__
            print(sorted(os.listdir("/sys/class/net")) if os.path.isdir("/sys/class/net") else [name for _, name in socket.if_nameindex()])
            print(attempt(lambda: socket.create_connection(("127.0.0.1", {{port.ToString(
                CultureInfo.InvariantCulture)}}), 5)))
            print(attempt(lambda: socket.create_connection(("192.0.2.1", 80), 5)))
            print(attempt(lambda: socket.getaddrinfo("example.com", 80)))
            """);

        Assert.Equal("['lo']\nConnectionRefusedError\nOSError\ngaierror", outcome.Stdout);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Sockets_of_the_host_without_a_file_are_out_of_reach()
    {
        var name = $"\0agentcore-test-{Guid.NewGuid():n}";
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(name));
        listener.Listen();

        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), $"""
            import socket
            print("agentcore-test" in open("/proc/net/unix").read())
            socket.socket(socket.AF_UNIX).connect("\0{name[1..]}")
            """);

        Assert.Equal("False", outcome.Stdout);
        Assert.Contains("ConnectionRefusedError", outcome.Stderr);
        Assert.False(listener.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public async Task Nothing_but_system_folders_and_the_sessions_own_can_be_seen()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            import os, stat
            print(*sorted(set(os.listdir("/")) - {"bin", "sbin", "lib", "lib32", "lib64", "libx32"}))
            print(*sorted(os.listdir("/etc")))
            devices = []
            for folder, _, names in os.walk("/dev"):
                for name in names:
                    mode = os.lstat(os.path.join(folder, name)).st_mode
                    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode): devices.append(name)
            print(*sorted(devices))
            own = {".matplotlib"}  # with the fonts of the machine
            print(open("/etc/passwd").read().split(":")[0], [*{*os.listdir("/tmp")} - own], os.listdir("/opt"))
            """);

        var lines = outcome.Stdout.Split('\n');
        Assert.Equal("dev etc home opt proc tmp usr", lines[0]);
        Assert.Empty(lines[1].Split(' ').Except(
        [
            "alternatives", "ca-certificates", "fonts", "group", "hosts",
            "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "os-release",
            "matplotlibrc", "mime.types", "passwd", "pki", "ssl",
        ]));
        Assert.Equal("full null ptmx random tty urandom zero", lines[2]);
        Assert.Equal("sandbox [] ['agentcore']", lines[3]);
    }

    [Fact]
    public async Task Facts_of_the_host_in_proc_are_hidden()
    {
        var names = new[] { "cmdline", "keys", "key-users", "timer_list", "diskstats", "partitions", "interrupts" }
            .Where(name => File.Exists($"/proc/{name}")).ToArray();

        var outcome = await emulator.CommandAsync(
            await emulator.StartSessionAsync(),
            $"cd /proc; for name in {string.Join(' ', names)}; do cat $name 2>/dev/null | wc -c; done");

        Assert.NotEmpty(names);
        Assert.Equal(string.Join("\r\n", names.Select(_ => "0")), outcome.Stdout);
    }

    [Fact]
    public async Task Host_files_are_out_of_sight_and_system_folders_cannot_be_written()
    {
        var session = await emulator.StartSessionAsync();
        var secret = Path.GetTempFileName();
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

        var outcome = await emulator.PythonAsync(session, $$"""
            import os
            for path in ({{Quote(secret)}}, {{Quote(Environment.CurrentDirectory)}}, {{Quote(home)}}, "/etc/shadow", "/etc/ssh", "/var", "/root", "/boot", "/mnt", "/srv"):
                assert not os.path.lexists(path), path
            assert sorted(os.listdir("/home")) == ["sandbox"]
            refused = []
            for folder in ("/", "/usr", "/etc", "/opt", "/opt/agentcore", "/home", "/dev", "/proc", "/usr/lib"):
                try:
                    open(folder + "/made-by-test", "w").close()
                except OSError:
                    refused.append(folder)
            print(len(refused))
            print(os.getcwd(), os.environ["HOME"], os.path.expanduser("~"))
            """);
        File.Delete(secret);

        Assert.Equal(("9\n/home/sandbox /home/sandbox /home/sandbox", ""), (outcome.Stdout, outcome.Stderr));
    }

    [Fact]
    public async Task Environment_holds_nothing_of_the_hosts()
    {
        Environment.SetEnvironmentVariable("AGENTCORE_TEST_SECRET", "s3cret");
        var outcome = await emulator.CommandAsync(
            await emulator.StartSessionAsync(), "env; cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n'; true");
        Environment.SetEnvironmentVariable("AGENTCORE_TEST_SECRET", null);

        Assert.Contains("HOME=/home/sandbox", outcome.Stdout);
        Assert.DoesNotContain("s3cret", outcome.Stdout);
        Assert.DoesNotContain("DOTNET", outcome.Stdout);
        Assert.DoesNotContain("AWS_", outcome.Stdout);
    }

    [Fact]
    public async Task Only_the_sandboxes_own_processes_are_in_sight()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "1");

        var processes = await emulator.CommandAsync(session, "ps axo pid=,comm= --sort pid; hostname; id -un");

        // The guest program and its runners, the worker, and the command itself.
        Assert.Matches(
            @"^\s*1 python3[^\r]*\r\n(\s*\d+ (python3|bash|ps)[^\r]*\r\n){5}sandbox\r\nsandbox$", processes.Stdout);
    }

    [Fact]
    public async Task First_process_cannot_be_killed_stopped_or_looked_into()
    {
        var session = await emulator.StartSessionAsync();

        var outcome = await emulator.PythonAsync(session, """
            import os, signal
            for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT): os.kill(1, number)
            for name in ("environ", "fd", "mem", "maps", "root", "cwd"):
                try:
                    (os.listdir if name in ("fd", "root", "cwd") else open)(f"/proc/1/{name}")
                    print(name)
                except PermissionError:
                    pass
            """);

        Assert.Equal(("", "", false), (outcome.Stdout, outcome.Stderr, outcome.IsError));
        Assert.Equal("alive", (await emulator.PythonAsync(session, "print('alive')")).Stdout);
    }

    [Fact]
    public async Task Programs_have_no_privileges()
    {
        var outcome = await emulator.CommandAsync(
            await emulator.StartSessionAsync(),
            "grep -E '^(CapEff|CapBnd|NoNewPrivs)' /proc/self/status; id -u; mount -t tmpfs x /tmp 2>&1 | head -1; "
                + "echo 1 > /proc/sys/kernel/hostname");

        Assert.Contains("CapEff:\t0000000000000000", outcome.Text);
        Assert.Contains("CapBnd:\t0000000000000000", outcome.Text);
        Assert.Contains("NoNewPrivs:\t1", outcome.Text);
        Assert.DoesNotContain("\r\n0\r\n", outcome.Text);
        Assert.Matches("mount: .*(permission denied|must be superuser)", outcome.Text);
        Assert.Matches("hostname: (Permission denied|Read-only file system)", outcome.Text);
    }

    [Fact]
    public async Task Sessions_see_nothing_of_each_other()
    {
        var one = await emulator.StartSessionAsync();
        var other = await emulator.StartSessionAsync();
        await emulator.PythonAsync(one, """
            import subprocess
            secret = "visible"
            for place in (".", "/tmp", "/dev/shm"): open(place + "/secret-of-one", "w").write(secret)
            sleeper = subprocess.Popen(["sleep", "985"])
            """);

        var seen = await emulator.CommandAsync(
            other, "find / -name 'secret-of-one' 2>/dev/null; ps ax | grep '[s]leep 985'; ipcs -m | grep -c 0x");
        Assert.Equal("0", seen.Text);
        Assert.Equal("False", (await emulator.PythonAsync(other, "'secret' in globals()")).Stdout);
    }

    private static string Quote(string path) => $"'{path.Replace("'", "\\'", StringComparison.Ordinal)}'";
}
