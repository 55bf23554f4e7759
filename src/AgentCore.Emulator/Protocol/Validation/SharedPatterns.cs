namespace AgentCore.Emulator.Protocol.Validation;

/// <summary>Patterns of the service's model that several families use.</summary>
internal static class SharedPatterns
{
    /// <summary>BrowserSessionId and CodeInterpreterSessionId.</summary>
    public const string SessionId = "[0-9a-zA-Z]{1,40}";

    /// <summary>ClientToken.</summary>
    public const string ClientToken = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,256}";

    /// <summary>NextToken.</summary>
    public const string NextToken = @"\S*";

    /// <summary>SecretArn.</summary>
    public const string SecretArn =
        "arn:aws(-[a-z-]+)?:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[a-zA-Z0-9/_+=.@-]+";
}
