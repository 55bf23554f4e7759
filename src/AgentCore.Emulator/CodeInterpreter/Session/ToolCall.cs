using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.CodeInterpreter.Session;

/// <summary>A call of a tool, as far as somebody who looks at the session needs it: the ends of long texts.</summary>
/// <param name="tool">Name of the tool.</param>
/// <param name="arguments">What it was called with.</param>
internal sealed class ToolCall(string tool, ToolArguments arguments)
{
    private const int MostInput = 400;
    private const int MostOutput = 1000;
    private readonly object _gate = new();
    private string _output = "";

    /// <summary>Name of the tool.</summary>
    public string Tool => tool;

    /// <summary>The beginning of the code, command or path.</summary>
    public string Input { get; } = BeginningOf(
        arguments.Code ?? arguments.Command ?? arguments.Path ?? arguments.DirectoryPath ?? arguments.TaskId
            ?? string.Join(", ", arguments.Paths ?? arguments.Content?.Select(file => file.Path ?? "") ?? []));

    /// <summary>Whether it has not ended yet.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>Whether the tool failed.</summary>
    public bool IsError { get; private set; }

    /// <summary>The end of its text.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
            {
                return _output;
            }
        }
    }

    /// <summary>Adds a result.</summary>
    public void Add(CodeInterpreterResult result)
    {
        var text = string.Concat(result.Content.Select(block => block.Text ?? block.Name + "\n").TakeLast(100));
        lock (_gate)
        {
            _output = EndOf(_output + text);
            IsError |= result.IsError ?? false;
        }
    }

    /// <summary>Tells that it has ended.</summary>
    public void End() => IsRunning = false;

    private static string BeginningOf(string text) => text.Length <= MostInput
        ? text
        : text[..(char.IsHighSurrogate(text[MostInput - 1]) ? MostInput - 1 : MostInput)];

    private static string EndOf(string text)
    {
        var start = Math.Max(0, text.Length - MostOutput);
        return text[(start > 0 && char.IsLowSurrogate(text[start]) ? start + 1 : start)..];
    }
}
