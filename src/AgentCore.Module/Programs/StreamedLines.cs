namespace AgentCore.Programs;

/// <summary>Passes a program's output on line by line, standard error as warnings.</summary>
/// <remarks>
/// Warnings, not errors: programs write progress and hints to standard error, and -ErrorAction Stop must not end one for
/// that. They can be kept, redirected and silenced as all warnings.
/// </remarks>
internal sealed class StreamedLines(Func<IReadOnlyCollection<string>, Task> write, Action<string> warn)
{
    private readonly LineSplitter _output = new();
    private readonly LineSplitter _error = new();
    private bool _any;

    /// <summary>Passes on the lines that are complete now.</summary>
    public Task TakeAsync(string output, string error)
    {
        _any |= output.Length + error.Length > 0;
        return PassAsync(_output.Add(output), _error.Add(error));
    }

    /// <summary>Passes on what was left without a line's end, or the tool's own words where the program wrote nothing.</summary>
    public async Task EndAsync(CodeInterpreterResult result)
    {
        if (!_any)
        {
            await TakeAsync(result.Output, "");
        }

        await PassAsync(_output.Rest(), _error.Rest());
    }

    private Task PassAsync(List<string> output, List<string> error)
    {
        foreach (var line in error)
        {
            warn(line);
        }

        return output.Count > 0 ? write(output) : Task.CompletedTask;
    }
}
