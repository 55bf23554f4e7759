using System.Text.RegularExpressions;
using Xunit;

namespace Tests.Conventions;

/// <summary>Every cmdlet has its class, its help page, its test file and its line in the manifest.</summary>
public partial class PageTests
{
    [Fact]
    public void Manifest_classes_pages_and_tests_name_the_same_cmdlets()
    {
        var listed = Exported().Matches(File.ReadAllText(Path.Combine(Repository.Root, "AgentCore.psd1")))
            .Select(match => match.Groups[1].Value).Order().ToArray();
        var classes = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "AgentCore.Module"), "*Command.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText).SelectMany(text => Attribute().Matches(text)).Select(match => match.Groups[1].Value + "-" + match.Groups[2].Value).Order();

        Assert.NotEmpty(listed);
        Assert.Equal(listed, classes);
        Assert.Equal(listed, Names("docs/en-US", "*-AC*.md", ".md"));
        Assert.Equal(listed, Names("tests/Module", "*-AC*.Tests.ps1", ".Tests.ps1"));
    }

    private static IEnumerable<string> Names(string folder, string pattern, string ending) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern)
            .Select(file => Path.GetFileName(file)[..^ending.Length]).Order();

    [GeneratedRegex("'([A-Z][a-z]+-AC[A-Za-z]+)'")]
    private static partial Regex Exported();

    [GeneratedRegex(@"\[Cmdlet\(\s*Verbs[A-Za-z]+\.([A-Za-z]+),\s*""(AC[A-Za-z]+)""")]
    private static partial Regex Attribute();
}
