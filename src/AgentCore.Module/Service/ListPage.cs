namespace AgentCore.Service;

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="NextToken">Leads to the next page; null on the last.</param>
internal sealed record ListPage<T>(IEnumerable<T> Items, string? NextToken);
