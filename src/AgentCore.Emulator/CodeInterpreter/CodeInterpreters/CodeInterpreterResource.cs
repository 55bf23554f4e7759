namespace AgentCore.Emulator.CodeInterpreter.CodeInterpreters;

/// <summary>A code interpreter, as it is kept.</summary>
/// <param name="Id">codeInterpreterId.</param>
/// <param name="Region">Region it was created in and is seen in. Null for the system's, which is everywhere.</param>
/// <param name="Request">What it was created with.</param>
/// <param name="CreatedAt">createdAt.</param>
/// <param name="DeletedAt">When its deletion began; null while it is there.</param>
internal sealed record CodeInterpreterResource(
    string Id,
    string? Region,
    CreateCodeInterpreterRequest Request,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletedAt = null)
{
    /// <summary>How long it is CREATING, and DELETING: long enough for a caller that waits to see it.</summary>
    public static readonly TimeSpan Transition = TimeSpan.FromSeconds(1);

    /// <summary>Id of the code interpreter that every account has.</summary>
    public const string SystemId = "aws.codeinterpreter.v1";

    /// <summary>The code interpreter that every account has. Its mode is the most restrictive one, as at the service.</summary>
    public static readonly CodeInterpreterResource System = new(
        SystemId,
        Region: null,
        new()
        {
            Name = "Amazon Bedrock AgentCore Code Interpreter",
            Description = "AWS built-in code interpreter for secure code execution",
            NetworkConfiguration = new() { NetworkMode = NetworkModes.Sandbox },
        },
        new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>lastUpdatedAt.</summary>
    public DateTimeOffset LastUpdatedAt => DeletedAt ?? CreatedAt;

    /// <summary>Whether programs reach the network.</summary>
    public bool HasNetwork => Request.NetworkConfiguration!.NetworkMode == NetworkModes.Public;

    /// <summary>SYSTEM or CUSTOM.</summary>
    public string Type => Region is null ? "SYSTEM" : "CUSTOM";

    /// <summary>codeInterpreterArn, as a caller in a region sees it.</summary>
    public string ArnIn(string region)
    {
        var partition = region switch
        {
            _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
            _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
            _ => "aws",
        };
        var owner = Region is null ? "aws:code-interpreter" : "123456789012:code-interpreter-custom";
        return $"arn:{partition}:bedrock-agentcore:{region}:{owner}/{Id}";
    }

    /// <summary>The status at a time: CREATING, READY, DELETING; null when it is gone.</summary>
    public string? StatusAt(DateTimeOffset now) => DeletedAt switch
    {
        null => now < CreatedAt + Transition ? "CREATING" : "READY",
        { } deleted => now < deleted + Transition ? "DELETING" : null,
    };
}
