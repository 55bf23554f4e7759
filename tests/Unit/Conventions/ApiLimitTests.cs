using System.Globalization;
using System.Reflection;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Xunit;

namespace Tests.Conventions;

/// <summary>A limit of the API is written once, in its documents; whatever repeats it follows.</summary>
public sealed class ApiLimitTests
{
    // Members that have one name and more than one limit, so that no code may take one for the other.
    private static readonly Dictionary<string, string> Different = new()
    {
        ["AccessPointArn"] = "an access point of S3 Files or of EFS",
        ["FileSystemArn"] = "a file system of S3 Files or of EFS",
        ["Text"] = "what is typed into a page or written into a file",
        ["VersionId"] = "the control plane wants longer ones than the data plane",
        ["Bucket"] = "the control plane has the length in the pattern",
    };

    // Base classes serve several operations, and take a limit from one of them.
    [Fact]
    public void Members_of_one_name_have_the_same_limits() => Assert.Empty(
        Differing(Constants().Where(constant => !Different.Keys.Any(name => IsOf(constant.Name, name)))));

    [Fact]
    public void Members_of_one_name_with_other_limits_are_found() => Assert.Equal(
        ["NameMaxLength: 100, 48"],
        Differing([("NameMaxLength", 100), ("NameMaxLength", 48), ("TextMaxLength", 7), ("TextMaxLength", 7)]));

    [Fact]
    public void Every_exception_is_needed_and_has_a_reason() => Assert.All(Different, exception =>
    {
        Assert.NotEmpty(exception.Value);
        Assert.NotEmpty(Differing(Constants().Where(constant => IsOf(constant.Name, exception.Key))));
    });

    [Fact]
    public void No_pattern_of_the_API_is_written_a_second_time() => Assert.Empty(
        Repeated(new[] { "AgentCore.Client", "AgentCore.Module" }
            .SelectMany(project => Repository.Sources(Path.Combine(Repository.Root, "src", project)))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Generated{Path.DirectorySeparatorChar}"))
            .Select(file => (Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file)))));

    [Fact]
    public void A_pattern_that_is_written_a_second_time_is_found() => Assert.Equal(
        ["B.cs: [0-9a-zA-Z]{1,40}"],
        Repeated(
        [
            ("A.cs", "new(DataLimits.InvokeBrowser.SessionIdPattern)"),
            ("B.cs", @"new(@""\A[0-9a-zA-Z]{1,40}\z"")"),
        ]));

    [Fact]
    public void The_help_of_a_parameter_tells_its_limits() => Assert.Empty(Cmdlets.Parameters()
        .Where(parameter => Limits(parameter)
            .Any(limit => !Tells(Cmdlets.Documentation.Of(parameter), limit.Min, limit.Max)))
        .Select(parameter => $"{parameter.DeclaringType!.Name}.{parameter.Name}"));

    [Theory]
    [InlineData("How long to wait, in seconds, 1 to 3600.", 1, 3600, true)]
    [InlineData("Types this text, at most 10,000 characters.", 0, 10_000, true)]
    [InlineData("Types this text, at most 1,000 characters.", 0, 10_000, false)]
    [InlineData("How far to scroll, -1000 to 1000.", -1000, 1000, true)]
    [InlineData("How far to scroll, up to 1000.", -1000, 1000, false)]
    [InlineData("How many, 1 to 100.", 1, 10, false)]
    public void Help_that_tells_another_limit_is_found(string help, int min, int max, bool tells) =>
        Assert.Equal(tells, Tells(help, min, max));

    private static IEnumerable<string> Differing(IEnumerable<(string Name, object Value)> constants) => constants
        .GroupBy(constant => constant.Name, constant => constant.Value)
        .Where(values => values.Distinct().Count() > 1)
        .Select(values => $"{values.Key}: {string.Join(", ", values.Distinct())}");

    private static IEnumerable<string> Repeated(IEnumerable<(string File, string Text)> sources)
    {
        // The short ones, such as \S*, say nothing of the API.
        var patterns = Constants().Select(constant => constant.Value).OfType<string>()
            .Where(pattern => pattern.Length > 10).Distinct().ToList();
        return sources.SelectMany(source => patterns
            .Where(pattern => source.Text.Contains(pattern, StringComparison.Ordinal))
            .Select(pattern => $"{source.File}: {pattern}"));
    }

    private static IEnumerable<(string Name, object Value)> Constants() =>
        new[] { typeof(BedrockAgentCoreLimits), typeof(BedrockAgentCoreControlLimits) }
            .SelectMany(plane => plane.GetNestedTypes())
            .SelectMany(owner => owner.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(constant => (constant.Name, constant.GetRawConstantValue()!));

    private static bool IsOf(string constant, string member) =>
        constant.StartsWith(member, StringComparison.Ordinal)
        && constant[member.Length..] is "Pattern" or "MinLength" or "MaxLength";

    // Two numbers that are one make a fixed size, and the largest number of all is no limit.
    private static IEnumerable<(int Min, int Max)> Limits(PropertyInfo parameter) =>
        new[] { "AllowedRangeAttribute", "AllowedLengthAttribute", "ValidateCountAttribute", "ValidateLengthAttribute" }
            .SelectMany(name => Cmdlets.Attributes(parameter, name))
            .Select(found => ((int)found.ConstructorArguments[0].Value!, (int)found.ConstructorArguments[1].Value!))
            .Where(limit => limit.Item1 != limit.Item2 && limit.Item2 != int.MaxValue);

    // The smallest number goes without saying where it is 0 or 1.
    private static bool Tells(string help, int min, int max)
    {
        var words = help.Replace(",", "").Split([' ', '.', ':', ';', '(', ')']);
        return Has(max) && (min is 0 or 1 || Has(min));

        bool Has(int number) => words.Contains(number.ToString(CultureInfo.InvariantCulture));
    }
}
