using System.Management.Automation;

namespace AgentCore.Service;

/// <summary>Reads what Set-AWSCredential and Set-DefaultAWSRegion of AWS.Tools left in the caller's scope.</summary>
internal static class AwsToolsVariables
{
    private const string CredentialsVariable = "StoredAWSCredentials";
    private const string RegionVariable = "StoredAWSRegion";

    /// <summary>What is stored there; read on the pipeline thread.</summary>
    /// <param name="variables">The caller's variables.</param>
    public static ConnectionSettings Read(PSVariableIntrinsics variables) => Read(variables.GetValue);

    /// <summary>The same, where variables are read in another way.</summary>
    /// <param name="valueOf">Gives a variable's value; null where there is none.</param>
    public static ConnectionSettings Read(Func<string, object?> valueOf)
    {
        var region = valueOf(RegionVariable)?.ToString();
        var credentials = Credentials(valueOf(CredentialsVariable));
        return new ConnectionSettings(
            Region: string.IsNullOrEmpty(region) ? null : new(region!, "$" + RegionVariable),
            Credentials: credentials is null ? null : new(credentials, "$" + CredentialsVariable));
    }

    internal static CredentialChoice? Credentials(object? stored) => stored switch
    {
        null => null,
        string { Length: > 0 } profile => new ProfileCredentials(profile, null),
        PSObject { BaseObject: string { Length: > 0 } profile } => new ProfileCredentials(profile, null),
        _ when ForeignKeys.CanRead(stored) => new ForeignCredentials(stored),
        _ => null,
    };
}
