using System.Text;
using AgentCore.Errors;

namespace AgentCore.Programs;

/// <summary>What Invoke-ACCodeInterpreter runs.</summary>
/// <param name="Text">The program, or the command.</param>
/// <param name="Language">The service's name of its language; null for a shell command.</param>
internal sealed record ProgramText(string Text, string? Language)
{
    private const string Endings = ".py, .js, .mjs, .cjs, .ts, .mts, .cts, .sh and .bash";

    /// <summary>How programs are read and sent: UTF-8, and nothing that is not.</summary>
    public static readonly UTF8Encoding Encoding = new(false, throwOnInvalidBytes: true);

    /// <summary>What runs code; null for the service's choice.</summary>
    public string? Runtime { get; init; }

    /// <summary>Whether code starts without the variables of earlier programs.</summary>
    public bool ClearContext { get; init; }

    /// <summary>What it runs with as a process of its own; null where the session's interpreter runs it.</summary>
    public ProcessStart? Start { get; init; }

    /// <summary>What its file is called where it runs as a process.</summary>
    public string FileName
    {
        get => field ?? "program" + Language switch { "javascript" => ".js", "typescript" => ".ts", _ => ".py" };
        init;
    }

    /// <summary>Reads a program file.</summary>
    /// <param name="file">The file; UTF-8, or another encoding with its byte order mark.</param>
    /// <param name="language">Its language; null to take it from the file's extension.</param>
    /// <exception cref="AgentCoreException">Its language is not known, or it is not a text file.</exception>
    public static ProgramText Read(FileInfo file, string? language)
    {
        var (known, detected) = Of(file.Extension);
        if (language is null && !known)
        {
            throw Failures.InvalidArgument(
                $"The language of '{file.FullName}' is unknown: its extension is not one of {Endings}. "
                    + "Give -Language.");
        }

        try
        {
            using var reader = new StreamReader(file.FullName, Encoding, detectEncodingFromByteOrderMarks: true);
            return new ProgramText(reader.ReadToEnd(), language ?? detected) { FileName = file.Name };
        }
        catch (DecoderFallbackException)
        {
            throw Failures.InvalidArgument($"'{file.FullName}' is not UTF-8 text.");
        }
    }

    private static (bool Known, string? Language) Of(string extension) => extension.ToLowerInvariant() switch
    {
        ".py" => (true, "python"),
        ".js" or ".mjs" or ".cjs" => (true, "javascript"),
        ".ts" or ".mts" or ".cts" => (true, "typescript"),
        ".sh" or ".bash" => (true, null),
        _ => (false, null),
    };
}
