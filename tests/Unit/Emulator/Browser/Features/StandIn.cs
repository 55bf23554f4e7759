using System.IO.Compression;
using System.Text.Json.Nodes;
using AgentCore.Emulator;

namespace Tests.Emulator.Browser.Features;

/// <summary>Puts files where the emulator looks for objects of S3 and for secrets.</summary>
internal static class StandIn
{
    public const string Bucket = "my-bucket";

    public static void AddSecret(this EmulatorHost host, string name, string content) =>
        Write(Path.Combine(host.DataFolder, "secrets", name), System.Text.Encoding.UTF8.GetBytes(content));

    public static void AddObject(this EmulatorHost host, string key, byte[] content) =>
        Write(Path.Combine(host.DataFolder, "s3", Bucket, key), content);

    public static void AddObject(this EmulatorHost host, string key, string content) =>
        host.AddObject(key, System.Text.Encoding.UTF8.GetBytes(content));

    public static byte[] Zip(params (string Name, string Content)[] files) => Zip(files, (_, _) => { });

    public static byte[] Zip((string Name, string Content)[] files, Action<ZipArchiveEntry, string> change)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                change(entry, name);
                using var writer = new StreamWriter(entry.Open());
                writer.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static JsonObject S3(string key) =>
        new() { ["location"] = new JsonObject { ["s3"] = new JsonObject { ["bucket"] = Bucket, ["prefix"] = key } } };

    public static string Arn(string name) => $"arn:aws:secretsmanager:us-west-2:123456789012:secret:{name}";

    public static JsonObject Proxy(int port, string[]? domains = null, string? secret = null)
    {
        var proxy = new JsonObject { ["server"] = "127.0.0.1", ["port"] = port };
        if (domains is not null)
        {
            proxy["domainPatterns"] = new JsonArray([.. domains.Select(domain => (JsonNode)domain)]);
        }

        if (secret is not null)
        {
            proxy["credentials"] = new JsonObject { ["basicAuth"] = new JsonObject { ["secretArn"] = Arn(secret) } };
        }

        return new() { ["externalProxy"] = proxy };
    }

    public static JsonObject Proxies(params JsonNode[] proxies) =>
        new() { ["proxyConfiguration"] = new JsonObject { ["proxies"] = new JsonArray(proxies) } };

    private static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
