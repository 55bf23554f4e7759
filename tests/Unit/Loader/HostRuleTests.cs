using System.Reflection;
using AgentCore.Loader;
using Xunit;

namespace Tests.Loader;

public class HostRuleTests
{
    private const string Microsoft = "b03f5f7f11d50a3a";
    private const string Amazon = "885c28607f98e604";

    [Theory]
    [InlineData("8.0.0.0", "8.0.0.0")]
    [InlineData("8.0.0.0", "10.0.0.12")]
    public void The_hosts_copy_of_the_same_or_a_newer_version_wins(string asked, string shipped) =>
        Assert.Equal(AssemblySource.Host, Decide("System.Memory", asked, Microsoft, shipped, Microsoft, own: true));

    [Fact]
    public void An_older_host_copy_is_passed_over() =>
        Assert.Equal(
            AssemblySource.Module, Decide("System.Text.Json", "10.0.0.0", Microsoft, "8.0.0.0", Microsoft, own: true));

    [Fact]
    public void A_host_copy_signed_by_somebody_else_is_passed_over() =>
        Assert.Equal(
            AssemblySource.Module, Decide("System.Memory", "4.0.0.0", Microsoft, "9.0.0.0", Amazon, own: true));

    [Fact]
    public void What_the_host_lacks_comes_from_the_module() =>
        Assert.Equal(
            AssemblySource.Module, HostRule.Decide(Name("AWSSDK.Core", "4.0.0.0", Amazon), null, moduleHasCopy: true));

    [Fact]
    public void What_nobody_has_is_left_to_the_runtime()
    {
        Assert.Equal(
            AssemblySource.Neither, HostRule.Decide(Name("Nowhere", "1.0.0.0", Amazon), null, moduleHasCopy: false));
        Assert.Equal(
            AssemblySource.Neither, Decide("System.Memory", "10.0.0.0", Microsoft, "8.0.0.0", Microsoft, own: false));
    }

    [Fact]
    public void A_request_without_version_or_token_takes_the_hosts_copy() =>
        Assert.Equal(
            AssemblySource.Host,
            HostRule.Decide(new AssemblyName("System.Memory"), Name("System.Memory", "8.0.0.0", Microsoft), true));

    [Fact]
    public void A_copy_of_another_name_never_satisfies() =>
        Assert.Equal(
            AssemblySource.Module, HostRule.Decide(Name("A", "1.0.0.0", Amazon), Name("B", "1.0.0.0", Amazon), true));

    private static AssemblySource Decide(
        string name, string asked, string askedToken, string shipped, string token, bool own) =>
        HostRule.Decide(Name(name, asked, askedToken), Name(name, shipped, token), own);

    private static AssemblyName Name(string name, string version, string token) =>
        new($"{name}, Version={version}, Culture=neutral, PublicKeyToken={token}");
}
