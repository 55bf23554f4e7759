using AgentCore.LocalEmulator;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Service;

/// <summary>With the real emulator, since only that can be a default.</summary>
public sealed class RunspaceMemoryTests
{
    private static readonly ConnectionSettings Prod = new(
        new("eu-central-1", "Set-ACContext"), null, new(new ProfileCredentials("prod", null), "Set-ACContext"));

    [Fact]
    public async Task The_emulator_takes_over_and_gives_back()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var memory = new RunspaceMemory { Context = Prod };
        memory.UseEmulator(emulator);
        var now = ConnectionSettings.Layer(memory.Context, memory.Emulator);
        Assert.Equal(emulator.Url, now.EndpointUrl!.Value);
        Assert.Equal(emulator.Keys, now.Credentials!.Value);
        Assert.Equal("eu-central-1", now.Region!.Value);

        await emulator.StopAsync();
        Assert.Equal(ConnectionSettings.Nothing, memory.Emulator);
        Assert.Equal(Prod.Key, memory.Context.Key);
    }

    [Fact]
    public async Task What_was_set_meanwhile_stays()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var memory = new RunspaceMemory { Context = Prod };
        memory.UseEmulator(emulator);
        memory.Context = new ConnectionSettings(Region: new("us-west-2", "Set-ACContext"));
        memory.ForgetEmulator();
        Assert.Equal("us-west-2", memory.Context.Region!.Value);
        Assert.Equal(new ProfileCredentials("prod", null), memory.Context.Credentials!.Value);
        await emulator.StopAsync();
    }

    [Fact]
    public async Task Clearing_forgets_what_was_put_aside_too_but_not_the_emulator()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var memory = new RunspaceMemory { Context = Prod };
        memory.UseEmulator(emulator);
        memory.ClearContext();
        Assert.Same(emulator, memory.Emulator.Emulator);
        Assert.Null(memory.Emulator.Region);
        await emulator.StopAsync();
        _ = memory.Emulator;
        Assert.Equal(ConnectionSettings.Nothing.Key, memory.Context.Key);
    }

    [Fact]
    public async Task Another_emulator_takes_the_place_of_one_that_died()
    {
        using var first = await EmulatorFixture.StartAsync();
        using var second = await EmulatorFixture.StartAsync();
        var memory = new RunspaceMemory { Context = Prod };
        memory.UseEmulator(first);
        memory.UseEmulator(second);
        Assert.Same(second, memory.Emulator.Emulator);
        memory.ForgetEmulator();
        Assert.Equal(Prod.Key, memory.Context.Key);
        await first.StopAsync();
        await second.StopAsync();
    }

    [Fact]
    public void One_place_has_one_connection_whoever_named_it()
    {
        var memory = new RunspaceMemory();
        ConnectionSettings Settings(string source) => new(new("eu-west-1", source), null, new(new KeyCredentials("AKID", "s", null), source));
        Assert.Same(memory.Connect(Settings("a")), memory.Connect(Settings("b")));
    }

    [Fact]
    public void Connections_of_keys_that_were_rotated_are_let_go()
    {
        var memory = new RunspaceMemory();
        ConnectionSettings Settings(int rotation) =>
            new(new("eu-west-1", "x"), null, new(new KeyCredentials("AKID", "s", $"token {rotation}"), "x"));
        var first = memory.Connect(Settings(0));
        foreach (var rotation in Enumerable.Range(0, 64))
        {
            memory.Connect(Settings(rotation));
        }

        Assert.Same(first, memory.Connect(Settings(0)));
        foreach (var rotation in Enumerable.Range(1, 64))
        {
            memory.Connect(Settings(rotation));
        }

        Assert.NotSame(first, memory.Connect(Settings(0)));
    }

    [Fact]
    public async Task Starting_the_emulator_again_makes_it_the_default_again()
    {
        using var emulator = await EmulatorFixture.StartAsync();
        var memory = new RunspaceMemory { Context = Prod };
        memory.UseEmulator(emulator);
        memory.Context = new ConnectionSettings(EndpointUrl: new("https://x", "Set-ACContext"));
        memory.UseEmulator(emulator);
        var now = ConnectionSettings.Layer(memory.Context, memory.Emulator);
        Assert.Same(emulator, now.Emulator);
        Assert.Equal(emulator.Url, now.EndpointUrl!.Value);
        memory.ForgetEmulator();
        Assert.Equal("https://x", memory.Context.EndpointUrl!.Value);
        await emulator.StopAsync();
    }
}
