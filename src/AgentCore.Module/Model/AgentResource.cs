
namespace AgentCore;

/// <summary>What browsers, browser profiles and code interpreters have in common.</summary>
public abstract class AgentResource
{
    // UTC: the clock of a place jumps twice a year.
    private readonly DateTime? _createdAt;
    private DateTime? _lastUpdatedAt;

    private protected AgentResource(string id) => Id = id;

    /// <summary>Its id; each kind shows it under the name that the API gives it.</summary>
    internal string Id { get; }

    /// <summary>The name it was created with; null where the service gave none.</summary>
    public string? Name { get; internal init; }

    /// <summary>Its ARN; null for one that was given by its id.</summary>
    public string? Arn { get; internal init; }

    /// <summary>Its state, such as <c>READY</c>.</summary>
    public string? Status { get; private set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; internal init; }

    /// <summary>When it was created, local time.</summary>
    public DateTime? CreatedAt
    {
        get => _createdAt?.ToLocalTime();
        internal init => _createdAt = value?.ToUniversalTime();
    }

    /// <summary>When it last changed, local time; null where the service did not report it.</summary>
    public DateTime? LastUpdatedAt => _lastUpdatedAt?.ToLocalTime();

    /// <summary>The region it lives in, such as <c>eu-central-1</c>; null for one that was given by its id.</summary>
    public string? Region => Origin?.Region ?? HeldRegion;

    /// <summary>The connection it came from: piping it on goes back there. Holds no part that is shown.</summary>
    internal Origin? Origin { get; init; }

    /// <summary>The region in a row of a file, or an object of a job; null for others.</summary>
    internal string? HeldRegion { get; set; }

    /// <summary>How the user named it.</summary>
    internal Reference Reference { get; init; }

    /// <summary>
    /// What sessions name it by: its id, or the ARN that stands for it where that is how it was given.
    /// </summary>
    internal string Identifier => Origin is null && Arn is not null ? Arn : Id;

    /// <summary>Its state and when it came to that (UTC), as the service reports both.</summary>
    internal (string? Status, DateTime? Since) State
    {
        init => (Status, _lastUpdatedAt) = (value.Status, value.Since?.ToUniversalTime());
    }

    /// <summary>The same resource in another state.</summary>
    internal AgentResource In(string? status, DateTime? since)
    {
        var copy = (AgentResource)MemberwiseClone();
        copy.Status = status;
        copy._lastUpdatedAt = since?.ToUniversalTime() ?? _lastUpdatedAt;
        return copy;
    }

    /// <summary>Whether it is the same one, in whatever state: so <c>-eq</c> and <c>-in</c> compare.</summary>
    /// <param name="obj">The other.</param>
    public override bool Equals(object? obj) =>
        obj is AgentResource other && other.GetType() == GetType() && other.Id == Id && other.Region == Region;

    /// <summary>That of the id.</summary>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Its id.</summary>
    public override string ToString() => Id;
}

/// <summary>What browsers and code interpreters have in common: the resources that sessions run in.</summary>
public abstract class AgentTool : AgentResource
{
    private protected AgentTool(string id)
        : base(id)
    {
    }

    /// <summary><c>SYSTEM</c> for the one that every account has, <c>CUSTOM</c> for one's own.</summary>
    public string Type => Id.StartsWith("aws.", StringComparison.Ordinal) ? "SYSTEM" : "CUSTOM";

    /// <summary>Why its creation or deletion failed; null where neither did, and in a list.</summary>
    public string? FailureReason { get; internal init; }

    /// <summary>ARN of the IAM role that its sessions work under; null where there is none, and in a list.</summary>
    public string? ExecutionRoleArn { get; internal init; }

    /// <summary>
    /// What its sessions reach: <c>PUBLIC</c>, <c>VPC</c>, and for code interpreters <c>SANDBOX</c>; null in a list.
    /// </summary>
    public string? NetworkMode { get; internal init; }

    /// <summary>Security groups of its network interfaces in a VPC.</summary>
    public string[] SecurityGroup { get; internal init; } = [];

    /// <summary>Subnets of its network interfaces in a VPC.</summary>
    public string[] Subnet { get; internal init; } = [];

    /// <summary>
    /// Whether its VPC must have the service's Amazon S3 endpoint; null where the service does not report it.
    /// </summary>
    public bool? RequireServiceS3Endpoint { get; internal init; }

    /// <summary>Secrets that hold the certificates its sessions trust.</summary>
    public SecretArn[] Certificate { get; internal init; } = [];

    /// <summary>File systems that are mounted in its sessions.</summary>
    public FileSystemMount[] FileSystem { get; internal init; } = [];
}

/// <summary>Where an object came from, so that piping it on goes back there. Service alone knows what it is.</summary>
internal abstract class Origin
{
    /// <summary>The region's name.</summary>
    public abstract string Region { get; }
}
