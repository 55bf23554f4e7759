using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Limits a number, as ValidateRange does, but always names both limits.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedRangeAttribute(int lowest, int highest) : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null)
        {
            return;
        }

        var value = Convert.ToInt32(arguments, CultureInfo.InvariantCulture);
        if (value < lowest || value > highest)
        {
            throw new ValidationMetadataException(string.Format(
                CultureInfo.InvariantCulture, "{0} is out of range: {1} to {2} is allowed.", value, lowest, highest));
        }
    }
}

/// <summary>
/// Limits the length of a text, as ValidateLength does, but names both limits and lets an absent one be.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedLengthAttribute(int shortest, int longest) : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null)
        {
            return;
        }

        var text = Convert.ToString(arguments, CultureInfo.InvariantCulture) ?? "";
        if (text.Length < shortest || text.Length > longest)
        {
            throw new ValidationMetadataException(string.Format(
                CultureInfo.InvariantCulture, "{0} characters are out of range: {1} to {2} are allowed.",
                text.Length, shortest, longest));
        }
    }
}

/// <summary>Checks a client token as the service does: its length, and letters, digits and hyphens.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ClientTokenAttribute : ValidateArgumentsAttribute
{
    private const int Shortest = DataLimits.StartBrowserSession.ClientTokenMinLength;
    private const int Longest = DataLimits.StartBrowserSession.ClientTokenMaxLength;

    private static readonly Regex Form =
        new($@"\A(?:{DataLimits.StartBrowserSession.ClientTokenPattern})\z", RegexOptions.CultureInvariant);

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var token = Convert.ToString(arguments, CultureInfo.InvariantCulture) ?? "";
        if (token.Length is < Shortest or > Longest)
        {
            throw new ValidationMetadataException(string.Format(
                CultureInfo.InvariantCulture,
                "The client token '{0}' has {1} characters; {2} to {3} are allowed. A GUID has 36: [guid]::NewGuid().",
                token,
                token.Length,
                Shortest,
                Longest));
        }

        if (!Form.IsMatch(token))
        {
            throw new ValidationMetadataException(
                $"The client token '{token}' is not valid: letters, digits and hyphens, no hyphen at either end, "
                    + "such as [guid]::NewGuid().");
        }
    }
}

/// <summary>
/// Gives the token of one call of a cmdlet to one request: the service rejects it for a second, different one.
/// </summary>
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
                $"-ClientToken is valid for one request and was used for '{_spentOn}'; nothing was done for "
                    + $"'{target}'. "
                    + "Call the cmdlet once for each, with a token of its own.");
        }

        _spentOn = target;
        return token;
    }
}
