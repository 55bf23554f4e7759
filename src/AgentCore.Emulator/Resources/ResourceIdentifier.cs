using System.Text.RegularExpressions;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Identifiers of browsers and code interpreters: an id, or the ARN that ends with it.</summary>
internal static class ResourceIdentifier
{
    // The system's own ids and those of all that callers create, which have the form of a profile's.
    private static readonly Regex Id = new($@"\A(aws\.[a-z]+\.v1|{Limits.BrowserProfileIdPattern})\z");

    /// <summary>The id in <paramref name="identifier"/>.</summary>
    /// <param name="member">Name of the member that holds it, for errors.</param>
    /// <param name="identifier">An id or an ARN.</param>
    /// <param name="kind">What it must be of.</param>
    /// <exception cref="ServiceException">It is neither.</exception>
    public static string Parse(string member, string identifier, ResourceKind kind)
    {
        var id = kind.IsArn(identifier) ? identifier[(identifier.LastIndexOf('/') + 1)..] : identifier;
        return Id.IsMatch(id)
            ? id
            : throw ServiceErrors.Invalid(new FieldError(member, $"must be the id or the ARN of a {kind.ArnType}"));
    }
}
