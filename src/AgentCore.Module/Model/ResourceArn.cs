using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>The parts of an ARN of this service.</summary>
/// <param name="Region">The region.</param>
/// <param name="Account">The account's twelve digits; <c>aws</c> for what every account has.</param>
/// <param name="Kind">Such as <c>browser</c>, <c>browser-profile</c>, <c>code-interpreter</c>; own and system ones alike.</param>
/// <param name="Id">The id.</param>
internal sealed record ResourceArn(string Region, string Account, string Kind, string Id)
{
    private static readonly Regex Form = new(
        @"\Aarn:[^:]*:bedrock-agentcore:([a-z0-9-]+):(aws|[0-9]{12}):([a-z-]+?)(-custom)?/([^/\s]+)\z", RegexOptions.CultureInvariant);

    /// <summary>The parts; null for what is no ARN of this service.</summary>
    public static ResourceArn? Parse(string? text)
    {
        var parts = Form.Match(text ?? "").Groups;
        return parts[0].Success ? new(parts[1].Value, parts[2].Value, parts[3].Value, parts[5].Value) : null;
    }
}
