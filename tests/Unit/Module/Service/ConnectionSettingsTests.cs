using AgentCore.Service;
using Xunit;

namespace Tests.Module.Service;

public sealed class ConnectionSettingsTests
{
    private static readonly KeyCredentials Keys = new("AKID", "secret", null);

    [Fact]
    public void The_first_that_says_something_wins_part_by_part()
    {
        var joined = ConnectionSettings.Layer(
            new ConnectionSettings(Region: new("eu-west-1", "top")),
            new ConnectionSettings(Region: new("us-east-1", "middle"), EndpointUrl: new("http://a", "middle")),
            new ConnectionSettings(EndpointUrl: new("http://b", "bottom"), Credentials: new(Keys, "bottom")));
        Assert.Equal(new SettingWithSource<string>("eu-west-1", "top"), joined.Region);
        Assert.Equal(new SettingWithSource<string>("http://a", "middle"), joined.EndpointUrl);
        Assert.Equal("bottom", joined.Credentials!.Source);
    }

    [Fact]
    public async Task Credentials_or_an_endpoint_above_leave_the_emulator_out()
    {
        var emulator = await EmulatorFixture.StartAsync();
        var runspace = new RunspaceSettings();
        runspace.Use(emulator);
        var below = runspace.Local;

        Assert.Same(
            emulator,
            ConnectionSettings.Layer(new ConnectionSettings(Region: new("eu-west-1", "top")), below).LocalEndpoint);

        var other = ConnectionSettings.Layer(new ConnectionSettings(Credentials: new(Keys, "top")), below);
        Assert.Null(other.LocalEndpoint);
        Assert.Null(other.EndpointUrl);

        var elsewhere = ConnectionSettings.Layer(new ConnectionSettings(EndpointUrl: new("https://x", "top")), below);
        Assert.Null(elsewhere.Credentials);
        await emulator.StopAsync();
    }

    [Fact]
    public void The_same_place_has_the_same_key_whoever_named_it()
    {
        var one = new ConnectionSettings(new("eu-west-1", "a"), null, new(new KeyCredentials("AKID", "s", null), "a"));
        var two = new ConnectionSettings(new("eu-west-1", "b"), null, new(new KeyCredentials("AKID", "s", null), "b"));
        Assert.Equal(one.Key, two.Key);
    }

    [Fact]
    public void Credentials_never_print_themselves()
    {
        Assert.DoesNotContain(
            "secret", new KeyCredentials("AKID", "secret", "secret").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "secret",
            new ConnectionSettings(Credentials: new(new KeyCredentials("AKID", "secret", "secret"), "x")).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_is_assumed_by_whom_the_next_level_names()
    {
        var role = new RoleCredentials(null, "arn:aws:iam::123456789012:role/name", "AgentCore");
        var above = new ConnectionSettings(Credentials: new(role, "top"));
        var joined = ConnectionSettings.Layer(
            above, ConnectionSettings.Nothing, new ConnectionSettings(Credentials: new(Keys, "middle")),
            new ConnectionSettings(Credentials: new(new ProfileCredentials("bottom", null), "bottom")));
        Assert.Equal(role with { Caller = Keys }, joined.Credentials!.Value);
        Assert.Equal("top", joined.Credentials.Source);
        Assert.Equal(role, ConnectionSettings.Layer(above).Credentials!.Value);
    }
}
