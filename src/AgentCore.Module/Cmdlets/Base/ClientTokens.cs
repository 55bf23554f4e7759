using AgentCore.Errors;

namespace AgentCore.Cmdlets.Base;

/// <summary>Gives the token of one call of a cmdlet to one request: the service refuses it for a second, different one.</summary>
internal sealed class ClientTokens
{
    private string? _spentOn;

    /// <summary>The token for a request; null where the user gave none.</summary>
    /// <param name="token">The value of -ClientToken.</param>
    /// <param name="target">What the request is about: an id or name.</param>
    /// <exception cref="AgentCoreException">Another request of this call has it.</exception>
    public string? Spend(string? token, string target)
    {
        if (token is null)
        {
            return null;
        }

        if (_spentOn is not null)
        {
            throw Failures.InvalidArgument(
                $"-ClientToken stands for one request, which was that for '{_spentOn}'; nothing was done for '{target}'. Give each a call and a token of its own.");
        }

        _spentOn = target;
        return token;
    }
}
