using Tests.Client.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Tests.Client.Runtime.EventStream;

/// <summary>Bytes and how they are cut into portions. What is random throughout rarely gets past the first checksum, so
/// most inputs are right in some parts and wrong in others.</summary>
internal sealed record HostileBytes(byte[] Bytes, int Portion)
{
    private static readonly Gen<byte> Byte = Gen.Choose(0, 255).Select(i => (byte)i);

    private static readonly Gen<byte[]> Noise = Byte.UpTo(48).Select(b => b.ToArray());

    private static readonly Gen<uint> Length = Gen.OneOf(
        Gen.Choose(0, 80).Select(i => (uint)i),
        Gen.Elements<uint>(15, 16, 17, int.MaxValue, 0x80000000, uint.MaxValue, uint.MaxValue - 3));

    private static readonly Gen<byte[]> Headers = Gen.OneOf(
        Noise,
        from type in Gen.Choose(0, 12)
        from value in Byte.UpTo(18)
        select EventBytes.Header("x", (byte)type, [.. value]),
        Gen.Constant(EventBytes.StringHeader(":message-type", "event")));

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ":", ",",
        "\"content\":", "\"text\":", "\"data\":", "\"structuredContent\":", "\"exitCode\":",
        "\"message\":", "\"reason\":", "\"fieldList\":", "\"\\ud800\"", "\"\\u12\"", "\"é\"", "\"=\"",
        "1e999", "-0", "7", "null", "true",
        "{\"content\":[{\"data\":\"!\"}]}", "{\"content\":[{\"text\":\"\\udc00\"}]}",
        "{\"structuredContent\":{\"exitCode\":0.5}}",
        "{\"message\":\"\\ud800\",\"fieldList\":[{}]}", new string('[', 300),
    ];

    private static readonly Gen<byte[]> Json =
        from tokens in Gen.Elements(Tokens).UpTo(8)
        from isResult in Gen.Elements(true, false)
        let text = string.Concat(tokens)
        select isResult ? EventBytes.Result(text) : EventBytes.Exception("validationException", text);

    private static readonly Gen<byte[]> Message = Gen.OneOf(
        Json,
        Gen.Elements(
            EventBytes.Text("one"),
            EventBytes.Exception("throttlingException", """{"message":"m"}"""),
            EventBytes.Message([(":message-type", "error"), (":error-code", "E")], ""),
            EventBytes.Message([(":message-type", "event"), (":event-type", "result")], "{\"content\":")),
        from headers in Headers
        from payload in Noise
        select EventBytes.Message(headers, payload),
        from total in Length
        from headers in Length
        from rest in Noise
        select EventBytes.Prelude(total, headers).Concat(rest).ToArray());

    private static readonly Gen<byte[]> Damaged =
        from messages in Message.UpTo(3)
        let bytes = messages.SelectMany(m => m).ToArray()
        from flips in Gen.Choose(0, Math.Max(0, (bytes.Length * 8) - 1)).UpTo(2)
        from keep in Gen.Choose(0, bytes.Length)
        select Damage(bytes, flips, keep);

    public static Gen<HostileBytes> Generator =>
        from bytes in Gen.OneOf(Noise, Message, Message.UpTo(3).Select(m => m.SelectMany(b => b).ToArray()), Damaged)
        from portion in Gen.Elements(1, 2, 3, 7, 12, 13, 64, 1000)
        select new HostileBytes(bytes, portion);

    public override string ToString() => $"{Convert.ToHexString(Bytes)} in portions of {Portion}";

    private static byte[] Damage(byte[] bytes, IEnumerable<int> flips, int keep)
    {
        var damaged = (byte[])bytes.Clone();
        foreach (var bit in flips.Where(b => b < damaged.Length * 8))
        {
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        return damaged[..keep];
    }
}
