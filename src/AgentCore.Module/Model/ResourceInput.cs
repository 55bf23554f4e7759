using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>The texts that resources are created with, checked before anything is sent.</summary>
internal static class ResourceInput
{
    private static readonly Regex NameForm = new("[a-zA-Z][a-zA-Z0-9_]{0,47}", RegexOptions.CultureInvariant);
    private static readonly Regex RoleForm = new("arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+", RegexOptions.CultureInvariant);
    private static readonly Regex SecurityGroupForm = new("sg-[0-9a-zA-Z]{8,17}", RegexOptions.CultureInvariant);
    private static readonly Regex SubnetForm = new("subnet-[0-9a-zA-Z]{8,17}", RegexOptions.CultureInvariant);

    /// <summary>The name, if it has 1 to 48 letters, digits and underscores and begins with a letter.</summary>
    /// <exception cref="ArgumentException">It is another text.</exception>
    public static string Name(string name) => Limits.Form(
        "Name", Limits.Length("Name", name, 1, 48), NameForm, "team_browser1: letters, digits and underscores, a letter first");

    /// <summary>The role, if it is the ARN of one, of at most 2048 characters.</summary>
    /// <exception cref="ArgumentException">It is another text.</exception>
    public static string? Role(string? arn) => arn is null ? null : Limits.Form(
        "Execution role", Limits.Length("Execution role", arn, 1, 2048), RoleForm, "arn:aws:iam::123456789012:role/name");

    /// <summary>The ids, if each is one of a security group.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public static List<string> SecurityGroups(string[] ids) =>
        [.. ids.Select(id => Limits.Form("Security group", id, SecurityGroupForm, "sg-0123456789abcdef0"))];

    /// <summary>The ids, if each is one of a subnet.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public static List<string> Subnets(string[] ids) =>
        [.. ids.Select(id => Limits.Form("Subnet", id, SubnetForm, "subnet-0123456789abcdef0"))];
}
