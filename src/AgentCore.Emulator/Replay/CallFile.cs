using System.Buffers;
using System.Reflection;
using System.Text.Json;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Replay;

/// <summary>
/// The file of a recording while it is written: one JSON object a line, the first one a header. A line is in the file
/// when <see cref="Append"/> returns; when one cannot be written, the file ends with the last that could.
/// </summary>
internal sealed class CallFile : IDisposable
{
    /// <summary>Name of the format, in the header.</summary>
    public const string Format = "agentcore-calls";

    /// <summary>Version of the format, in the header.</summary>
    public const int Version = 1;

    private readonly object _gate = new();
    private readonly string _path;
    private readonly ILogger _log;
    private FileStream? _file;

    private CallFile(string path, FileStream file, ILogger log) => (_path, _file, _log) = (path, file, log);

    /// <summary>Version of this emulator.</summary>
    public static string EmulatorVersion { get; } = typeof(CallFile).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Creates the file, for its user alone, and writes the header.</summary>
    /// <param name="path">The file, which must not exist: a recording is never lost to another one.</param>
    /// <param name="now">The current time.</param>
    /// <param name="log">Gets an error once, when the file can no longer be written.</param>
    /// <exception cref="EmulatorStartException">The file exists, or cannot be created.</exception>
    public static CallFile Create(string path, DateTimeOffset now, ILogger log)
    {
        if (File.Exists(path) || Directory.Exists(path))
        {
            throw new EmulatorStartException(
                $"The recording '{path}' exists already. Choose another file, or remove it.");
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0, // a line is written at once
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            var file = new CallFile(path, new FileStream(path, options), log);
            file.Write(writer =>
            {
                writer.WriteString("format", Format);
                writer.WriteNumber("version", Version);
                writer.WriteString("emulator", EmulatorVersion);
                writer.WriteString("startedAt", now);
            });
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new EmulatorStartException(
                $"The recording '{path}' cannot be written: {StorageException.ReasonOf(error)}. Choose a file in a "
                    + "folder that exists, where you may write and there is space.",
                error);
        }
    }

    /// <summary>Appends a line. On a failure the calls go on, and nothing more is recorded.</summary>
    /// <param name="write">Writes the members of the line's object.</param>
    public void Append(Action<Utf8JsonWriter> write)
    {
        lock (_gate)
        {
            try
            {
                Write(write);
            }
            catch (Exception error) when (IsOfTheFile(error))
            {
                _file?.Dispose();
                _file = null;
                _log.LogError(
                    "The recording '{File}' cannot be written: {Reason}. The calls go on and are not recorded; the "
                        + "file has those before.",
                    _path,
                    error is ArgumentException ? "it cannot grow further" : StorageException.ReasonOf(error));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    // .NET calls it a wrong argument when a file cannot grow further.
    private static bool IsOfTheFile(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    private void Write(Action<Utf8JsonWriter> write)
    {
        if (_file is null)
        {
            return;
        }

        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line, DeepJson.Writing))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        var end = _file.Position;
        try
        {
            _file.Write(line.WrittenSpan);
        }
        catch (Exception error) when (IsOfTheFile(error))
        {
            _file.SetLength(end); // the part of the line that there was space for
            throw;
        }
    }
}
