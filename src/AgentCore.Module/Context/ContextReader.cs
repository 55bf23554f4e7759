namespace AgentCore;

/// <summary>Describes settings to the user, without their secrets.</summary>
internal static class ContextReader
{
    private static readonly string[] EndpointVariables = ["AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", "AWS_ENDPOINT_URL"];

    public static Context Read(ConnectionSettings settings)
    {
        var region = settings.Region ?? RegionResolver.TryFind(settings);
        var endpoint = settings.EndpointUrl ?? EndpointOfEnvironment();
        var chosen = settings.Credentials;
        var profile = chosen?.Value as ProfileCredentials;
        return new Context
        {
            Region = region?.Value,
            RegionSource = region?.Source,
            EndpointUrl = endpoint?.Value,
            EndpointSource = endpoint?.Source,
            CredentialSource = chosen?.Source ?? CredentialResolver.DescribeChain(),
            ProfileName = profile?.Name,
            ProfileLocation = profile?.Location,
            AccessKey = AccessKeyOf(chosen?.Value),
        };
    }

    private static Sourced<string>? EndpointOfEnvironment() => EndpointVariables
        .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
        .Where(variable => !string.IsNullOrEmpty(variable.Value))
        .Select(variable => new Sourced<string>(variable.Value!, variable.Name))
        .FirstOrDefault();

    private static string? AccessKeyOf(CredentialChoice? choice) => choice switch
    {
        KeyCredentials keys => keys.AccessKey,
        ForeignCredentials foreign => ForeignKeys.Read(foreign.Source).AccessKey,
        null => Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is { Length: > 0 } id
            && CredentialResolver.DescribeChain() == CredentialResolver.FromEnvironment ? id : null,
        _ => null,
    };
}
