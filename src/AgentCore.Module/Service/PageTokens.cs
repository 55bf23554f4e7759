using System.Management.Automation;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>Guards against a list that leads in a circle.</summary>
internal sealed class PageTokens
{
    private readonly HashSet<string> _seen = [];

    /// <summary>The token to go on with; null at the end.</summary>
    /// <exception cref="AgentCoreException">The token came before.</exception>
    public string? Next(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        return _seen.Add(token!)
            ? token
            : throw new AgentCoreException(
                "RepeatedToken", ErrorCategory.InvalidResult, "The service repeats a page of the list; the rest cannot be read.");
    }
}
