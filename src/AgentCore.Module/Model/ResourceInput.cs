using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore;

/// <summary>The texts that resources are created with, checked before anything is sent.</summary>
internal static class ResourceInput
{
    /// <summary>The name, if it has 1 to 48 letters, digits and underscores and begins with a letter.</summary>
    /// <exception cref="ArgumentException">It is another text.</exception>
    public static string Name(string name) => Limits.Form(
        "Name",
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
