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
    internal static string TagOf(StoredObject found)
    {
        var state = $"{found.Key}\n{found.Length}\n{found.LastModified.UtcTicks}";
        return $"\"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(state)), 0, 16).ToLowerInvariant()}\"";
    }
}
