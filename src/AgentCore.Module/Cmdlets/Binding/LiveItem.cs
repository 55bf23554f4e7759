namespace AgentCore.Cmdlets.Binding;

/// <summary>Something that a completion offers.</summary>
/// <param name="Id">What is completed.</param>
/// <param name="Name">What it may be found by as well; null where it has no name.</param>
/// <param name="Hint">What is shown about it.</param>
internal sealed record LiveItem(string Id, string? Name, string Hint);
