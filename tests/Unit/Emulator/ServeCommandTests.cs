using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using Xunit;

namespace Tests.Emulator;

/// <summary>The emulator as a program: what it prints, how it ends, and what it does with its data folder.</summary>
public sealed class ServeCommandTests
{
    [Fact]
    public async Task A_wrong_option_is_named_with_the_usage_and_nothing_is_served()
    {
        var help = await EmulatorProcess.RunAsync(null, "--help");
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        var (exitCode, output, error) = await EmulatorProcess.RunAsync(null, "--prot", "1");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("Unrecognized command or argument '--prot'.", error, StringComparison.Ordinal);
        Assert.EndsWith(help.Output.Trim(), error.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        var (exitCode, output, _) = await EmulatorProcess.RunAsync(null, "--version");
        Assert.Equal(0, exitCode);
        Assert.StartsWith(
            typeof(EmulatorHost).Assembly.GetName().Version!.ToString(3), output, StringComparison.Ordinal);
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
        Assert.Equal(
            $"Port {port} of 127.0.0.1 is in use or cannot be used. Choose another with --port, or 0 for a free one.",
            error.Trim());
    }

    [Fact]
    public async Task A_data_folder_serves_one_emulator_at_a_time()
    {
        var folder = Directory.CreateTempSubdirectory();
        await using (await EmulatorHost.StartAsync(
            new() { DataFolder = folder.FullName }, TestContext.Current.CancellationToken))
        {
            var error = await Assert.ThrowsAsync<EmulatorStartException>(
                () =>
                    EmulatorHost.StartAsync(
                        new() { DataFolder = folder.FullName }, TestContext.Current.CancellationToken));
            Assert.Contains($"'{folder.FullName}' is in use", error.Message, StringComparison.Ordinal);
        }

        await (await EmulatorHost.StartAsync(
            new() { DataFolder = folder.FullName }, TestContext.Current.CancellationToken)).DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_a_crash_left_in_the_data_folder_is_removed_at_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory();
        var stale = Directory.CreateDirectory(
            Path.Combine(folder.FullName, "sessions", "browser", "01JABCDEFGHJKMNPQRSTVWXYZ0", "profile"));
        await (await EmulatorHost.StartAsync(
            new() { DataFolder = folder.FullName }, TestContext.Current.CancellationToken)).DisposeAsync();
        Assert.False(Directory.Exists(stale.FullName));
        folder.Delete(recursive: true);
    }
}
