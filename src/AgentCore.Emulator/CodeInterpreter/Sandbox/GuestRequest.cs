namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>The head of a request to the guest program.</summary>
/// <param name="Op">
/// What to do: <c>python</c>, <c>program</c>, <c>write</c>, <c>read</c>, <c>list</c>, <c>remove</c>; <c>cancel</c> or
/// <c>taken</c> for one of those that runs.
/// </param>
internal sealed record GuestRequest(string Op)
{
    /// <summary>Number of the call; each has its own. <c>cancel</c> and <c>taken</c> name the call that they are about.</summary>
    public int Call { get; init; }

    /// <summary>Whether the interpreter starts afresh.</summary>
    public bool? Clear { get; init; }

    /// <summary>Most bytes of output, or of files' content.</summary>
    public long? Limit { get; init; }

    /// <summary>Bytes of output that were taken since the last time: as many more may come.</summary>
    public int? Taken { get; init; }

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Whether the program runs in a terminal.</summary>
    public bool? Terminal { get; init; }

    /// <summary>A folder.</summary>
    public string? Path { get; init; }

    /// <summary>Files.</summary>
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>How many bytes of the body belong to each file.</summary>
    public IReadOnlyList<int>? Sizes { get; init; }
}
