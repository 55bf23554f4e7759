using System.Management.Automation;
using System.Reflection;
using AgentCore.Errors;

namespace AgentCore.Service;

/// <summary>
/// Reads what Set-AWSCredential, Set-DefaultAWSRegion and Set-AWSProxy of AWS.Tools left in the caller's scope.
/// </summary>
internal static class AwsToolsVariables
{
    private const string CredentialsVariable = "StoredAWSCredentials";
    private const string RegionVariable = "StoredAWSRegion";
    private const string ProxyVariable = "AWSProxy";

    /// <summary>The names of the variables.</summary>
    public static readonly string[] Names = [CredentialsVariable, RegionVariable];

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
            Credentials: credentials is null ? null : new(credentials, "$" + CredentialsVariable),
            Proxy: ProxyChoice.Read(valueOf(ProxyVariable)));
    }

    internal static CredentialChoice? Credentials(object? stored) => stored switch
    {
        null => null,
        string { Length: > 0 } profile => new ProfileCredentials(profile, null),
        PSObject { BaseObject: string { Length: > 0 } profile } => new ProfileCredentials(profile, null),
        _ when AwsToolsCredentials.CanRead(stored) => new ForeignCredentials(stored),
        _ => null,
    };
}

/// <summary>Reads keys from a credential object of another copy of the AWS SDK, by the names of its members.</summary>
/// <remarks>
/// AWS.Tools brings its own AWSSDK.Core, whose types are not ours. <c>$StoredAWSCredentials</c> holds a wrapper with a
/// non-public <c>Credentials</c>; a credential object has <c>GetCredentials()</c>, whose result has the three keys.
/// </remarks>
internal static class AwsToolsCredentials
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Whether <see cref="Read"/> can be expected to find keys in it.</summary>
    public static bool CanRead(object source)
    {
        var inner = Unwrap(source);
        return GetCredentials(inner) is not null || Text(inner, "AccessKey") is not null;
    }

    /// <summary>The keys as they are now; their owner renews temporary ones as necessary on each read.</summary>
    /// <exception cref="AgentCoreException">The object does not hold credentials, or its owner
    /// failed.</exception>
    public static KeyCredentials Read(object source)
    {
        var holder = Unwrap(source);
        var keys = GetCredentials(holder) is { } method ? Call(method, holder) : holder;
        if (keys is not null && Text(keys, "AccessKey") is { } accessKey && Text(keys, "SecretKey") is { } secretKey)
        {
            return new KeyCredentials(accessKey, secretKey, Text(keys, "Token") ?? Text(keys, "SessionToken"));
        }

        throw Failures.InvalidArgument(
            $"An object of type {holder.GetType().FullName} does not hold AWS credentials. "
                + "Give what Get-AWSCredential of AWS.Tools returns.");
    }

    private static object Unwrap(object source)
    {
        var plain = source is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : source;
        return Value(plain, "Credentials") ?? plain;
    }

    private static MethodInfo? GetCredentials(object holder) =>
        holder.GetType().GetMethod("GetCredentials", Any, null, Type.EmptyTypes, null);

    private static object? Call(MethodInfo method, object holder)
    {
        try
        {
            return method.Invoke(holder, null);
        }
        catch (TargetInvocationException failed) when (failed.InnerException is { } cause)
        {
            throw new AgentCoreException(
                "NoCredentials", ErrorCategory.AuthenticationError, $"The credential object failed: {cause.Message}",
                cause);
        }
    }

    private static string? Text(object holder, string name) =>
        Value(holder, name) is string { Length: > 0 } text ? text : null;

    /// <summary>A member of such an object; null where it has none of the name.</summary>
    internal static object? Value(object holder, string name)
    {
        var value = holder is PSObject bag
            ? bag.Properties[name]?.Value
            : holder.GetType().GetProperty(name, Any)?.GetValue(holder);
        return value is PSObject { BaseObject: not PSCustomObject and var inner } ? inner : value;
    }
}
