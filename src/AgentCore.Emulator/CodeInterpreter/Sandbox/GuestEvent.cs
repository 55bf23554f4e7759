namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>What the guest program tells of a call.</summary>
/// <param name="Event">
/// <c>ready</c> once at the beginning; <c>stdout</c>, <c>stderr</c>, <c>image</c>, <c>lost</c>, <c>file</c> and
/// <c>entries</c> in between; <c>end</c> or <c>refused</c> once, last.
/// </param>
internal sealed record GuestEvent(string Event)
{
    /// <summary>Number of the call.</summary>
    public int Call { get; init; }

    /// <summary>Raw content: output, an image, a file.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Exit code of the code or program.</summary>
    public int ExitCode { get; init; }

    /// <summary>Name of the signal that ended the process, if one did.</summary>
    public string? Signal { get; init; }

    /// <summary>Whether the interpreter itself ended.</summary>
    public bool Died { get; init; }

    /// <summary>Whether output was dropped.</summary>
    public bool Truncated { get; init; }

    /// <summary>How long the call took.</summary>
    public double Seconds { get; init; }

    /// <summary>Why a request was refused.</summary>
    public string? Reason { get; init; }

    /// <summary>Address of a file, such as <c>file:///data.csv</c>.</summary>
    public string? Uri { get; init; }

    /// <summary>Type of a file, by its name; null when the name does not tell.</summary>
    public string? MimeType { get; init; }

    /// <summary>What a folder holds, or a part of it.</summary>
    public IReadOnlyList<GuestEntry>? Entries { get; init; }

    /// <summary>Whether it is the last of its call.</summary>
    public bool IsLast => Event is "end" or "refused";
}

/// <summary>A file or folder in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uri">Its address.</param>
/// <param name="Folder">Whether it is a folder.</param>
/// <param name="MimeType">A file's type.</param>
/// <param name="Size">A file's size in bytes.</param>
internal sealed record GuestEntry(string Name, string Uri, bool Folder, string? MimeType, long? Size);
