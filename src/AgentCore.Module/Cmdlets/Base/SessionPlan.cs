using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>A session that is about to be started.</summary>
/// <param name="Operations">The operations on sessions of its kind.</param>
/// <param name="Connection">Where it is to live.</param>
/// <param name="Owner">Id or ARN of the browser or code interpreter.</param>
/// <param name="Name">Its name.</param>
/// <param name="Start">Starts it; returns the session as the response to the start has it.</param>
internal sealed record SessionPlan(
    SessionOperations Operations, Connection Connection, string Owner, string? Name, SessionStart Start)
{
    /// <summary>What it will be, for -WhatIf and -Confirm.</summary>
    public string Title => $"{Name} of {Owner}";
}
