using System.Text.RegularExpressions;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore;

/// <summary>
/// How the user named a session or resource, which decides what it means when the service does not know it.
/// </summary>
internal enum Reference
{
    /// <summary>
    /// By an object that was read before, live or from a file or job: one that is gone by now has ended.
    /// </summary>
    Object,

    /// <summary>
    /// By an object or row that has its id, and not all that one has that was read: one that is not there is an error.
    /// </summary>
    Row,

    /// <summary>By its id or ARN: one that is not there is an error.</summary>
    Id,

    /// <summary>By its name, wildcards allowed: it has to be looked up first.</summary>
    Name,
}

/// <summary>Tells ids of sessions from their names.</summary>
internal static class SessionReference
{
    // A ULID: 128 bits in 26 characters of Crockford's base 32, so that the first is at most 7.
    private static readonly Regex IdForm = new(@"\A[0-7][0-9A-HJKMNP-TV-Z]{25}\z", RegexOptions.CultureInvariant);

    // What the API takes.
    private static readonly Regex AllowedId =
        new($@"\A(?:{DataLimits.GetBrowserSession.SessionIdPattern})\z", RegexOptions.CultureInvariant);

    /// <summary>Whether a text may be an id all the same, of a form that the service does not give now.</summary>
    public static bool MayBeId(string text) => AllowedId.IsMatch(text);

    /// <summary>What a text means where a session is wanted.</summary>
    public static Reference Of(string text) => IdForm.IsMatch(text) ? Reference.Id : Reference.Name;
}

/// <summary>The parts of an ARN of this service.</summary>
/// <param name="Region">The region.</param>
/// <param name="Account">The account's twelve digits; <c>aws</c> for what every account has.</param>
/// <param name="Kind">Such as <c>browser</c>, <c>browser-profile</c>, <c>code-interpreter</c>; own and system ones
/// alike.</param>
/// <param name="Id">The id.</param>
internal sealed record ResourceArn(string Region, string Account, string Kind, string Id)
{
    private static readonly Regex Form = new(
        @"\Aarn:[^:]*:bedrock-agentcore:([a-z0-9-]+):(aws|[0-9]{12}):([a-z-]+?)(-custom)?/([^/\s]+)\z",
        RegexOptions.CultureInvariant);

    /// <summary>The parts; null where the text is not an ARN of this service.</summary>
    public static ResourceArn? Parse(string? text)
    {
        var parts = Form.Match(text ?? "").Groups;
        return parts[0].Success ? new(parts[1].Value, parts[2].Value, parts[3].Value, parts[5].Value) : null;
    }
}
