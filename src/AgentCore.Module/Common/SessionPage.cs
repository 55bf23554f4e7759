namespace AgentCore;

/// <summary>One page of a list of sessions.</summary>
/// <param name="Sessions">What is on it.</param>
/// <param name="NextToken">Leads to the next page; null on the last.</param>
internal sealed record SessionPage(IEnumerable<AgentSession> Sessions, string? NextToken);
