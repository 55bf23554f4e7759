using AgentCore.Service;
using Xunit;

namespace Tests.Module.Service;

/// <summary>With the real emulator, since only that can be a default.</summary>
public sealed class RunspaceSettingsTests
{
    private static readonly ConnectionSettings Prod = new(
        new("eu-central-1", "Set-ACContext"), null, new(new ProfileCredentials("prod", null), "Set-ACContext"));

    [Fact]
    public async Task The_emulator_takes_over_and_gives_back()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var settings = new RunspaceSettings { Context = Prod };
        settings.Use(emulator);
        var now = ConnectionSettings.Layer(settings.Context, settings.Local);
        Assert.Equal(emulator.Url, now.EndpointUrl!.Value);
        Assert.Equal(emulator.Keys, now.Credentials!.Value);
        Assert.Equal("eu-central-1", now.Region!.Value);

        await emulator.StopAsync();
        Assert.Equal(ConnectionSettings.Nothing, settings.Local);
        Assert.Equal(Prod.Key, settings.Context.Key);
    }

    [Fact]
    public async Task What_was_set_meanwhile_stays()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var settings = new RunspaceSettings { Context = Prod };
        settings.Use(emulator);
        settings.Context = new ConnectionSettings(Region: new("us-west-2", "Set-ACContext"));
        settings.ForgetLocalEndpoint();
        Assert.Equal("us-west-2", settings.Context.Region!.Value);
        Assert.Equal(new ProfileCredentials("prod", null), settings.Context.Credentials!.Value);
        await emulator.StopAsync();
    }

    [Fact]
    public async Task Clearing_forgets_what_was_put_aside_too_but_not_the_emulator()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var settings = new RunspaceSettings { Context = Prod };
        settings.Use(emulator);
        settings.ClearContext();
        Assert.Same(emulator, settings.Local.LocalEndpoint);
        Assert.Null(settings.Local.Region);
        await emulator.StopAsync();
        _ = settings.Local;
        Assert.Equal(ConnectionSettings.Nothing.Key, settings.Context.Key);
    }

    [Fact]
    public async Task Another_emulator_takes_the_place_of_one_that_died()
    {
        using var first = await EmulatorFixture.StartAsync();
        using var second = await EmulatorFixture.StartAsync();
        var settings = new RunspaceSettings { Context = Prod };
        settings.Use(first);
        settings.Use(second);
        Assert.Same(second, settings.Local.LocalEndpoint);
        settings.ForgetLocalEndpoint();
        Assert.Equal(Prod.Key, settings.Context.Key);
        await first.StopAsync();
        await second.StopAsync();
    }

    [Fact]
    public async Task A_runspace_follows_the_process_until_it_sets_something()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var process = new RunspaceSettings();
        var one = new RunspaceSettings(process);
        var other = new RunspaceSettings(process);
        process.Context = Prod;
        Assert.Equal(Prod.Key, one.Context.Key);
        process.Use(emulator);
        Assert.Same(emulator, one.Local.LocalEndpoint);

        one.Context = new ConnectionSettings(Region: new("us-west-2", "Set-ACContext"));
        Assert.Same(emulator, one.Local.LocalEndpoint);
        Assert.Null(process.Context.Region);
        Assert.Null(other.Context.Region);

        await emulator.StopAsync();
        Assert.Equal("us-west-2", one.Context.Region!.Value);
        Assert.Equal(new ProfileCredentials("prod", null), one.Context.Credentials!.Value);
        Assert.Equal(Prod.Key, other.Context.Key);
    }

    [Fact]
    public void What_is_set_for_the_process_holds_for_whoever_has_nothing_of_its_own()
    {
        var process = new RunspaceSettings();
        var one = new RunspaceSettings(process);
        var other = new RunspaceSettings(process) { Context = Prod };
        one.Context = new ConnectionSettings(Region: new("us-west-2", "Set-ACContext"));
        one.In(AgentCore.ContextScope.Process).Context = new(Region: new("sa-east-1", "Set-ACContext"));
        Assert.Equal("sa-east-1", one.Context.Region!.Value);
        Assert.Equal("sa-east-1", process.Context.Region!.Value);
        Assert.Equal(Prod.Key, other.Context.Key);
    }

    [Fact]
    public async Task A_context_takes_the_place_of_what_was_set()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var settings = new RunspaceSettings { Context = Prod };
        var there = new RunspaceSettings();
        there.Use(emulator);
        settings.Replace(ConnectionSettings.Layer(there.Context, there.Local) with { Region = new("eu-west-3", "x") });
        Assert.Same(emulator, settings.Local.LocalEndpoint);
        Assert.Equal("eu-west-3", settings.Context.Region!.Value);
        Assert.Null(settings.Context.Credentials);
        await emulator.StopAsync();
        settings.Replace(new ConnectionSettings(Region: new("eu-west-3", "x")));
        Assert.Null(settings.Context.Credentials);
    }

    [Fact]
    public void One_place_has_one_connection_whoever_named_it()
    {
        var settings = new RunspaceSettings();
        ConnectionSettings Settings(string source) => new(
            new("eu-west-1", source), null, new(new KeyCredentials("AKID", "s", null), source));
        Assert.Same(settings.Connect(Settings("a")), settings.Connect(Settings("b")));
    }

    [Fact]
    public void Connections_of_keys_that_were_rotated_are_let_go()
    {
        var settings = new RunspaceSettings();
        ConnectionSettings Settings(int rotation) =>
            new(new("eu-west-1", "x"), null, new(new KeyCredentials("AKID", "s", $"token {rotation}"), "x"));
        var first = settings.Connect(Settings(0));
        foreach (var rotation in Enumerable.Range(0, 64))
        {
            settings.Connect(Settings(rotation));
        }

        Assert.Same(first, settings.Connect(Settings(0)));
        foreach (var rotation in Enumerable.Range(1, 64))
        {
            settings.Connect(Settings(rotation));
        }

        Assert.NotSame(first, settings.Connect(Settings(0)));
    }

    [Fact]
    public async Task Starting_the_emulator_again_makes_it_the_default_again()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var settings = new RunspaceSettings { Context = Prod };
        settings.Use(emulator);
        settings.Context = new ConnectionSettings(EndpointUrl: new("https://x", "Set-ACContext"));
        settings.Use(emulator);
        var now = ConnectionSettings.Layer(settings.Context, settings.Local);
        Assert.Same(emulator, now.LocalEndpoint);
        Assert.Equal(emulator.Url, now.EndpointUrl!.Value);
        settings.ForgetLocalEndpoint();
        Assert.Equal("https://x", settings.Context.EndpointUrl!.Value);
        await emulator.StopAsync();
    }
}
