using System.Globalization;
using System.Text;
using AgentCore.Errors;
using AgentCore.Service;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Programs;

/// <summary>
/// A shell command on its way into a session: within the line that runs it, or as a file before that.
/// </summary>
/// <remarks>
/// The service hangs without a word on lines of about 128 KB. In a line the command is quoted; one with characters that
/// a terminal may change is written as <c>printf %b</c> reads it, which needs no program, as base64 would.
/// </remarks>
internal sealed class ShellScript
{
    /// <summary>
    /// Runs the script whose path is in <c>AC_C</c>: under the name of the shell, from its first line on, and without a
    /// trace of the file.
    /// </summary>
    private const string Launch =
        "\"${BASH:-sh}\" -c 'eval \"rm -f \\\"\\$AC_C\\\";unset AC_C;$(cat \"$AC_C\")\"' bash";

    // A line of 60,000 characters was seen to be safe. What stands around the command takes some 1,000 of them.
    private const int LongestInline = 44_000;
    private const int LongestLine = 58_000;
    private const int LongestFile = DataLimits.InputContentBlock.BlobMaxLength;

    private readonly byte[] _text;
    private readonly string _word = "";

    /// <exception cref="AgentCoreException">The command cannot be run at all.</exception>
    public ShellScript(string command)
    {
        if (command.Contains('\0'))
        {
            throw Failures.InvalidArgument(
                "The command contains a null character, which a shell cannot take. Remove it.");
        }

        _text = Encoding.UTF8.GetBytes(command);
        if (_text.Length > LongestFile)
        {
            throw Failures.InvalidArgument(string.Format(
                CultureInfo.InvariantCulture,
                "The command has {0:N0} bytes; at most {1:N0} can be sent.",
                _text.Length,
                LongestFile));
        }

        if (_text.Length <= LongestInline)
        {
            _word = WordOf(_text);
        }

        if (_text.Length > LongestInline || _word.Length > LongestLine)
        {
            FileName = ".ac-" + Guid.NewGuid().ToString("N");
        }
    }

    /// <summary>
    /// The file in the working folder that a long command travels in; null where it travels in the line.
    /// </summary>
    public string? FileName { get; }

    /// <summary>Shell text that runs the command, under the name of the shell and from its first line on.</summary>
    /// <param name="file">The place of a command that travels as a file, ready for the shell.</param>
    public string Run(string file) => FileName is null
        ? $"\"${{BASH:-sh}}\" -c {_word} bash"
        : $"AC_C={file} {Launch}";

    /// <summary>Shell text that puts a command that travels as a file in its place.</summary>
    /// <param name="target">The place, ready for the shell.</param>
    public string PutInto(string target) => FileName is null ? ":" : $"mv -- '{FileName}' {target}";

    /// <summary>Sends the file ahead where there is one, runs the line, and leaves no file behind.</summary>
    public Task<T> SentAsync<T>(SessionTools tools, Func<Task<T>> run, CancellationToken cancellationToken) =>
        FileName is null ? run() : tools.WithFilesAsync([(FileName, _text)], run, cancellationToken);

    // One word of the shell.
    private static string WordOf(byte[] text) => text.All(IsPlain)
        ? $"'{Encoding.UTF8.GetString(text).Replace("'", "'\\''")}'"
        : $"\"$(printf %b '{string.Concat(text.Select(Escape))}')\"";

    private static string Escape(byte letter) => IsPlain(letter) && letter is not ((byte)'\'' or (byte)'\\')
        ? ((char)letter).ToString()
        : "\\0" + Convert.ToString(letter, 8).PadLeft(3, '0');

    private static bool IsPlain(byte letter) => letter is >= 0x20 and < 0x7F;
}

/// <summary>Files that are sent ahead of a command, which takes them away when it runs.</summary>
internal static class FilesAhead
{
    /// <summary>Sends the files, runs what needs them, and leaves none behind where that fails.</summary>
    /// <exception cref="AgentCoreException">The session could not write them, or what runs fails.</exception>
    public static async Task<T> WithFilesAsync<T>(
        this SessionTools tools,
        IReadOnlyList<(string Path, byte[] Content)> files,
        Func<Task<T>> run,
        CancellationToken cancellationToken)
    {
        try
        {
            var sent = await tools.WriteFilesAsync(files, cancellationToken);
            if (sent.ToolFailed)
            {
                throw Failures.InvalidState(
                    "What the command needs is sent as a file, but the session could not write it: " + sent.Text);
            }

            return await run();
        }
        catch
        {
            await RemoveAsync(tools, [.. files.Select(file => file.Path)]);
            throw;
        }
    }

    private static async Task RemoveAsync(SessionTools tools, string[] paths)
    {
        try
        {
            await tools.RemoveFilesAsync(paths, CancellationToken.None);
        }
        catch (AgentCoreException)
        {
            // The first error is the one to report; the files end with the session.
        }
    }
}
