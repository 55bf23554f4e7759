using System.Text.RegularExpressions;
using Xunit;

namespace Tests.Conventions;

/// <summary>In .NET <c>$</c> also matches before a last line end, which no id or region may have.</summary>
public sealed partial class PatternTests
{
    [Fact]
    public void The_end_of_a_text_is_written_as_the_end() => Assert.Empty(
        Repository.Sources(Path.Combine(Repository.Root, "src"))
            .SelectMany(file => Faults(File.ReadAllText(file)).Select(fault => $"{Path.GetFileName(file)}: {fault}")));

    [Theory]
    [InlineData("new Regex(\"^[a-z]+$\")", true)]
    [InlineData("private static readonly Regex Form = new(@\"^a$\", RegexOptions.CultureInvariant);", true)]
    [InlineData("[ValidatePattern(\"^a{2}$\")]", true)]
    [InlineData("private static readonly Regex Form = new(@\"\\Aa\\z\");", false)]
    [InlineData("Regex.Match(text, $\"{mark}a\")", false)]
    [InlineData("Regex.Matches(\n    text,\n    \"^a$\",\n    RegexOptions.Multiline)", false)]
    public void The_search_finds_what_it_is_for(string code, bool found) => Assert.Equal(found, Faults(code).Any());

    private static IEnumerable<string> Faults(string code) => DollarAtTheEnd().Matches(code)
        .Select(match => match.Value)
        .Where(found => !found.Contains("Multiline", StringComparison.Ordinal));

    // An interpolated string begins with the same two characters, but behind a space, a bracket or an operator.
    [GeneratedRegex("""(Regex|ValidatePattern)\b[^;]*?[\w)\]}*+?.\\]\$"(,\s*[^;\n]*)?""")]
    private static partial Regex DollarAtTheEnd();
}
