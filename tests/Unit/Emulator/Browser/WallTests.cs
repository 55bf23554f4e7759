using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Doctor;
using Tests.Emulator.Browser.Features;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>
/// What a page, an extension and a DevTools client reach of the machine: nothing, whether the emulator runs as root or
/// as an ordinary user.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class WallTests : IDisposable
{
    private readonly string _marker = $"marker-{Guid.NewGuid():N}";
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    /// <summary>Whether the emulator runs as an ordinary user though the tests run as root.</summary>
    public static TheoryData<bool> Users =>
        Environment.IsPrivilegedProcess ? new(false, true) : new(false);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Chromium_runs_in_its_own_sandbox_not_as_root_and_without_the_emulators_environment(bool ordinary)
    {
        await using var emulator = await StartAsync(ordinary);
        using var cdp = await emulator.Client.AutomateAsync(await emulator.Client.StartAsync());
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.NavigateAsync(page, "chrome://sandbox");
        var status = (string?)await cdp.EvaluateAsync(page, "document.body.innerText");
        Assert.Contains("You are adequately sandboxed.", status, StringComparison.Ordinal);

        var running = Descendants.Of(emulator.Process.Id);
        var users = running.Where(process => process.Value.StartsWith("chrom", StringComparison.Ordinal))
            .Select(process => File.ReadLines($"/proc/{process.Key}/status").First(line => line.StartsWith("Uid:")))
            .ToArray();
        Assert.NotEmpty(users);
        Assert.DoesNotContain(users, user => user.Split('\t')[1] == "0");
        Assert.DoesNotContain(
            running.Keys, id => File.ReadAllText($"/proc/{id}/environ").Contains(_marker, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_DevTools_client_reads_no_file_of_the_machine(bool ordinary)
    {
        await using var emulator = await StartAsync(ordinary);
        await emulator.Client.StartAsync();
        using var cdp = await emulator.Client.AutomateAsync(await emulator.Client.StartAsync());
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.CallAsync("DOM.enable", session: page);
        var own = Path.Combine(_folder, "data", "sessions", "browser");
        string[] paths =
        [
            "/etc/passwd", "/etc/shadow", "/etc/hostname", Path.Combine(_folder, "marker.txt"),
            Path.Combine(_folder, "data", "secrets", "marker"), _folder, Path.Combine(_folder, "data"),
            own, .. Directory.GetDirectories(own), "/proc/cmdline", "/root", "/home", "/home/browser/Downloads",
            "/proc/1/environ", "/proc/self/environ", "/proc/1/root/etc/passwd", "/proc/self/cwd",
            .. new[] { "environ", "mem", "maps", "cmdline", "root/etc/passwd", "cwd", "fd" }
                .Select(name => $"/proc/{emulator.Process.Id}/{name}"),
        ];
        foreach (var path in paths)
        {
            AssertNothing(path, await UploadAsync(cdp, page, path));
            AssertNothing(path, await OpenAsync(cdp, page, $"file://{path}"));
            AssertNothing(path, await OpenAsync(cdp, page, $"view-source:file://{path}"));
        }
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task An_extension_reads_no_file_of_the_machine_and_none_is_loaded_from_it(bool ordinary)
    {
        const string manifest = """
            {"manifest_version":3,"name":"spy","version":"1","host_permissions":["<all_urls>","file:///*"],
             "permissions":["tabs","downloads"]}
            """;
        await using var emulator = await StartAsync(ordinary);
        var bucket = Directory.CreateDirectory(Path.Combine(_folder, "data", "s3", StandIn.Bucket)).FullName;
        await File.WriteAllBytesAsync(
            Path.Combine(bucket, "spy.zip"),
            StandIn.Zip(("manifest.json", manifest), ("page.html", "<title>spy</title>")),
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "manifest.json"), manifest, TestContext.Current.CancellationToken);
        using var cdp = await emulator.Client.AutomateAsync(await emulator.Client.StartAsync(
            new() { ["extensions"] = new JsonArray(StandIn.S3("spy.zip")) }));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => cdp.CallAsync("Extensions.loadUnpacked", new() { ["path"] = _folder }));
        Assert.Contains("File path cannot be resolved", refused.Message, StringComparison.Ordinal);

        var loaded = await cdp.CallAsync("Extensions.loadUnpacked", new() { ["path"] = "/opt/session/extensions/0" });
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.NavigateAsync(page, $"chrome-extension://{(string?)loaded["id"]}/page.html");
        Assert.Equal("spy", (string?)await cdp.EvaluateAsync(page, "document.title"));
        foreach (var path in new[] { "/etc/passwd", "/etc/shadow", Path.Combine(_folder, "marker.txt") })
        {
            var read = $"fetch('file://{path}').then(response => response.text()).catch(error => '' + error)";
            AssertNothing(path, (string?)await cdp.EvaluateAsync(page, read));
        }
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Downloads_stay_inside_wherever_a_client_sends_them(bool ordinary)
    {
        await using var emulator = await StartAsync(ordinary);
        var session = await emulator.Client.StartAsync();
        using var cdp = await emulator.Client.AutomateAsync(session);
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.CallAsync(
            "Browser.setDownloadBehavior", new() { ["behavior"] = "default", ["eventsEnabled"] = true });
        Assert.Equal("/home/browser/Downloads/x.bin", await DownloadAsync(cdp, page));
        foreach (var target in new[] { Path.Combine(_folder, "out"), Path.Combine(_folder, "data"), "/somewhere" })
        {
            await cdp.CallAsync(
                "Browser.setDownloadBehavior",
                new() { ["behavior"] = "allow", ["downloadPath"] = target, ["eventsEnabled"] = true });
            Assert.Equal(Path.Combine(target, "x.bin"), await DownloadAsync(cdp, page));
        }

        Assert.False(Directory.Exists("/somewhere"));
        Assert.Empty(Directory.GetFiles(_folder, "x.bin", SearchOption.AllDirectories));
        var running = Descendants.Of(emulator.Process.Id);
        await emulator.Client.StopAsync(BrowserSessions.IdOf(session));
        Assert.Equal(DoctorCheck.Ok, (await Descendants.CheckAsync(running)).Status);
    }

    [Fact]
    public async Task Without_a_wall_no_browser_runs_and_the_error_names_the_remedy()
    {
        await using var emulator = await EmulatorProcess.StartAsync(NoWall());
        var response = await emulator.Client.SendAsync("PUT", $"{BrowserSessions.Path}/start", new JsonObject());
        Assert.Equal((500, "InternalServerException"), (response.Status, response.ErrorType));
        Assert.Contains("bwrap does not work here: No permissions", response.Text("message"), StringComparison.Ordinal);
        Assert.Contains("apt-get install bubblewrap", response.Text("message"), StringComparison.Ordinal);
        Assert.Contains("--allow-unwalled-browser", response.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_wall_a_browser_runs_where_that_was_allowed_and_downloads_into_its_session()
    {
        await using var emulator = await EmulatorProcess.StartAsync(
            NoWall(), "--allow-unwalled-browser", "--data", Path.Combine(_folder, "data"));
        var session = await emulator.Client.StartAsync();
        using var cdp = await emulator.Client.AutomateAsync(session);
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        await cdp.CallAsync(
            "Browser.setDownloadBehavior", new() { ["behavior"] = "default", ["eventsEnabled"] = true });
        var folder = Path.Combine(_folder, "data", "sessions", "browser", BrowserSessions.IdOf(session));
        Assert.Equal(Path.Combine(folder, "downloads", "x.bin"), await DownloadAsync(cdp, page));
        Assert.Contains("root:", await OpenAsync(cdp, page, "file:///etc/passwd"), StringComparison.Ordinal);
        await emulator.Client.StopAsync(BrowserSessions.IdOf(session));

        // It goes behind the response.
        while (Directory.Exists(folder))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_Chromium_anywhere_on_the_machine_runs_with_its_own_files_alone()
    {
        // The mark of Chromium's folder, with a file beside the program that the program needs.
        var installation = Directory.CreateDirectory(Path.Combine(_folder, "chrome")).FullName;
        var cancellationToken = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.Combine(installation, "icudtl.dat"), "", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(installation, "real"), "/usr/bin/chromium", cancellationToken);
        var program = Script(installation, "chromium", "exec \"$(cat \"${0%/*}/real\")\" \"$@\"");
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, program);
        await using var emulator = await EmulatorProcess.StartAsync(new Dictionary<string, string>
        {
            ["AGENTCORE_CHROMIUM"] = link,
        });
        using var cdp = await emulator.Client.AutomateAsync(await emulator.Client.StartAsync());
        var page = await cdp.AttachAsync(await cdp.FirstPageAsync());
        Assert.Contains("icudtl.dat", await OpenAsync(cdp, page, $"file://{installation}"), StringComparison.Ordinal);
        Assert.DoesNotContain("marker.txt", await OpenAsync(cdp, page, $"file://{_folder}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo 'FATAL: No usable sandbox! See the documentation.' >&2; exit 1", "kernel.apparmor_restrict")]
    [InlineData("echo 'cannot load libnss3.so' >&2; exit 1", "cannot load libnss3.so")]
    public async Task A_Chromium_that_does_not_start_is_explained(string program, string reason)
    {
        await using var emulator = await EmulatorProcess.StartAsync(new Dictionary<string, string>
        {
            ["AGENTCORE_CHROMIUM"] = Script(_folder, "chromium", program),
        });
        var response = await emulator.Client.SendAsync("PUT", $"{BrowserSessions.Path}/start", new JsonObject());
        Assert.Equal((500, "InternalServerException"), (response.Status, response.ErrorType));
        Assert.Contains(reason, response.Text("message"), StringComparison.Ordinal);
    }

    private static string Script(string folder, string name, string program)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{program}\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        return path;
    }

    // The emulator with the marker in its environment, its data folder and the temporary folder.
    private async Task<EmulatorProcess> StartAsync(bool ordinary)
    {
        var data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(Path.Combine(data, "secrets"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "marker.txt"), _marker);
        await File.WriteAllTextAsync(Path.Combine(data, "secrets", "marker"), _marker);
        var environment = new Dictionary<string, string> { ["AGENTCORE_MARKER"] = _marker, ["HOME"] = _folder };
        if (!ordinary)
        {
            return await EmulatorProcess.StartAsync(environment, "--data", data);
        }

        using var give = Process.Start("chown", ["-R", EmulatorProcess.Nobody, _folder]);
        await give.WaitForExitAsync();
        return await EmulatorProcess.StartAsNobodyAsync(environment, "--data", data);
    }

    private Dictionary<string, string> NoWall()
    {
        Script(_folder, "bwrap", "echo 'No permissions' >&2; exit 1");
        return new()
        {
            ["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}",
            ["HOME"] = _folder,
        };
    }

    private void AssertNothing(string path, string? content)
    {
        string[] secrets = [_marker, "root:", "a secret of the tests", "spy.zip", "emulator.lock"];
        Assert.All(
            secrets, secret => Assert.False(content?.Contains(secret, StringComparison.Ordinal), $"{path}: {content}"));
    }

    // Reads as a web page reads a file that its user chose.
    private static async Task<string?> UploadAsync(CdpClient cdp, string page, string path)
    {
        await cdp.NavigateAsync(page, "data:text/html,<input type=file>");
        var root = (int)(await cdp.CallAsync("DOM.getDocument", session: page))["root"]!["nodeId"]!;
        var input = (int)(await cdp.CallAsync(
            "DOM.querySelector", new() { ["nodeId"] = root, ["selector"] = "input" }, page))["nodeId"]!;
        await cdp.CallAsync(
            "DOM.setFileInputFiles", new() { ["nodeId"] = input, ["files"] = new JsonArray(path) }, page);
        return (string?)await cdp.EvaluateAsync(
            page, "document.querySelector('input').files[0].text().catch(error => '' + error)");
    }

    private static async Task<string?> OpenAsync(CdpClient cdp, string page, string url)
    {
        var opened = await cdp.CallAsync("Page.navigate", new() { ["url"] = url }, page);
        return opened["errorText"] is { } error
            ? (string?)error
            : (string?)await cdp.EvaluateAsync(page, """
                new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))
                    .then(() => document.documentElement.innerText)
                """);
    }

    private static async Task<string?> DownloadAsync(CdpClient cdp, string page)
    {
        await cdp.CallAsync(
            "Page.navigate",
            new()
            {
                ["url"] = "data:text/html,<a id=a download=x.bin href='data:application/octet-stream,x'></a>"
                    + $"<script>document.getElementById('a').click()</script>{Guid.NewGuid()}",
            },
            page);
        while (true)
        {
            var progress = (await cdp.NextEventAsync("Browser.downloadProgress"))["params"]!;
            if ((string?)progress["state"] is not "inProgress")
            {
                return (string?)progress["filePath"];
            }
        }
    }
}
