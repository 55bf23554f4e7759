using System.Globalization;
using System.Text.RegularExpressions;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore;

/// <summary>
/// The service's limits, checked before anything is sent; each message names the value and the limit.
/// </summary>
internal static class Limits
{
    /// <summary>The value, if it lies within the limits.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public static int Range(string what, int value, int lowest, int highest) => value >= lowest && value <= highest
        ? value
        : throw new ArgumentException(string.Format(
            CultureInfo.InvariantCulture, "{0} {1} is out of range: {2} to {3} is allowed.", what, value, lowest,
            highest));

    /// <summary>The text, if its length lies within the limits.</summary>
    /// <exception cref="ArgumentException">It is too short or too long.</exception>
    public static string Length(string what, string text, int shortest, int longest) =>
        text.Length >= shortest && text.Length <= longest
            ? text
            : throw new ArgumentException(string.Format(
                CultureInfo.InvariantCulture, "{0} '{1}' has {2} characters; {3} to {4} are allowed.",
                what, text, text.Length, shortest, longest));

    /// <summary>The text, if all of it has the wanted form.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static string Form(string what, string text, string pattern, string example) =>
        Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant)
            ? text
            : throw new ArgumentException($"{what} '{text}' is not valid. Use a value such as {example}.");
}

/// <summary>The texts that resources are created with, checked before anything is sent.</summary>
internal static class ResourceInput
{
    /// <summary>The name, if it has 1 to 48 letters, digits and underscores and begins with a letter.</summary>
    /// <exception cref="ArgumentException">It is another text.</exception>
    public static string Name(string name) => Limits.Form(
        "Name",
        // The API has the length in the pattern alone.
        Limits.Length("Name", name, 1, 48),
        ControlLimits.CreateBrowser.NamePattern,
        "team_browser1: letters, digits and underscores, a letter first");

    /// <summary>The role, if it is the ARN of one, and not too long.</summary>
    /// <exception cref="ArgumentException">It is another text.</exception>
    public static string? Role(string? arn) => arn is null ? null : Limits.Form(
        "Execution role",
        Limits.Length(
            "Execution role",
            arn,
            ControlLimits.CreateBrowser.ExecutionRoleArnMinLength,
            ControlLimits.CreateBrowser.ExecutionRoleArnMaxLength),
        ControlLimits.CreateBrowser.ExecutionRoleArnPattern,
        "arn:aws:iam::123456789012:role/name");

    /// <summary>The ids, if each is one of a security group.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public static List<string> SecurityGroups(string[] ids) => [.. ids.Select(id => Limits.Form(
        "Security group", id, ControlLimits.VpcConfig.SecurityGroupsItemPattern, "sg-0123456789abcdef0"))];

    /// <summary>The ids, if each is one of a subnet.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public static List<string> Subnets(string[] ids) => [.. ids.Select(id => Limits.Form(
        "Subnet", id, ControlLimits.VpcConfig.SubnetsItemPattern, "subnet-0123456789abcdef0"))];
}
