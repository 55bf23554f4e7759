using AgentCore.Emulator.CodeInterpreter.Sandbox;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>What a call has written so far and was not yet sent.</summary>
internal sealed class CallOutput
{
    // An event is a few times as long in JSON, and readers may bound it.
    private const int LongestPart = 1024 * 1024;
    private const int LongestError = 64 * 1024;

    private readonly CapturedText _stdout = new(dropsLastLineEnd: true);
    private readonly CapturedText _stderr = new(dropsLastLineEnd: false);
    private readonly List<ContentBlock> _images = [];
    private string _earlierErrors = "";

    /// <summary>Whether something waits.</summary>
    public bool HasText => _stdout.Length + _stderr.Length > 0;

    /// <summary>Whether so much waits that it should be sent at once.</summary>
    public bool IsFull => _stdout.Length + _stderr.Length >= LongestPart;

    /// <summary>The images, in the order of their making; they are sent at the end.</summary>
    public IReadOnlyList<ContentBlock> Images => _images;

    /// <summary>Takes an event in.</summary>
    public void Add(GuestEvent told)
    {
        switch (told.Event)
        {
            case "stdout": _stdout.Add(told.Body.Span); break;
            case "stderr": _stderr.Add(told.Body.Span); break;
            case "image": _images.Add(ToolResults.Image(told.Body)); break;
            case "lost":
                _stderr.Add($"The Python interpreter had ended since the last call ({Cause(told)}). ");
                _stderr.Add("This is a fresh one: variables are gone.\n");
                break;
        }
    }

    /// <summary>What waits, with more to come.</summary>
    public (string Stdout, string Stderr) Take()
    {
        var stderr = _stderr.Take();
        _earlierErrors = EndOf(_earlierErrors + stderr);
        return (_stdout.TakeAll(), stderr);
    }

    /// <summary>The end of standard error, what was sent already included.</summary>
    /// <param name="rest">What was taken last.</param>
    public string ErrorText(string rest) => EndOf(_earlierErrors + rest);

    /// <summary>The rest, with notes on what the program itself could not tell.</summary>
    public (string Stdout, string Stderr) TakeLast(GuestEvent end)
    {
        var stderr = _stderr.TakeLast(end.Truncated);
        if (end.Died)
        {
            stderr += $"The Python interpreter ended ({Cause(end)}). "
                + "Variables are gone; the next call starts a fresh one.\n";
        }

        return (
            _stdout.TakeLast(end.Truncated),
            end.Truncated
                ? CapturedText.WithCutNote(stderr, $"with its images it is longer than {Limits.ToolTextMaxLength} bytes")
                : stderr);
    }

    private static string EndOf(string text)
    {
        var start = Math.Max(0, text.Length - LongestError);
        return text[(start > 0 && char.IsLowSurrogate(text[start]) ? start + 1 : start)..];
    }

    private static string Cause(GuestEvent told) => told.Signal switch
    {
        null => $"it left with exit code {told.ExitCode}",
        "SIGKILL" => "SIGKILL: it was killed, by hand or for using too much memory",
        var signal => signal,
    };
}
