using System.Globalization;
using System.Text;
using AgentCore.Errors;
using AgentCore.Service;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Programs;

/// <summary>
/// A shell command on its way into a session: as base64 within the line that runs it, or as a file before that.
/// </summary>
/// <remarks>
/// The service hangs without a word on lines of about 128 KB. Base64 has the further use that no quote in the command
/// can do harm to the line around it.
/// </remarks>
internal sealed class ShellScript
{
    /// <summary>
    /// Runs the script whose path is in <c>AC_C</c>: under the name of the shell, from its first line on, and without a
    /// trace of the file.
    /// </summary>
    public const string Launch = "\"${BASH:-sh}\" -c 'eval \"rm -f \\\"\\$AC_C\\\";unset AC_C;$(cat \"$AC_C\")\"' bash";

    // A line of 60,000 characters was seen to be safe. What stands around the command takes some 1,000 of them.
    private const int LongestInline = 44_000;
    private const int LongestFile = DataLimits.InputContentBlock.BlobMaxLength;

    private readonly byte[] _text;

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

        if (_text.Length > LongestInline)
        {
            FileName = ".ac-" + Guid.NewGuid().ToString("N");
        }
    }

    /// <summary>
    /// The file in the working folder that a long command travels in; null where it travels in the line.
    /// </summary>
    public string? FileName { get; }

    /// <summary>Shell text that puts the command into a file.</summary>
    /// <param name="target">The file's name, ready for the shell.</param>
    public string PutInto(string target) => FileName is null
        ? $"printf %s '{Convert.ToBase64String(_text)}' | base64 -d >{target}"
        : $"mv -- '{FileName}' {target}";

    /// <summary>Sends the file ahead where there is one, runs the line, and leaves no file behind.</summary>
    public async Task<T> SentAsync<T>(SessionTools tools, Func<Task<T>> run, CancellationToken cancellationToken)
    {
        if (FileName is null)
        {
            return await run();
        }

        try
        {
            var sent = await tools.WriteFilesAsync([(FileName, _text)], cancellationToken);
            if (sent.ToolFailed)
            {
                throw Failures.InvalidState(
                    $"The command is sent as a file because it is long, "
                        + $"but the session could not write it: {sent.Text}");
            }

            return await run();
        }
        catch
        {
            await RemoveAsync(tools);
            throw;
        }
    }

    private async Task RemoveAsync(SessionTools tools)
    {
        try
        {
            await tools.RemoveFilesAsync([FileName!], CancellationToken.None);
        }
        catch (AgentCoreException)
        {
            // The first error is the one to report; the file ends with the session.
        }
    }
}
