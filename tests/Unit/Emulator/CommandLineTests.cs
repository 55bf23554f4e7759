// One test of each option, good and bad, in one place: a new option is added beside those that are like it.
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using Xunit;

namespace Tests.Emulator;

public sealed class CommandLineTests
{
    private readonly Line _line = new();

    [Fact]
    public async Task Options_and_credentials_are_read()
    {
        await _line.RunAsync(
            "serve",
            "--port",
            "9580",
            "--data",
            "d",
            "--allow-unsandboxed-code",
            "--allow-host",
            "Example.COM.",
            "--allow-host",
            "::1",
            "--public-url",
            "https://example.com:8443",
            "--incremental-results",
            "--quota",
            "browser-sessions=2",
            "--quota",
            "ExtensionBytes=0",
            "--rates",
            "documented",
            "--rates",
            "invokebrowser=1",
            "--clock-skew",
            "90m",
            "--warm",
            "2",
            "--print-secret",
            "--exit-on-stdin-close");
        var (options, printSecret, exitOnClose) = Assert.Single(_line.Served);
        Assert.Equal((9580, "d", true), (options.Port, options.DataFolder, options.AllowUnsandboxedCode));
        Assert.Equal(["example.com", "[::1]"], options.AllowedHosts);
        Assert.Equal("https://example.com:8443/", options.PublicUrl?.AbsoluteUri);
        Assert.Equal(
            (2L, 0L, 1000L),
            (
                options.Quotas[Quota.BrowserSessions],
                options.Quotas[Quota.ExtensionBytes],
                options.Quotas[Quota.Browsers]));
        Assert.Equal(
            (1, 5, 5, 10, 30, 30),
            (
                options.Rates["InvokeBrowser"],
                options.Rates["CreateBrowser"],
                options.Rates["DeleteBrowserProfile"],
                options.Rates["SaveBrowserSessionProfile"],
                options.Rates["InvokeCodeInterpreter"],
                options.Rates["ConnectBrowserAutomationStream"]));
        Assert.Equal(
            (TimeSpan.FromMinutes(90), 2, 2),
            (options.ClockSkew, options.SpareBrowsers, options.SpareSandboxes));
        Assert.Equal((true, true), (printSecret, exitOnClose));
        Assert.True(options.IncrementalResults);
        Assert.Equal(("an access key", "a secret"), (options.AccessKey, options.SecretKey));
        Assert.DoesNotContain("secret", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_given_means_to_serve_on_any_port()
    {
        _line.Variables.Clear();
        await _line.RunAsync();
        var (options, printSecret, exitOnClose) = Assert.Single(_line.Served);
        Assert.Equal(
            (0, null, false, null),
            (options.Port, options.DataFolder, options.AllowUnsandboxedCode, options.AccessKey));
        Assert.Empty(options.AllowedHosts);
        Assert.Null(options.PublicUrl);
        Assert.False(options.IncrementalResults);
        Assert.Equal(TimeSpan.FromMinutes(5), options.ClockSkew);
        Assert.Empty(options.Rates);
        Assert.All(Quota.All, quota => Assert.Equal(quota.Default, options.Quotas[quota]));
        Assert.Equal((false, false), (printSecret, exitOnClose));
        Assert.Equal("", _line.Output + _line.Error);
    }

    [Fact]
    public async Task The_doctor_takes_its_own_options()
    {
        await _line.RunAsync("doctor");
        await _line.RunAsync("doctor", "--json", "--allow-unsandboxed-code");
        Assert.Equal(
            [(false, false), (true, true)],
            _line.Examined.Select(run => (run.Options.AllowUnsandboxedCode, run.AsJson)));
        Assert.Empty(_line.Served);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("doctor")]
    public async Task A_browser_needs_a_wall_unless_that_is_allowed(string command)
    {
        await _line.RunAsync(command);
        await _line.RunAsync(command, "--allow-unwalled-browser");
        Assert.Equal(
            [false, true],
            _line.Served.Select(run => run.Options)
                .Concat(_line.Examined.Select(run => run.Options))
                .Select(options => options.AllowUnwalledBrowser));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("doctor")]
    public async Task Programs_reach_sites_of_this_machine_only_where_that_is_allowed(string command)
    {
        await _line.RunAsync(command);
        await _line.RunAsync(command, "--allow-loopback");
        Assert.Equal(
            [false, true],
            _line.Served.Select(run => run.Options)
                .Concat(_line.Examined.Select(run => run.Options))
                .Select(options => options.AllowLoopback));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("doctor", "--help")]
    [InlineData("serve", "--port", "1", "--help")]
    public async Task Help_is_printed_and_is_no_error(params string[] arguments)
    {
        Assert.Equal(0, await _line.RunAsync(arguments));
        Assert.Contains("Usage:", _line.Output, StringComparison.Ordinal);
        Assert.Equal("", _line.Error);
        Assert.Empty(_line.Served);
        Assert.Empty(_line.Examined);
    }

    [Fact]
    public async Task Help_names_every_option_and_variable_with_its_default()
    {
        await _line.RunAsync("--help");
        string[] first =
        [
            "Usage:\n  agentcore-emulator [command] [options]", "serve", "doctor", "completion <bash|fish|pwsh|zsh>",
            "--help", "--version", "Examples:", "AGENTCORE_EMULATOR_ACCESS_KEY", "AGENTCORE_EMULATOR_SECRET_KEY",
            "AGENTCORE_PYTHON", "AGENTCORE_CHROMIUM",
        ];
        Assert.All(first, word => Assert.Contains(word, _line.Output, StringComparison.Ordinal));
        await _line.RunAsync("serve", "--help");
        string[] told =
        [
            "--port <number>", "Default: 0", "0 to 65535", "--data <folder>", "--print-secret",
            "--allow-host <name>", "--public-url <url>", "--allow-unsandboxed-code", "--allow-unwalled-browser",
            "--incremental-results", "--warm <number>", "--exit-on-stdin-close", "--help",
            "--quota <name=number>", "browser-sessions 1000", "code-interpreter-sessions 1000", "browsers 1000",
            "code-interpreters 1000", "browser-profiles 100", "browser-profile-bytes 52428800",
            "extension-bytes 10485760", "domain-patterns-per-proxy 50", "domain-patterns 100", "invoke-bytes 100000000",
            "--rates <operation=number>", "documented", "--clock-skew <duration>", "unlimited", "Default: 5m",
            "--allow-loopback", "Examples:",
        ];
        // Wrapped lines are read as a user reads them.
        var read = string.Join(' ', _line.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.All(told, word => Assert.Contains(word, read, StringComparison.Ordinal));
        await _line.RunAsync("doctor", "--help");
        Assert.Contains("--json", _line.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--port", _line.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agentcore-emulator ser", "serve")]
    [InlineData("agentcore-emulator completion ", "--help", "-h", "bash", "fish", "pwsh", "zsh")]
    [InlineData("agentcore-emulator doctor --js", "--json")]
    [InlineData("agentcore-emulator --quota bro", "browser-profile-bytes=", "browser-profiles=", "browser-sessions=",
        "browsers=")]
    [InlineData("agentcore-emulator serve --quota=live", "--quota=live-views=")]
    [InlineData("agentcore-emulator --rates doc", "documented")]
    [InlineData("agentcore-emulator --rates InvokeBrowser=5 --print-secret --quo", "--quota")]
    [InlineData("agentcore-emulator serve --rates connectbrowserA", "ConnectBrowserAutomationStream=")]
    [InlineData("agentcore-emulator --data ")]
    public async Task Words_that_may_stand_at_the_cursor_are_suggested(string line, params string[] words)
    {
        Assert.Equal(0, await _line.RunAsync($"[suggest:{line.Length}]", line));
        Assert.Equal(words, _line.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(_line.Served);
    }

    [Theory]
    [InlineData("'--prot'", "--prot", "1")]
    [InlineData("'--json'", "--json")]
    [InlineData("argument 'sevre'", "sevre")]
    [InlineData("'doctor'", "--print-secret", "doctor")]
    [InlineData("'serve'", "--port", "1", "serve")]
    [InlineData("'--port'", "doctor", "--port", "1")]
    [InlineData("'completion'", "--print-secret", "completion", "bash")]
    [InlineData("argument missing for command: 'completion'", "completion")]
    [InlineData("'tcsh' not recognized", "completion", "tcsh")]
    [InlineData("missing for option: '--port'", "--port")]
    [InlineData("missing for option: '--data'", "--data")]
    [InlineData("--data needs a value", "--data", "")]
    [InlineData("'65536'", "--port", "65536")]
    [InlineData("between 0 and 100", "--warm", "101")]
    [InlineData("'-1'", "--port", "-1")]
    [InlineData("'x'", "--port", "x")]
    [InlineData("is 'example.com:443'", "--allow-host", "example.com:443")]
    [InlineData("is '*.example.com'", "--allow-host", "good.example", "--allow-host", "*.example.com")]
    [InlineData("is ''", "--allow-host", "")]
    [InlineData("is 'example.com'", "--public-url", "example.com")]
    [InlineData("is 'https://example.com/path'", "--public-url", "https://example.com/path")]
    [InlineData("is 'wss://example.com'", "--public-url", "wss://example.com")]
    [InlineData("is 'https://user@example.com'", "--public-url", "https://user@example.com")]
    [InlineData("'browser=1' does not name a quota", "--quota", "browser=1")]
    [InlineData("one of: browser-sessions, code-interpreter-sessions,", "--quota", "browser=1")]
    [InlineData("number from 0 to 1000000, is ''", "--quota", "browsers=1", "--quota", "browsers")]
    [InlineData("from 0 to 1000000, is '-1'", "--quota", "browsers=-1")]
    [InlineData("from 0 to 1000000, is '1000001'", "--quota", "browsers=1000001")]
    [InlineData("is '1e3'", "--quota", "browsers=1e3")]
    [InlineData("from 0 to 100000000, is '100000001'", "--quota", "invoke-bytes=100000001")]
    [InlineData("'Invoke=1' is not a rate", "--rates", "Invoke=1")]
    [InlineData("one of: InvokeBrowser,", "--rates", "Invoke=1")]
    [InlineData("from 1 to 1000000 a second, is '0'", "--rates", "InvokeBrowser=0")]
    [InlineData("is '5'", "--clock-skew", "5")]
    [InlineData("is '-5m'", "--clock-skew", "-5m")]
    [InlineData("is '1000000d'", "--clock-skew", "1000000d")]
    [InlineData("is ''", "--clock-skew", "")]
    public async Task What_cannot_be_understood_is_named_with_the_usage_and_nothing_runs(
        string named, params string[] arguments)
    {
        Assert.Equal(2, await _line.RunAsync(arguments));
        Assert.Contains(named, _line.Error, StringComparison.Ordinal);
        Assert.Contains("Usage:", _line.Error, StringComparison.Ordinal);
        Assert.Equal("", _line.Output);
        Assert.Empty(_line.Served);
        Assert.Empty(_line.Examined);
    }

    [Fact]
    public async Task An_at_sign_begins_a_folder_and_no_file_of_arguments()
    {
        await _line.RunAsync("--data", "@home");
        Assert.Equal("@home", Assert.Single(_line.Served).Options.DataFolder);
    }

    /// <summary>A command line whose commands are only noted down.</summary>
    private sealed class Line
    {
        public Dictionary<string, string> Variables { get; } = new()
        {
            ["AGENTCORE_EMULATOR_ACCESS_KEY"] = "an access key",
            ["AGENTCORE_EMULATOR_SECRET_KEY"] = "a secret",
        };

        public List<(EmulatorOptions Options, bool PrintSecret, bool ExitOnClose)> Served { get; } = [];

        public List<(EmulatorOptions Options, bool AsJson)> Examined { get; } = [];

        public string Output { get; private set; } = "";

        public string Error { get; private set; } = "";

        public async Task<int> RunAsync(params string[] arguments)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            var line = new CommandLine(
                Variables.GetValueOrDefault,
                (options, printSecret, exitOnClose) => Done(() => Served.Add((options, printSecret, exitOnClose))),
                (options, asJson) => Done(() => Examined.Add((options, asJson))));
            var exitCode = await line.RunAsync(arguments, output, error);
            (Output, Error) = (output.ToString(), error.ToString());
            return exitCode;
        }

        private static Task<int> Done(Action note)
        {
            note();
            return Task.FromResult(0);
        }
    }
}
