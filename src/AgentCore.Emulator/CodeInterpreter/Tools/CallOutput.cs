using System.Text;
using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>What a call has written and was not yet sent.</summary>
/// <param name="limit">Tells how much of it can be sent; follows <c>The output was cut off:</c>.</param>
internal sealed class CallOutput(string limit) : IDisposable
{
    private const int MaxErrorLength = 64 * 1024;

    private readonly SpillBuffer _stdout = new();
    private readonly SpillBuffer _stderr = new();
    private readonly CapturedText _outputText = new(dropsLastLineEnd: true);
    private readonly CapturedText _errorText = new(dropsLastLineEnd: false);
    private readonly List<ContentBlock> _blocks = [];
    private readonly ResultRoom _room = new();
    private string _earlierErrors = "";

    /// <summary>Why the call was ended before its program; null when it was not.</summary>
    public string? EndReason { get; set; }

    /// <summary>Length of the text that can be sent, in bytes.</summary>
    public long Length => _stdout.Length + _stderr.Length;

    /// <summary>
    /// The images and other blocks, in the order of their creation; they are sent with the last result.
    /// </summary>
    public IReadOnlyList<ContentBlock> Blocks => _blocks;

    /// <summary>Tells that something of the output is missing from the result; null when nothing is.</summary>
    public string? CutNote => _room.IsCut ? $"The output was cut off: {limit}" : null;

    /// <summary>Adds an event.</summary>
    public void Add(GuestEvent received)
    {
        switch (received.Event)
        {
            case "stdout": _stdout.Write(received.Body.Span); break;
            case "stderr": _stderr.Write(received.Body.Span); break;
            case "image": AddImage(received); break;
            case "display": AddDisplay(received); break;
            case "lost":
                _stderr.Write(Encoding.UTF8.GetBytes(
                    $"The Python interpreter ended after the last call ({Cause(received)}). "
                    + "A new one was started, and the variables are lost.\n"));
                break;
        }
    }

    /// <summary>The text since the last call, when more follows.</summary>
    public (string Stdout, string Stderr) Take()
    {
        _outputText.Add(Emptied(_stdout));
        _errorText.Add(Emptied(_stderr));
        var stderr = _errorText.Take();
        _earlierErrors = EndOf(_earlierErrors + stderr);
        return (_outputText.TakeAll(), stderr);
    }

    /// <summary>The end of standard error, including what was already sent.</summary>
    /// <param name="rest">The part that was taken last.</param>
    public string ErrorText(string rest) => EndOf(_earlierErrors + rest);

    /// <summary>The rest, with notes about what the program itself could not report.</summary>
    public (string Stdout, string Stderr) TakeLast(GuestEvent end)
    {
        var (output, errors) = _room.Fit(Emptied(_stdout), Emptied(_stderr));
        _outputText.Add(output.Span);
        _errorText.Add(errors.Span);
        _room.IsCut |= end.Truncated;
        var stdout = _outputText.TakeLast(_room.IsCut);
        var notes = new StringBuilder(_errorText.TakeLast(_room.IsCut));
        if (end.Died)
        {
            notes.Append($"The Python interpreter ended ({Cause(end)}). ")
                .Append("The variables are lost. The next call starts a new interpreter.\n");
        }

        foreach (var note in new[] { EndReason, CutNote }.OfType<string>())
        {
            CapturedText.AddNote(notes, note);
        }

        return (stdout, notes.ToString());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stdout.Dispose();
        _stderr.Dispose();
    }

    private void AddImage(GuestEvent received)
    {
        if (_room.Take(ResultRoom.Base64Length(received.Body.Length)))
        {
            _blocks.Add(ToolResults.Image(received.Body, received.MimeType));
        }
    }

    private void AddDisplay(GuestEvent received)
    {
        if (_room.TakeText(received.Body.Span))
        {
            _blocks.Add(ToolResults.Display(received.Body, received.MimeType));
        }
    }

    private static byte[] Emptied(SpillBuffer buffer)
    {
        var bytes = buffer.ToArray();
        buffer.Clear();
        return bytes;
    }

    private static string EndOf(string text)
    {
        var start = Math.Max(0, text.Length - MaxErrorLength);
        return text[(start > 0 && char.IsLowSurrogate(text[start]) ? start + 1 : start)..];
    }

    private static string Cause(GuestEvent received) => received.Signal switch
    {
        null => $"it ended with exit code {received.ExitCode}",
        "SIGKILL" => "SIGKILL: it was killed manually or because it used too much memory",
        var signal => signal,
    };
}
