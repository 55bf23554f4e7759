using System.Xml.Linq;
using Xunit;

namespace Tests.Conventions;

/// <summary>Module → Client → AWSSDK.Core; Emulator and Loader stand alone. Read from the project files.</summary>
public class ArrowTests
{
    [Theory]
    [InlineData("AgentCore.Client", new string[0])]
    [InlineData("AgentCore.Module", new[] { "AgentCore.Client" })]
    [InlineData("AgentCore.Loader", new string[0])]
    [InlineData("AgentCore.Emulator", new string[0])]
    public void A_project_sees_only_what_it_may(string project, string[] allowed) =>
        Assert.Equal(allowed, References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension));

    [Theory]
    [InlineData("AgentCore.Client", new[] { "AWSSDK.Core", "AWSSDK.SSO", "AWSSDK.SSOOIDC", "AWSSDK.SecurityToken", "PolySharp", "System.IO.Hashing" })]
    [InlineData("AgentCore.Module", new[] { "PolySharp", "PowerShellStandard.Library" })]
    [InlineData("AgentCore.Loader", new string[0])]
    [InlineData("AgentCore.Emulator", new[] { "NUlid", "System.CommandLine", "System.IO.Hashing" })]
    public void A_project_takes_only_the_packages_it_is_meant_to(string project, string[] allowed) =>
        Assert.Empty(References(project, "PackageReference").Except([.. allowed, "System.Text.Json"]));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"))
            .Descendants(kind)
            .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
            .Where(name => !name.StartsWith("Microsoft.", StringComparison.Ordinal));
}
