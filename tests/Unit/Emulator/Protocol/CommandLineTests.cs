using AgentCore.Emulator.Hosting;
using Xunit;

namespace AgentCore.Tests.Emulator.Protocol;

public sealed class CommandLineTests
{
    [Fact]
    public void Options_and_credentials_are_read()
    {
        var line = CommandLine.Parse(
            ["serve", "--port", "9580", "--data", "d", "--allow-unsandboxed-code", "--print-secret", "--exit-on-stdin-close"],
            name => name.EndsWith("ACCESS_KEY", StringComparison.Ordinal) ? "key" : "secret");
        Assert.Equal(("serve", 9580, "d", true), (line.Command, line.Options.Port, line.Options.DataFolder, line.Options.AllowUnsandboxedCode));
        Assert.Equal((true, true), (line.PrintSecret, line.ExitOnStandardInputClose));
        Assert.Equal(("key", "secret"), (line.Options.AccessKey, line.Options.SecretKey));
        Assert.DoesNotContain("secret", line.ToString().Replace("PrintSecret", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_given_means_to_serve_on_any_port()
    {
        var line = CommandLine.Parse([], _ => "");
        Assert.Equal(("serve", 0, null, null), (line.Command, line.Options.Port, line.Options.DataFolder, line.Options.AccessKey));
        Assert.Equal("doctor", CommandLine.Parse(["doctor"], _ => null).Command);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("doctor", "--help")]
    [InlineData("serve", "--port", "1", "--help")]
    public async Task Help_is_printed_and_is_no_error(params string[] arguments)
    {
        Assert.Equal("help", CommandLine.Parse(arguments, _ => null).Command);
        if (arguments is ["--help"])
        {
            var (exitCode, output, error) = await EmulatorProcess.RunAsync(null, arguments);
            Assert.Equal((0, CommandLine.Usage + Environment.NewLine, ""), (exitCode, output, error));
        }
    }

    [Fact]
    public void Usage_names_every_option()
    {
        string[] options = ["--port", "--data", "--print-secret", "--allow-unsandboxed-code", "--exit-on-stdin-close", "--json", "--help"];
        Assert.All(options, option => Assert.Contains($" {option} ", CommandLine.Usage, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("'--prot'", "--prot", "1")]
    [InlineData("'--json'", "--json")]
    [InlineData("argument 'sevre'", "sevre")]
    [InlineData("'doctor'", "--print-secret", "doctor")]
    [InlineData("--port needs a value", "--port")]
    [InlineData("--data needs a value", "--data", "")]
    [InlineData("'65536'", "--port", "65536")]
    [InlineData("'-1'", "--port", "-1")]
    [InlineData("'x'", "--port", "x")]
    public void What_cannot_be_understood_is_named(string named, params string[] arguments)
    {
        var error = Assert.Throws<EmulatorStartException>(() => CommandLine.Parse(arguments, _ => null));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_option_is_named_with_the_usage_and_nothing_is_served()
    {
        var (exitCode, output, error) = await EmulatorProcess.RunAsync(null, "--prot", "1");
        Assert.Equal((2, "", $"Unknown option '--prot'.\n\n{CommandLine.Usage}\n"), (exitCode, output, error));
    }

    [Fact]
    public async Task The_ready_line_is_one_JSON_object_without_the_secret()
    {
        await using var emulator = await EmulatorProcess.StartAsync();
        Assert.Equal(["ready", "url", "accessKey"], emulator.Ready.AsObject().Select(member => member.Key));
        Assert.True((bool)emulator.Ready["ready"]!);
        Assert.Matches("^http://127.0.0.1:[0-9]+$", (string)emulator.Ready["url"]!);
        Assert.Equal(200, (await emulator.Client.SendAsync("POST", "/browsers/aws.browser.v1/sessions/list")).Status);
    }

    [Fact]
    public async Task The_secret_is_printed_when_asked_for()
    {
        await using var emulator = await EmulatorProcess.StartAsync(null, "--print-secret");
        Assert.Equal("a secret of the tests", (string?)emulator.Ready["secretKey"]);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_clear_line_and_a_failure()
    {
        await using var first = await EmulatorHost.StartAsync(new(), TestContext.Current.CancellationToken);
        var port = new Uri(first.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (code, output, error) = await EmulatorProcess.RunAsync(null, "--port", port);
        Assert.Equal((2, ""), (code, output));
        Assert.Equal($"Port {port} of 127.0.0.1 is in use or cannot be used. Choose another with --port, or 0 for a free one.", error.Trim());
    }

    [Fact]
    public async Task A_data_folder_serves_one_emulator_at_a_time()
    {
        var folder = Directory.CreateTempSubdirectory();
        await using (await EmulatorHost.StartAsync(new() { DataFolder = folder.FullName }, TestContext.Current.CancellationToken))
        {
            var error = await Assert.ThrowsAsync<EmulatorStartException>(
                () => EmulatorHost.StartAsync(new() { DataFolder = folder.FullName }, TestContext.Current.CancellationToken));
            Assert.Contains($"'{folder.FullName}' is in use", error.Message, StringComparison.Ordinal);
        }

        await (await EmulatorHost.StartAsync(new() { DataFolder = folder.FullName }, TestContext.Current.CancellationToken)).DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_a_crash_left_in_the_data_folder_is_removed_at_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory();
        var stale = Directory.CreateDirectory(Path.Combine(folder.FullName, "sessions", "browser", "01JABCDEFGHJKMNPQRSTVWXYZ0", "profile"));
        await (await EmulatorHost.StartAsync(new() { DataFolder = folder.FullName }, TestContext.Current.CancellationToken)).DisposeAsync();
        Assert.False(Directory.Exists(stale.FullName));
        folder.Delete(recursive: true);
    }
}
