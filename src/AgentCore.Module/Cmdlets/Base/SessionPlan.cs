namespace AgentCore.Cmdlets.Base;

/// <summary>A session that is about to be started: what it will be, and the calls that its kind takes.</summary>
/// <param name="Kind">What a session of this kind is called in messages.</param>
/// <param name="Title">Its name and what it is a session of, for -WhatIf and -Confirm.</param>
/// <param name="StartAsync">Starts it, with a client token or one of its own; tells what the answer to a start tells.</param>
/// <param name="GetAsync">The session in full, as it is now.</param>
/// <param name="StopAsync">Stops it.</param>
internal sealed record SessionPlan(
    string Kind,
    string Title,
    Func<string?, CancellationToken, Task<AgentSession>> StartAsync,
    Func<AgentSession, CancellationToken, Task<AgentSession>> GetAsync,
    Func<AgentSession, Task> StopAsync);
