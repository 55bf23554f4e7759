namespace AgentCore.Pages.Transport;

/// <summary>A message as it comes in, in parts; of one that is too large only the two ends are kept.</summary>
internal sealed class IncomingMessage(int limit) : IDisposable
{
    private const int Kept = 1024;

    private readonly MemoryStream _kept = new();
    private readonly Queue<byte> _end = new();

    public long Length { get; private set; }

    public bool IsTooLarge => Length > limit;

    public Span<byte> Bytes => _kept.GetBuffer().AsSpan(0, (int)_kept.Length);

    public ReadOnlySpan<byte> Beginning => Bytes[..Math.Min(Kept, Bytes.Length)];

    public ReadOnlySpan<byte> End => _end.ToArray();

    public void Add(ReadOnlySpan<byte> part)
    {
        Length += part.Length;
        if (!IsTooLarge)
        {
            _kept.Write(part.ToArray(), 0, part.Length);
            return;
        }

        var missing = (int)Math.Max(0, Kept - _kept.Length);
        _kept.Write(part.ToArray(), 0, Math.Min(missing, part.Length));

        foreach (var last in part[Math.Max(0, part.Length - Kept)..])
        {
            _end.Enqueue(last);
        }

        while (_end.Count > Kept)
        {
            _end.Dequeue();
        }
    }

    public void Clear()
    {
        // A large buffer is not kept for the small messages that follow.
        _kept.SetLength(0);
        _kept.Capacity = Math.Min(_kept.Capacity, 1024 * 1024);
        _end.Clear();
        Length = 0;
    }

    public void Dispose() => _kept.Dispose();
}
