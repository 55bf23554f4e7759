using System.Text.Json;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Policies;

/// <summary>
/// A session's own folder of enterprise policies, as Chromium reads them: files in <c>managed</c> and
/// <c>recommended</c>, in the order of their names, later ones over earlier ones.
/// </summary>
internal sealed class PolicyFolder(string path)
{
    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }; // as Chromium is

    /// <summary>Its full path.</summary>
    public string Path => path;

    /// <summary>Whether anything has been put in.</summary>
    public bool HasPolicies { get; private set; }

    /// <summary>Puts policies in.</summary>
    /// <exception cref="ServiceException">A file is not there, or is no JSON object.</exception>
    public async Task AddAsync(IEnumerable<BrowserEnterprisePolicy> policies, LocalObjects objects)
    {
        foreach (var (policy, index) in policies.Select((policy, index) => (policy, index)))
        {
            var (location, member) = (policy.Location!.S3!, $"enterprisePolicies[{index}].location.s3");
            await using var file = objects.Open(member, location.Bucket!, location.Prefix!);
            using var content = await ReadAsync(file, member);
            await WriteAsync(policy.Type == "MANAGED" ? "managed" : "recommended", $"{index:000}.json", content.RootElement);
        }
    }

    /// <summary>Makes certificates trusted roots.</summary>
    /// <param name="certificates">Each as DER in base64.</param>
    public Task TrustAsync(IReadOnlyList<string> certificates) => certificates.Count == 0
        ? Task.CompletedTask
        : WriteAsync("managed", "certificates.json", new { CACertificates = certificates });

    private static async Task<JsonDocument> ReadAsync(Stream file, string member)
    {
        try
        {
            var content = await JsonDocument.ParseAsync(file, Lenient);
            if (content.RootElement.ValueKind == JsonValueKind.Object)
            {
                return content;
            }

            content.Dispose();
        }
        catch (JsonException)
        {
            // Told below, as any other content that is none.
        }

        throw ServiceErrors.Invalid(new FieldError(member, "must be a file with one JSON object of policies"));
    }

    private async Task WriteAsync<T>(string kind, string name, T content)
    {
        HasPolicies = true;
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(path, kind)).FullName;
        await File.WriteAllBytesAsync(System.IO.Path.Combine(folder, name), JsonSerializer.SerializeToUtf8Bytes(content));
    }
}
