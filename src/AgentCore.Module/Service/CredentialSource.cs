using System.Management.Automation;
using AgentCore.Errors;
using Amazon.Runtime;

namespace AgentCore.Service;

/// <summary>Where credentials come from, for Get-ACContext and for errors.</summary>
/// <param name="Kind">Such as role, SSO, process, container.</param>
/// <param name="What">What gives them, as it stands in a sentence: <c>the profile 'x'</c>.</param>
/// <param name="Profile">The profile that they come from; null for none.</param>
internal sealed record CredentialSource(string Kind, string What, string? Profile = null)
{
    public const string Sso = "SSO";
    public const string Process = "process";

    /// <summary>The error that a failure to get keys means to the user.</summary>
    public AgentCoreException Explain(Exception failure)
    {
        if (Find<AgentCoreException>(failure) is { } known)
        {
            return known;
        }

        if (ErrorRecords.NetworkCause(failure) is { } network)
        {
            return Failures.ConnectionFailed(
                $"The credentials of {What} could not be fetched: {network.Message}.", failure,
                "Check the network, and the proxy if there is one; Test-ACConnection shows the rest.");
        }

        return Kind switch
        {
            Sso => Failed(
                $"{Capital(What)} is not signed in, or no longer is.", failure,
                $"Sign in: aws sso login --profile {Profile}"),
            Process => Failed(
                $"The credential_process of {What} failed: {FirstLine(failure.Message)}", failure,
                "Run the program that credential_process names by itself to see why."),
            _ when Find<AmazonServiceException>(failure) is { ErrorCode.Length: > 0 } service => Failed(
                $"AWS did not give the credentials of {What}: {service.Message} ({service.ErrorCode}).", failure,
                Profile is null ? null : $"See what it says: aws configure list --profile {Profile}"),
            _ => Failed($"The credentials of {What} could not be fetched: {FirstLine(failure.Message)}", failure, null),
        };
    }

    private static AgentCoreException Failed(string message, Exception failure, string? advice) =>
        new(CredentialResolver.NoCredentials, ErrorCategory.AuthenticationError, message, failure)
        {
            RecommendedAction = advice,
        };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    private static string FirstLine(string text) =>
        text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "no reason was given.";

    private static T? Find<T>(Exception? failure)
        where T : Exception
    {
        while (failure is not (null or T))
        {
            failure = failure.InnerException;
        }

        return failure as T;
    }
}

/// <summary>Credentials of the AWS SDK that may fail when they are renewed: the errors say whose they are.</summary>
internal sealed class ExplainedCredentials(AWSCredentials inner, CredentialSource source) : AWSCredentials
{
    public CredentialSource Source => source;

    public override ImmutableCredentials GetCredentials()
    {
        try
        {
            return inner.GetCredentials();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw source.Explain(failure);
        }
    }

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            return await inner.GetCredentialsAsync();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw source.Explain(failure);
        }
    }
}

/// <summary>Asks whoever runs a cmdlet for what credentials need of a person: the code of an MFA device.</summary>
internal static class CredentialPrompt
{
    private static readonly AsyncLocal<Func<string, string?>?> Asking = new();

    /// <summary>
    /// Gets the text of the question, and gives the answer; null where nobody can be asked. Holds for the work that
    /// begins after it is set.
    /// </summary>
    public static Func<string, string?>? Current
    {
        get => Asking.Value;
        set => Asking.Value = value;
    }
}
