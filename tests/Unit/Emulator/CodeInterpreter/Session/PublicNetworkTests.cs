using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tests.Emulator.Core.Network;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Session;

/// <summary>
/// What programs of PUBLIC sessions reach, with an emulator of root and of an ordinary user, which is a process of its
/// own.
/// </summary>
public sealed class PublicNetworkTests
{
    // Straight to an address, and through the session's proxy, as a program that means harm would do it.
    private const string Ways = """
        import socket
        def straight(host, port):
            try:
                socket.create_connection((host, port), 3).close()
                return "reached"
            except OSError:
                return "closed"
        def through(target):
            with socket.create_connection(("127.0.0.1", 3128), 10) as proxy:
                proxy.sendall(f"CONNECT {target} HTTP/1.1\r\n\r\n".encode())
                return proxy.recv(300).decode().split("\r\n")[0]
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_emulator_cannot_be_reached_by_any_of_its_addresses(bool asNobody)
    {
        await using var emulator = await StartAsync(asNobody, "--allow-loopback");
        var port = new Uri((string)emulator.Ready["url"]!).Port;
        string[] hosts =
        [
            "127.0.0.1", "localhost", "shop.localhost", "host.docker.internal", "127.1", "2130706433", "0.0.0.0",
            "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
            .. Machine.Addresses.Select(one => one.AddressFamily == AddressFamily.InterNetwork ? $"{one}" : $"[{one}]"),
        ];

        var seen = await RunAsync(emulator, await emulator.CreatePublicAsync(), $$"""
            {{Ways}}
            for host in {{JsonSerializer.Serialize(hosts)}}:
                print(straight(host.strip("[]"), {{port}}), "is the emulator" in through(host + ":{{port}}"), host)
            """);

        Assert.Equal(hosts.Select(host => $"closed True {host}"), seen.Split('\n'));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_site_on_loopback_is_open_by_the_option_alone(bool asNobody)
    {
        await using var site = await LoopbackSite.StartAsync();
        foreach (var isAllowed in new[] { false, true })
        {
            await using var emulator = await StartAsync(asNobody, isAllowed ? ["--allow-loopback"] : []);
            var seen = await RunAsync(emulator, await emulator.CreatePublicAsync(), $$"""
                {{Ways}}
                import ssl, urllib.error, urllib.request
                print(straight("127.0.0.1", {{site.Port}}))
                ssl._create_default_https_context = ssl._create_unverified_context
                for url in ("http://host.docker.internal:{{site.Port}}/", "https://host.docker.internal:{{site.SecurePort}}/"):
                    try:
                        print(urllib.request.urlopen(url).read().decode())
                    except urllib.error.URLError as error:
                        print("--allow-loopback" in str(error))
                """);

            Assert.Equal(isAllowed ? "closed\nsite\nsite" : "closed\nTrue\nTrue", seen);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_of_the_machine_or_of_another_session_is_in_the_namespace(bool asNobody)
    {
        var name = $"agentcore-test-{Guid.NewGuid():n}";
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint("\0" + name));
        listener.Listen();
        await using var emulator = await StartAsync(asNobody);
        var interpreter = await emulator.CreatePublicAsync();
        await RunAsync(emulator, interpreter, "print('the other session')");

        var seen = await RunAsync(emulator, interpreter, $$"""
            import socket
            def attempt(address):
                try:
                    socket.socket(socket.AF_UNIX).connect(address)
                    return "reached"
                except OSError as error:
                    return type(error).__name__
            rows = [line.split() for file in ("tcp", "tcp6") for line in open("/proc/net/" + file)]
            print(sorted({row[1] for row in rows if row[3] == "0A"}))
            print([name for _, name in socket.if_nameindex()])
            print(attempt("\0{{name}}"), attempt("/run/agentcore/network.sock"))
            """);

        Assert.Equal("['0100007F:0C38']\n['lo']\nConnectionRefusedError ConnectionRefusedError", seen);
        Assert.False(listener.Poll(0, SelectMode.SelectRead));
    }

    [Trait("Run", "Soak")]
    [Fact]
    public async Task Ended_sessions_give_back_their_descriptors()
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        var interpreter = await emulator.CreatePublicAsync();
        var folder = $"/proc/{emulator.Process.Id}/fd";
        await StartAndStopAsync(emulator, interpreter);
        var before = Directory.GetFiles(folder).Length;

        for (var i = 0; i < 6; i++)
        {
            await StartAndStopAsync(emulator, interpreter);
        }

        // The connections of the calls themselves stay for a while; six sessions that leave one each exceed this.
        Assert.InRange(Directory.GetFiles(folder).Length, 0, before + 5);
    }

    [Fact]
    public async Task A_data_folder_with_a_long_path_is_no_obstacle()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"agentcore-test-{Guid.NewGuid():n}", new string('a', 150));
        await using (var emulator = await EmulatorProcess.StartAsync(null, "--data", folder))
        {
            Assert.Equal("HTTP/1.1 502 Bad Gateway", (await RunAsync(emulator, await emulator.CreatePublicAsync(), $$"""
                {{Ways}}
                print(through("no.such.invalid:80"))
                """))[..24]);
        }

        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    [Fact]
    public async Task Pip_installs_from_the_mirror_of_the_machine_with_its_certificate()
    {
        await using var mirror = await LoopbackSite.StartAsync(http =>
            WheelMirror.RespondAsync(http, "/files/sample-1.0-py3-none-any.whl"));
        var home = Directory.CreateTempSubdirectory("agentcore-test-").FullName;
        File.WriteAllText(Path.Combine(home, "company.pem"), mirror.Certificate.ExportCertificatePem());
        Directory.CreateDirectory(Path.Combine(home, ".config/pip"));
        File.WriteAllText(
            Path.Combine(home, ".config/pip/pip.conf"),
            $"[global]\nindex-url = https://localhost:{mirror.SecurePort}/simple\ncert = {home}/company.pem\n");
        var environment = new Dictionary<string, string> { ["HOME"] = home };
        foreach (var name in new[] { "PIP_CERT", "PIP_FIND_LINKS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE" })
        {
            environment[name] = "";
        }

        await using (var emulator = await EmulatorProcess.StartAsync(environment, "--allow-loopback"))
        {
            var seen = await RunAsync(emulator, await emulator.CreatePublicAsync(), """
                import subprocess, sys
                done = subprocess.run(["pip", "install", "sample"], capture_output=True, text=True)
                print(done.stdout.splitlines()[-1], done.stderr)
                """);
            Assert.StartsWith("Successfully installed sample-1.0", seen, StringComparison.Ordinal);
        }

        Directory.Delete(home, recursive: true);
    }

    // An ordinary user is what the tests have where they do not run as root.
    private static Task<EmulatorProcess> StartAsync(bool asNobody, params string[] arguments) =>
        asNobody && Environment.IsPrivilegedProcess
            ? EmulatorProcess.StartAsNobodyAsync(null, arguments)
            : EmulatorProcess.StartAsync(null, arguments);

    private static async Task<string> RunAsync(EmulatorProcess emulator, string interpreter, string code)
    {
        var text = "";
        await foreach (var message in emulator.Calls.InvokeAsync(
            interpreter,
            null,
            "executeCode",
            new JsonObject { ["language"] = "python", ["code"] = code },
            TestContext.Current.CancellationToken))
        {
            var result = message.Payload.GetProperty("structuredContent");
            text += result.GetProperty("stdout").GetString() + result.GetProperty("stderr").GetString();
        }

        return text.TrimEnd('\n');
    }

    private static async Task StartAndStopAsync(EmulatorProcess emulator, string interpreter)
    {
        await RunAsync(emulator, interpreter, "print(1)");
        var path = $"/code-interpreters/{interpreter}/sessions/stop?sessionId={emulator.Calls.LastSessionId}";
        await emulator.Calls.CallAsync("PUT", path, null, TestContext.Current.CancellationToken);
    }
}
