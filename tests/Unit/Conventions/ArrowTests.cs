using System.Xml.Linq;
using Xunit;

namespace Tests.Conventions;

/// <summary>Module → Client → AWSSDK.Core; all others stand alone. Read from the project files.</summary>
public class ArrowTests
{
    private static readonly string Sources = Path.Combine(Repository.Root, "src");

    // What each project may see: projects, then packages. System.Text.Json and Microsoft's own belong to the platform.
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["AgentCore.Client"] = (
            [],
            ["AWSSDK.Core", "AWSSDK.SSO", "AWSSDK.SSOOIDC", "AWSSDK.SecurityToken", "PolySharp", "System.IO.Hashing"]),
        ["AgentCore.Module"] = (
            ["AgentCore.Client"],
            ["AWSSDK.S3", "PolySharp", "PowerShellStandard.Library", "PuppeteerSharp", "WebDriverBiDi"]),
        ["AgentCore.Loader"] = ([], []),
        ["AgentCore.Emulator"] = ([], ["NUlid", "System.CommandLine", "System.IO.Hashing"]),
        ["AgentCore.Generator"] = ([], []),
    };

    public static TheoryData<string> Projects => [.. Directory.EnumerateDirectories(Sources)
        .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
        .Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_sees_only_what_it_may(string project) => Assert.Empty(
        Forbidden(XDocument.Load(Path.Combine(Sources, project, project + ".csproj")), Allowed[project]));

    [Fact]
    public void What_a_project_may_not_see_is_found() => Assert.Equal(
        ["AgentCore.Module", "Newtonsoft.Json"],
        Forbidden(
            XDocument.Parse("""
                <Project>
                  <ItemGroup>
                    <ProjectReference Include="../AgentCore.Client/AgentCore.Client.csproj" />
                    <ProjectReference Include="..\AgentCore.Module\AgentCore.Module.csproj" />
                    <PackageReference Include="NUlid" />
                    <PackageReference Include="System.Text.Json" />
                    <PackageReference Include="Microsoft.Extensions.Logging" />
                    <PackageReference Include="Newtonsoft.Json" />
                  </ItemGroup>
                </Project>
                """),
            (["AgentCore.Client"], ["NUlid"])));

    private static IEnumerable<string> Forbidden(XDocument project, (string[] Projects, string[] Packages) allowed) =>
        References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path))
            .Except(allowed.Projects)
            .Concat(References(project, "PackageReference")
                .Where(name => !name.StartsWith("Microsoft.", StringComparison.Ordinal))
                .Except([.. allowed.Packages, "System.Text.Json"]));

    private static IEnumerable<string> References(XDocument project, string kind) => project.Descendants(kind)
        .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'));
}
