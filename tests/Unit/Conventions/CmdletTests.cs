using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Tests.Conventions;

/// <summary>Every cmdlet has its line in the manifest, its page, its test file and a table of what it writes.</summary>
public sealed partial class CmdletTests
{
    // What a cmdlet needs, and the cmdlets that have it.
    private static readonly Dictionary<string, Func<IEnumerable<string>>> Needs = new()
    {
        ["a line in the manifest"] = () =>
            Quoted().Matches(Read("AgentCore.psd1")).Select(match => match.Groups[1].Value),
        ["a page of help with an example"] = () => Files("docs/en-US", ".md").Where(name =>
            HasExample(Read("docs", "en-US", name + ".md"))),
        ["a Pester file that calls it"] = () => Files("tests/Module", ".Tests.ps1").Where(name =>
            Calls(Read("tests", "Module", name + ".Tests.ps1"), name)),
    };

    public static TheoryData<string> Names => [.. Needs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_cmdlet_has(string need) => Assert.Empty(Lacking(need, Cmdlets.All.Keys));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_cmdlet_that_lacks_it_is_found(string need) =>
        Assert.Equal(["Get-ACNothing"], Lacking(need, [.. Cmdlets.All.Keys, "Get-ACNothing"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_names_a_cmdlet_that_is_not_there(string need) =>
        Assert.Empty(Needs[need]().Except(Cmdlets.All.Keys));

    [Fact]
    public void A_page_without_code_has_no_example() => Assert.Equal(
        [true, false, false],
        new[]
        {
            "# Get-ACA\n\n## Examples\n\n### Example 1: All\n\n```powershell\nGet-ACA\n```\n",
            "# Get-ACA\n\n## Examples\n\nNone.\n",
            "# Get-ACA\n\n```powershell\nGet-ACA\n```\n",
        }.Select(HasExample));

    [Theory]
    [InlineData("Get-ACA -Id x", true)]
    [InlineData("{ Get-ACA } | Should -Throw", true)]
    [InlineData("Get-ACAll", false)]
    [InlineData("# Get-ACA is not called", false)]
    [InlineData("Describe 'Get-ACA' {", false)]
    public void A_call_is_more_than_the_name(string script, bool called) =>
        Assert.Equal(called, Calls(script, "Get-ACA"));

    [Fact]
    public void What_a_cmdlet_writes_of_our_own_has_a_table() => Assert.Empty(
        WithoutTable(Cmdlets.All.Values.SelectMany(Cmdlets.OutputOf)));

    [Fact]
    public void A_type_without_a_table_is_found() => Assert.Equal(
        ["AgentCore.ViewPort"], WithoutTable([typeof(AgentCore.ViewPort), typeof(AgentCore.Browser), typeof(string)]));

    [Fact]
    public void What_a_cmdlet_writes_has_names_for_numbers_in_JSON() => Assert.Empty(
        Cmdlets.All.Values.SelectMany(Cmdlets.OutputOf).Distinct()
            .Where(type => type.Namespace == "AgentCore")
            .SelectMany(Enumerations));

    [Fact]
    public void An_enumeration_is_found() =>
        Assert.Equal(["Sample.Day", "Sample.Maybe"], Enumerations(typeof(Sample)));

    // ConvertTo-Json writes the number of an enumeration.
    private static IEnumerable<string> Enumerations(Type type) => type.GetProperties()
        .Where(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsEnum)
        .Select(property => $"{type.Name}.{property.Name}");

    private sealed record Sample(DayOfWeek Day, DayOfWeek? Maybe, string Text);

    private static IEnumerable<string> Lacking(string need, IEnumerable<string> cmdlets) =>
        cmdlets.Except(Needs[need]());

    private static IEnumerable<string> WithoutTable(IEnumerable<Type> types)
    {
        var format = XDocument.Parse(Read("src", "AgentCore.Module", "Formatting", "AgentCore.Format.ps1xml"));
        var shown = format.Descendants("View").Where(view => view.Elements("TableControl").Any())
            .SelectMany(view => view.Descendants("TypeName")).Select(name => name.Value);
        return types.Where(type => type.Namespace == "AgentCore").Select(type => type.FullName!).Except(shown);
    }

    private static bool HasExample(string page) =>
        page.Split("\n## Examples\n") is [_, var examples]
        && examples.Contains("\n```powershell\n", StringComparison.Ordinal);

    // Comments and texts in quotes name a cmdlet without calling it.
    private static bool Calls(string script, string cmdlet) =>
        Regex.IsMatch(CommentOrText().Replace(script, ""), $@"(?<![\w-]){Regex.Escape(cmdlet)}(?![\w-])");

    private static IEnumerable<string> Files(string folder, string ending) => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, folder), "*-AC*" + ending)
        .Select(file => Path.GetFileName(file)[..^ending.Length]);

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path]));

    [GeneratedRegex("'([A-Z][a-z]+-AC[A-Za-z]+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?m)^\s*#.*$|'[^'\n]*'")]
    private static partial Regex CommentOrText();
}
