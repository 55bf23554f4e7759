namespace AgentCore.Emulator.Generated;

/// <summary>Patterns of the service's model that several families use.</summary>
internal static class SharedPatterns
{
    /// <summary>BrowserSessionId and CodeInterpreterSessionId.</summary>
    public const string SessionId = "[0-9a-zA-Z]{1,40}";

    /// <summary>ClientToken.</summary>
    public const string ClientToken = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,256}";

    /// <summary>NextToken.</summary>
    public const string NextToken = @"\S*";

    /// <summary>TagKey and TagValue.</summary>
    public const string Tag = @"[a-zA-Z0-9\s._:/=+@-]*";

    /// <summary>SandboxName and BrowserProfileName.</summary>
    public const string ResourceName = "[a-zA-Z][a-zA-Z0-9_]{0,47}";

    /// <summary>What follows the system's own ids in BrowserId and CodeInterpreterId; BrowserProfileId.</summary>
    public const string ResourceId = ResourceName + "-[a-zA-Z0-9]{10}";

    /// <summary>BrowserId.</summary>
    public const string BrowserId = @"aws\.browser\.v1|" + ResourceId;

    /// <summary>CodeInterpreterId.</summary>
    public const string CodeInterpreterId = @"aws\.codeinterpreter\.v1|" + ResourceId;

    /// <summary>RoleArn.</summary>
    public const string RoleArn = "arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+";

    /// <summary>SecretArn.</summary>
    public const string SecretArn =
        "arn:aws(-[a-z-]+)?:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[a-zA-Z0-9/_+=.@-]+";
}
