using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using Microsoft.Net.Http.Headers;

namespace AgentCore.Emulator.S3;

/// <summary>
/// Serves the objects of the data folder as S3 does, to be read: ListObjectsV2, GetObject, HeadObject and HeadBucket,
/// with the bucket in the path.
/// </summary>
internal sealed class ObjectEndpoint(ObjectStore store)
{
    // Members of the query that ask for something else than the object or the list.
    private static readonly string[] Subresources =
    [
        "accelerate", "acl", "analytics", "attributes", "cors", "encryption", "inventory", "legal-hold", "lifecycle",
        "location", "logging", "metrics", "notification", "object-lock", "ownershipControls", "partNumber", "policy",
        "publicAccessBlock", "replication", "requestPayment", "retention", "tagging", "torrent", "uploadId", "uploads",
        "versioning", "versions", "website",
    ];

    /// <summary>Adds the service.</summary>
    public void Register(OperationRegistry registry) =>
        registry.Serve(new OtherService("S3", SigningRules.S3, ServeAsync, ObjectErrors.WriteAsync));

    private Task ServeAsync(string rawPath, RawQuery query, HttpContext http)
    {
        var path = rawPath.TrimStart('/').Split('/', 2);
        var (bucket, key) = (Uri.UnescapeDataString(path[0]), Uri.UnescapeDataString(path.ElementAtOrDefault(1) ?? ""));
        if (http.Request.Method is not ("GET" or "HEAD"))
        {
            throw ObjectErrors.OnlyRead(store.Root);
        }

        if (bucket.Length == 0 || Array.Find(Subresources, name => query.All(name).Length > 0) is not null)
        {
            throw ObjectErrors.NotImplemented();
        }

        if (!store.HasBucket(bucket))
        {
            throw ObjectErrors.NoSuchBucket(bucket, store.Root);
        }

        return key.Length > 0 ? ServeObjectAsync(bucket, key, http)
            : http.Request.Method == "HEAD" ? Task.CompletedTask
            : query.Single("list-type") == "2" ? ObjectList.WriteAsync(store, bucket, query, http)
            : throw ObjectErrors.NotImplemented();
    }

    private async Task ServeObjectAsync(string bucket, string key, HttpContext http)
    {
        var found = store.Find(bucket, key) ?? throw ObjectErrors.NoSuchKey(bucket, key);
        var (request, response) = (http.Request, http.Response);
        var tag = TagOf(found);
        if (request.Headers.IfMatch is [{ } wanted] && wanted.Trim('"') != tag.Trim('"') && wanted != "*")
        {
            throw ObjectErrors.PreconditionFailed();
        }

        response.Headers.ETag = tag;
        response.Headers.LastModified = found.LastModified.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.AcceptRanges = "bytes";
        if (request.Headers.IfNoneMatch is [{ } known] && (known.Trim('"') == tag.Trim('"') || known == "*"))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (first, length) = RangeOf(request, found, response);
        response.ContentType = key.EndsWith(".json", StringComparison.Ordinal)
            ? "application/json"
            : "binary/octet-stream";
        response.ContentLength = length;
        if (request.Method == "HEAD")
        {
            return;
        }

        await using var content = store.OpenRead(bucket, key);
        content.Position = first;
        var buffer = new byte[64 * 1024];
        while (length > 0
            && await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(length, buffer.Length)), http.RequestAborted)
                is > 0 and var count)
        {
            await response.Body.WriteAsync(buffer.AsMemory(0, count), http.RequestAborted);
            length -= count;
        }
    }

    // A range that is malformed, or more than one, counts as none, as S3 has it.
    private static (long First, long Length) RangeOf(HttpRequest request, StoredObject found, HttpResponse response)
    {
        if (!RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var parsed)
            || parsed is not { Unit.Value: "bytes", Ranges.Count: 1 })
        {
            return (0, found.Length);
        }

        var range = parsed.Ranges.Single();
        var first = range.From ?? Math.Max(0, found.Length - range.To!.Value);
        var last = range.From is null ? found.Length - 1 : Math.Min(range.To ?? long.MaxValue, found.Length - 1);
        if (first > last)
        {
            response.Headers.ContentRange = $"bytes */{found.Length}";
            throw ObjectErrors.InvalidRange();
        }

        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentRange = $"bytes {first}-{last}/{found.Length}";
        return (first, last - first + 1);
    }

    /// <summary>The entity tag of an object, in quotes: another one when the object has changed.</summary>
    /// <remarks>
    /// It ends as that of an object that was written in parts. Any other is the MD5 of the content, which SDKs check.
    /// </remarks>
    internal static string TagOf(StoredObject found)
    {
        var state = $"{found.Key}\n{found.Length}\n{found.LastModified.UtcTicks}";
        return $"\"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(state)), 0, 16).ToLowerInvariant()}-1\"";
    }
}

/// <summary>One page of ListObjectsV2.</summary>
file static class ObjectList
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
