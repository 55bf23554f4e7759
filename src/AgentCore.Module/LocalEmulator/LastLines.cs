namespace AgentCore.LocalEmulator;

/// <summary>Keeps the last few lines that a process wrote, to show when it fails.</summary>
internal sealed class LastLines
{
    private const int Kept = 12;

    private readonly Queue<string> _lines = new();

    /// <summary>Takes a line; null ends the stream and is ignored.</summary>
    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lines)
        {
            if (_lines.Count == Kept)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line!);
        }
    }

    /// <summary>The lines, one below the other.</summary>
    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join(Environment.NewLine, _lines);
        }
    }
}
