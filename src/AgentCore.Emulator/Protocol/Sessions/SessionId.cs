using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AgentCore.Emulator.Protocol.Sessions;

/// <summary>
/// Makes session ids of the form the service uses: 26 characters, the time first (a ULID), so that ids sort by their
/// start, also within a millisecond.
/// </summary>
internal sealed class SessionId(TimeProvider time)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly object _gate = new();
    private UInt128 _last;

    /// <summary>An id greater than all before it.</summary>
    public string Next()
    {
        lock (_gate)
        {
            Span<byte> random = stackalloc byte[16];
            RandomNumberGenerator.Fill(random[6..]);
            var milliseconds = (UInt128)(ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
            var fresh = (milliseconds << 80) | BinaryPrimitives.ReadUInt128BigEndian(random);
            _last = fresh > _last ? fresh : _last + 1;
            return Format(_last);
        }
    }

    private static string Format(UInt128 value) => string.Create(26, value, static (text, left) =>
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(left & 31)];
            left >>= 5;
        }
    });
}
