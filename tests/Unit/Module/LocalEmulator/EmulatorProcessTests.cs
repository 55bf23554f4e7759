using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using AgentCore.Errors;
using AgentCore.LocalEmulator;
using Xunit;

namespace Tests.Module.LocalEmulator;

/// <summary>Against the real emulator.</summary>
public sealed class EmulatorProcessTests
{
    [Fact]
    public async Task It_serves_once_it_is_started_and_is_gone_once_it_is_stopped()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var url = new Uri(emulator.Url);
        Assert.Equal("127.0.0.1", url.Host);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, url.Port, TestContext.Current.CancellationToken);
        }

        await emulator.StopAsync();
        await emulator.StopAsync();
        Assert.True(emulator.HasEnded);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(emulator.Id));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_the_parameter_to_change()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<AgentCoreException>(() => EmulatorFixture.StartAsync(port));
        Assert.Equal("PortInUse", error.ErrorCode);
        Assert.Contains(
            port.ToString(System.Globalization.CultureInfo.InvariantCulture), error.Message, StringComparison.Ordinal);
        Assert.Contains("another -Port", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_that_it_rejects_is_one_sentence_about_the_parameter()
    {
        var options = new EmulatorOptions(0, null, false) { Settings = ["--quota=browser=1"] };
        var error = await Assert.ThrowsAsync<AgentCoreException>(() => EmulatorProcess.StartAsync(
            EmulatorFixture.Program, options, TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCategory.InvalidArgument, error.Category);
        Assert.StartsWith("-Quota: 'browser=1' does not name a quota.", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "one of: browser-sessions, code-interpreter-sessions, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_to_one_that_was_killed_says_so()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        using (var process = Process.GetProcessById(emulator.Id))
        {
            process.Kill();
        }

        Assert.True(await emulator.EndsSoonAsync());
        var error = emulator.Gone(new IOException("reset"));
        Assert.Equal(ErrorCategory.ConnectionError, error.Category);
        Assert.Contains(emulator.Url, error.Message, StringComparison.Ordinal);
        Assert.Contains("Start-ACEmulator", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_for_it()
    {
        using var stop = new CancellationTokenSource();
        var starting = EmulatorProcess.StartAsync(
            EmulatorFixture.Program, new EmulatorOptions(0, null, false), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
    }

    [Fact]
    public async Task Each_has_keys_of_its_own_which_it_does_not_show()
    {
        using var one = await EmulatorFixture.StartAsync();
        using var two = await EmulatorFixture.StartAsync();
        Assert.NotEqual(one.Keys.SecretKey, two.Keys.SecretKey);
        Assert.DoesNotContain(one.Keys.SecretKey, one.ToString(), StringComparison.Ordinal);
        await one.StopAsync();
        await two.StopAsync();
    }

    [Fact]
    public void A_runtime_that_cannot_be_run_is_named_with_a_way_out()
    {
        var error = Assert.Throws<AgentCoreException>(
            () => EmulatorProgram.Launch(new() { StartInfo = new(typeof(AgentCoreException).Assembly.Location) }));
        Assert.Contains(typeof(AgentCoreException).Assembly.Location, error.Message, StringComparison.Ordinal);
        Assert.Equal(("EmulatorFailed", ErrorCategory.ResourceUnavailable), (error.ErrorCode, error.Category));
        Assert.Contains("DOTNET_ROOT", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_dotnet_is_told_what_to_get_and_where()
    {
        var error = Assert.Throws<AgentCoreException>(() => EmulatorProgram.FindDotnet([null, "", "/nonexistent"]));
        Assert.Equal(ErrorCategory.ObjectNotFound, error.Category);
        Assert.Contains("ASP.NET Core runtime 8", error.Message, StringComparison.Ordinal);
        Assert.Contains("https://dotnet.microsoft.com/download", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_missing_is_named() =>
        Assert.Contains(
            "/nonexistent.dll", Assert.Throws<AgentCoreException>(
                () => EmulatorProgram.Start("/nonexistent.dll")).Message, StringComparison.Ordinal);
}
