namespace AgentCore.Emulator.Core;

/// <summary>What one session may use of the machine. Sizes are in bytes.</summary>
internal sealed record SandboxLimits
{
    private const long MiB = 1024 * 1024;
    private const long GiB = 1024 * MiB;

    /// <summary>The limits of every session.</summary>
    public static SandboxLimits Default { get; } = new();

    /// <summary>Memory of the whole session: its processes, and its files, which lie in memory.</summary>
    public long SessionMemory { get; init; } = 4 * GiB;

    /// <summary>Writable private memory of one process.</summary>
    public long Memory { get; init; } = 2 * GiB;

    /// <summary>Processes and threads of the session.</summary>
    public int Processes { get; init; } = 256;

    /// <summary>Open files of one process.</summary>
    public int OpenFiles { get; init; } = 1024;

    /// <summary>Size of one file.</summary>
    public long File { get; init; } = GiB;

    /// <summary>Size of the working folder, which lies in memory.</summary>
    public long Home { get; init; } = 2 * GiB;

    /// <summary>Size of the folder for temporary files, which lies in memory.</summary>
    public long Temporary { get; init; } = 512 * MiB;

    /// <summary>Size of the shared memory that programs open by name.</summary>
    public long SharedMemory { get; init; } = 64 * MiB;

    /// <summary>
    /// The limits of each process, by their names in Python's <c>resource</c> module. Addresses are not among them: Node.js
    /// and Deno, which any program may start, reserve far more than they ever use.
    /// </summary>
    public Dictionary<string, long> OfProcess() => new()
    {
        ["RLIMIT_DATA"] = Memory,
        ["RLIMIT_NPROC"] = Processes,
        ["RLIMIT_NOFILE"] = OpenFiles,
        ["RLIMIT_FSIZE"] = File,
        ["RLIMIT_CORE"] = 0,
    };
}
