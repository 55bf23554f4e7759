namespace AgentCore.Client.Transport;

/// <summary>A list request that can go on where a page ended, or a page that says where the next one begins.</summary>
internal interface IPaged
{
    /// <summary>Where the (next) page begins; null for the first, or after the last.</summary>
    string? NextToken { get; set; }
}
