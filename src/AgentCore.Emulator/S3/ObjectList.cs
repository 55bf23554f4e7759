using System.Globalization;
using System.Text;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.S3;

/// <summary>One page of ListObjectsV2.</summary>
internal static class ObjectList
{
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private const int MaxKeys = 1000;

    /// <summary>Writes the page that a query asks for.</summary>
    /// <exception cref="ServiceException">A parameter has a wrong value.</exception>
    public static Task WriteAsync(ObjectStore store, string bucket, RawQuery query, HttpContext http)
    {
        var (prefix, delimiter) = (query.Single("prefix") ?? "", query.Single("delimiter") ?? "");
        var (startAfter, token) = (query.Single("start-after"), query.Single("continuation-token"));
        var max = MaxKeysOf(query.Single("max-keys"));
        var encode = EncodingOf(query.Single("encoding-type"));
        var after = token is null ? new Position(startAfter ?? "", IsPrefix: false) : Position.Parse(token);

        // One more than the page holds tells whether it is the last.
        var items = Group(store.List(bucket, prefix).Where(found => after.IsBefore(found.Key)), prefix, delimiter)
            .Take(max + 1)
            .ToArray();
        var page = items[..Math.Min(max, items.Length)];
        var next = items.Length > max && max > 0 ? page[^1].Position.ToString() : null;
        return ObjectErrors.WriteXmlAsync(http, xml =>
        {
            void Write(string name, string? value)
            {
                if (value is not null)
                {
                    xml.WriteElementString(name, Namespace, value);
                }
            }

            xml.WriteStartElement("ListBucketResult", Namespace);
            Write("Name", bucket);
            Write("Prefix", encode(prefix));
            Write("Delimiter", delimiter.Length > 0 ? encode(delimiter) : null);
            Write("MaxKeys", max.ToString(CultureInfo.InvariantCulture));
            Write("EncodingType", query.Single("encoding-type"));
            Write("KeyCount", page.Length.ToString(CultureInfo.InvariantCulture));
            Write("IsTruncated", next is null ? "false" : "true");
            Write("ContinuationToken", token);
            Write("NextContinuationToken", next);
            Write("StartAfter", startAfter is null ? null : encode(startAfter));
            foreach (var found in page.Select(item => item.Found).OfType<StoredObject>())
            {
                xml.WriteStartElement("Contents", Namespace);
                Write("Key", encode(found.Key));
                Write("LastModified", found.LastModified.UtcDateTime.ToString(
                    "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                Write("ETag", ObjectEndpoint.TagOf(found));
                Write("Size", found.Length.ToString(CultureInfo.InvariantCulture));
                Write("StorageClass", "STANDARD");
                xml.WriteEndElement();
            }

            foreach (var item in page.Where(item => item.Found is null))
            {
                xml.WriteStartElement("CommonPrefixes", Namespace);
                Write("Prefix", encode(item.Position.Text));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        });
    }

    private static int MaxKeysOf(string? text) => text is null ? MaxKeys
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, MaxKeys)
            : throw ObjectErrors.InvalidArgument($"max-keys must be a whole number from 0 on, is '{text}'.");

    private static Func<string, string> EncodingOf(string? type) => type switch
    {
        null => text => text,
        "url" => text => string.Join('/', text.Split('/').Select(Uri.EscapeDataString)),
        _ => throw ObjectErrors.InvalidArgument($"encoding-type must be url, is '{type}'."),
    };

    // Keys that go on with the delimiter after the prefix are one item together.
    private static IEnumerable<Item> Group(IEnumerable<StoredObject> found, string prefix, string delimiter)
    {
        string? last = null;
        foreach (var one in found)
        {
            var end = delimiter.Length == 0
                ? -1
                : one.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                yield return new(new(one.Key, IsPrefix: false), one);
            }
            else if (one.Key[..(end + delimiter.Length)] is var common && common != last)
            {
                last = common;
                yield return new(new(common, IsPrefix: true), null);
            }
        }
    }

    private sealed record Item(Position Position, StoredObject? Found);

    // The last item of a page: a key, or what several keys begin with.
    private sealed record Position(string Text, bool IsPrefix)
    {
        public bool IsBefore(string key) => ObjectStore.CompareKeys(Text, key) < 0
            && !(IsPrefix && key.StartsWith(Text, StringComparison.Ordinal));

        public override string ToString() =>
            Convert.ToBase64String(Encoding.UTF8.GetBytes((IsPrefix ? "p" : "k") + Text));

        public static Position Parse(string token)
        {
            var bytes = new byte[token.Length];
            var text = Convert.TryFromBase64String(token, bytes, out var length)
                ? Encoding.UTF8.GetString(bytes, 0, length)
                : "";
            return text.Length > 0 && text[0] is 'p' or 'k'
                ? new(text[1..], text[0] == 'p')
                : throw ObjectErrors.InvalidArgument("The continuation token provided is incorrect.");
        }
    }
}
