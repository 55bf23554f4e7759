using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Doctor;
using Microsoft.Extensions.Time.Testing;
using Tests.Emulator.Browser.Features;
using Xunit;

namespace Tests.Emulator.Browser.Session;

/// <summary>Browsers that wait for sessions: who gets them, who does not, and what is left of them.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SpareBrowsersTests : IDisposable
{
    private const int Kill = 9;
    private const int Pause = 19;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory();

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task A_session_gets_the_browser_that_waits_with_its_own_view_port_and_another_takes_its_place()
    {
        await using var emulator = await EmulatorProcess.StartAsync(null, "--warm", "1");
        var waiting = await WaitForSpareAsync(emulator);
        var session = await emulator.Client.StartAsync(
            new() { ["viewPort"] = new JsonObject { ["width"] = 1280, ["height"] = 720 } });
        using (var cdp = await emulator.Client.AutomateAsync(session))
        {
            Assert.Equal("1280x720 on 1280", await SizeAsync(cdp, await cdp.FirstPageAsync()));
            var window = await cdp.CallAsync(
                "Target.createTarget", new() { ["url"] = "about:blank", ["newWindow"] = true });
            Assert.Equal("1280x720 on 1280", await SizeAsync(cdp, (string)window["targetId"]!));
            var status = await cdp.AttachAsync(await cdp.FirstPageAsync());
            await cdp.NavigateAsync(status, "chrome://sandbox");
            var text = (string?)await cdp.EvaluateAsync(status, "document.body.innerText");
            Assert.Contains("You are adequately sandboxed.", text, StringComparison.Ordinal);
        }

        Assert.NotEmpty(await WaitForSpareAsync(emulator, except: waiting));
        await emulator.Client.StopAsync(BrowserSessions.IdOf(session));
        Assert.Equal(DoctorCheck.Ok, (await Descendants.CheckAsync(waiting)).Status); // it was the session's
        Assert.Single(await ListAsync(emulator.Client));
    }

    [Fact]
    public async Task A_narrow_view_port_fits_a_browser_that_waited()
    {
        await using var emulator = await EmulatorProcess.StartAsync(null, "--warm", "1");
        await WaitForSpareAsync(emulator);
        using var cdp = await emulator.Client.AutomateAsync(await emulator.Client.StartAsync(
            new() { ["viewPort"] = new JsonObject { ["width"] = 390, ["height"] = 844 } }));
        Assert.StartsWith("390x844", await SizeAsync(cdp, await cdp.FirstPageAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_that_start_at_once_have_a_browser_each()
    {
        await using var emulator = await EmulatorProcess.StartAsync(null, "--warm", "1");
        await WaitForSpareAsync(emulator);
        var sessions = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => emulator.Client.StartAsync()));
        for (var i = 0; i < sessions.Length; i++)
        {
            using var cdp = await emulator.Client.AutomateAsync(sessions[i]);
            var targets = (await cdp.CallAsync("Target.getTargets"))["targetInfos"]!.AsArray();
            var page = Assert.Single(targets, target => (string?)target!["type"] == "page");
            Assert.Equal("about:blank", (string?)page!["url"]);
            await cdp.NavigateAsync(await cdp.AttachAsync(await cdp.FirstPageAsync()), $"data:text/html,{i}");
        }

        await emulator.Client.StopAsync(BrowserSessions.IdOf(sessions[0]));
        using var other = await emulator.Client.AutomateAsync(sessions[1]);
        Assert.NotNull((await other.CallAsync("Browser.getVersion"))["product"]);
    }

    [Theory]
    [InlineData(Kill)]
    [InlineData(Pause)]
    public async Task A_session_starts_its_own_browser_where_the_one_that_waited_has_ended_or_hangs(int signal)
    {
        await using var emulator = await EmulatorProcess.StartAsync(null, "--warm", "1");
        var waiting = await WaitForSpareAsync(emulator);
        foreach (var (id, name) in waiting.Where(one => one.Value.StartsWith("chrom", StringComparison.Ordinal)))
        {
            Assert.True(Signal(id, signal) == 0 || !Directory.Exists($"/proc/{id}"), name);
        }

        using var cdp = await emulator.Client.AutomateAsync(await emulator.Client.StartAsync());
        Assert.NotNull((await cdp.CallAsync("Browser.getVersion"))["product"]);

        // One that hangs before it was ready ends when its start has taken too long.
        while ((await Descendants.CheckAsync(waiting)).Status != DoctorCheck.Ok)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Sessions_with_settings_of_their_own_leave_the_browser_that_waits_and_a_plain_one_takes_it()
    {
        await using var host = await EmulatorHost.StartAsync(
            new() { DataFolder = _data.FullName, SpareBrowsers = 1 }, TestContext.Current.CancellationToken);
        var client = new EmulatorClient(host);
        await WaitAsync(() => Spares.Length == 1);
        var waiting = Spares;
        foreach (var members in await SettingsAsync(host, client))
        {
            var session = await client.StartAsync(members);
            await client.StopAsync(BrowserSessions.IdOf(session));
            Assert.Equal(waiting, Spares);
        }

        await client.StopAsync(BrowserSessions.IdOf(await client.StartAsync()));
        await WaitAsync(() => !Directory.Exists(waiting[0]));
    }

    [Fact]
    public async Task None_waits_before_a_session_was_started_and_none_for_long()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await EmulatorHost.StartAsync(
            new() { TimeProvider = clock, DataFolder = _data.FullName, SpareBrowsers = null },
            TestContext.Current.CancellationToken);
        var client = new EmulatorClient(host) { Signer = new(host.AccessKey, host.SecretKey) { Clock = clock } };
        Assert.Empty(await ListAsync(client));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(Spares);

        var session = BrowserSessions.IdOf(await client.StartAsync());
        Assert.Empty(Spares);
        clock.Advance(SpareBrowsers.Delay);
        await WaitAsync(() => Spares.Length == 1);
        Assert.Equal(session, (string?)Assert.Single(await ListAsync(client))!["sessionId"]);

        clock.Advance(SpareBrowsers.IdleTimeout);
        await WaitAsync(() => Spares.Length == 0);
    }

    [Fact]
    public async Task None_waits_where_the_options_say_so()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await EmulatorHost.StartAsync(
            new() { TimeProvider = clock, DataFolder = _data.FullName, SpareBrowsers = 0 },
            TestContext.Current.CancellationToken);
        var client = new EmulatorClient(host) { Signer = new(host.AccessKey, host.SecretKey) { Clock = clock } };
        await client.StartAsync();
        clock.Advance(SpareBrowsers.Delay);
        await client.StartAsync(); // by now one would have been started
        Assert.Empty(Spares);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_session_that_was_stopped_just_before_the_emulator()
    {
        await using var emulator = await EmulatorProcess.StartAsync(null, "--warm", "1", "--data", _data.FullName);
        var session = await emulator.Client.StartAsync();
        var running = Descendants.Of(emulator.Process.Id);
        await emulator.Client.StopAsync(BrowserSessions.IdOf(session));
        emulator.Process.StandardInput.Close();
        await emulator.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(DoctorCheck.Ok, (await Descendants.CheckAsync(running)).Status);
        Assert.False(Directory.Exists(Path.Combine(_data.FullName, "sessions")));
    }

    private string[] Spares
    {
        get
        {
            var folder = Path.Combine(_data.FullName, "sessions", "browser");
            return Directory.Exists(folder) ? Directory.GetDirectories(folder, "spare-*") : [];
        }
    }

    private static async Task<IReadOnlyList<JsonObject>> SettingsAsync(EmulatorHost host, EmulatorClient client)
    {
        host.AddObject("policy.json", "{}");
        host.AddObject("x.zip", StandIn.Zip(("manifest.json", """{"manifest_version":3,"name":"x","version":"1"}""")));
        host.AddSecret("root", Root());
        var profile = await client.SendAsync("PUT", "/browser-profiles", new JsonObject { ["name"] = "shop" });
        var policy = StandIn.S3("policy.json");
        policy["type"] = "MANAGED";
        return
        [
            StandIn.Proxies(StandIn.Proxy(port: 3128)),
            new() { ["enterprisePolicies"] = new JsonArray(policy) },
            new() { ["certificates"] = new JsonArray(JsonNode.Parse(
                $$$"""{ "location": { "secretsManager": { "secretArn": "{{{StandIn.Arn("root")}}}" } } }""")) },
            new() { ["extensions"] = new JsonArray(StandIn.S3("x.zip")) },
            new() { ["profileConfiguration"] = new JsonObject
                { ["profileIdentifier"] = profile.Text("profileId") } },
        ];
    }

    private static string Root()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return root.ExportCertificatePem();
    }

    private static async Task<JsonArray> ListAsync(EmulatorClient client) =>
        (await client.SendAsync("POST", $"{BrowserSessions.Path}/list", new JsonObject())).Body["items"]!.AsArray();

    private static async Task<string> SizeAsync(CdpClient cdp, string target)
    {
        var size = "`${innerWidth}x${innerHeight} on ${screen.width}`";
        return (string)(await cdp.EvaluateAsync(await cdp.AttachAsync(target), size))!;
    }

    // The processes of a browser that has a page.
    private static async Task<IReadOnlyDictionary<int, string>> WaitForSpareAsync(
        EmulatorProcess emulator, IReadOnlyDictionary<int, string>? except = null)
    {
        IReadOnlyDictionary<int, string> found = new Dictionary<int, string>();
        await WaitAsync(() =>
        {
            found = Descendants.Of(emulator.Process.Id)
                .Where(one => except?.ContainsKey(one.Key) != true)
                .ToDictionary();
            return found.Keys.Any(id => CommandLine(id).Contains("--type=renderer", StringComparison.Ordinal));
        });
        return found;
    }

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return ""; // it has ended
        }
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
