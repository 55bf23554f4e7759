using System.Text.RegularExpressions;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Identifiers of browsers and code interpreters: an id, or the ARN that ends with it.</summary>
internal static class ResourceIdentifier
{
    private static readonly Regex Id = new(@"\A(aws\.[a-z]+\.v1|[a-zA-Z][a-zA-Z0-9_]{0,47}-[a-zA-Z0-9]{10})\z");
    private static readonly Regex Arn = new(
        @"\Aarn:aws(-[^:]+)?:bedrock-agentcore:[a-z0-9-]+:(aws|[0-9]{12}):(?<kind>[a-z-]+?)(-custom)?/(?<id>[^/]+)\z");

    /// <summary>The id in <paramref name="identifier"/>.</summary>
    /// <param name="member">Name of the member that holds it, for errors.</param>
    /// <param name="identifier">An id or an ARN.</param>
    /// <param name="kind">What the ARN must be of: <c>browser</c> or <c>code-interpreter</c>.</param>
    /// <exception cref="ServiceException">It is neither.</exception>
    public static string Parse(string member, string identifier, string kind)
    {
        var arn = Arn.Match(identifier);
        var id = arn.Success && arn.Groups["kind"].Value == kind ? arn.Groups["id"].Value : identifier;
        return Id.IsMatch(id)
            ? id
            : throw ServiceErrors.Invalid(new FieldError(member, $"must be the id or the ARN of a {kind}"));
    }
}
