using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Policies;

/// <summary>
/// The enterprise policies and trusted certificates of a session, as Chromium reads them: files in the folders
/// <c>managed</c> and <c>recommended</c>, in the order of their names, later ones over earlier ones.
/// </summary>
internal sealed class EnterprisePolicies(EmulatorEnvironment environment) : IBrowserFeature
{
    // Chromium accepts both in its policy files.
    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private string _folder = "";
    private bool _hasPolicies;

    /// <inheritdoc/>
    public bool NeedsColdStart => _hasPolicies;

    /// <summary>Writes the policies of the browser and of the request, in this order, and the certificates.</summary>
    /// <exception cref="ServiceException">A file or secret does not exist, or has the wrong content.</exception>
    public async Task PrepareAsync(SessionStart start)
    {
        _folder = Path.Combine(start.Folder, "policies");
        var (browser, request) = (start.Browser, start.Request);
        await AddAsync([.. browser.EnterprisePolicies ?? [], .. request.EnterprisePolicies ?? []]);
        var certificates = TrustedCertificates.Read(
            [.. browser.Certificates ?? [], .. request.Certificates ?? []],
            new LocalSecrets(environment.Data),
            environment.Time.GetUtcNow());
        if (certificates.Count > 0)
        {
            await WriteAsync("managed", "certificates.json", new { CACertificates = certificates });
        }
    }

    /// <summary>
    /// Puts the policies where Chromium looks for them behind its wall; without one they have no effect, and the log
    /// says so.
    /// </summary>
    public ChromiumSpec Configure(ChromiumSpec spec)
    {
        if (_hasPolicies && spec.Wall is null)
        {
            environment.Logs.CreateLogger<EnterprisePolicies>().LogWarning(
                "Policies and certificates have no effect: they need the wall of bubblewrap around Chromium");
        }

        return _hasPolicies ? spec with { Bound = [.. spec.Bound, new(_folder, spec.PolicyFolder)] } : spec;
    }

    private async Task AddAsync(IEnumerable<BrowserEnterprisePolicy> policies)
    {
        var objects = new LocalObjects(environment.Data);
        foreach (var (policy, index) in policies.Select((policy, index) => (policy, index)))
        {
            var (location, member) = (policy.Location!.S3!, $"enterprisePolicies[{index}].location.s3");
            await using var file = objects.Open(member, location.Bucket!, location.Prefix!);
            using var content = await ReadAsync(file, member);
            var kind = policy.Type == BrowserEnterprisePolicyType.Managed ? "managed" : "recommended";
            await WriteAsync(kind, $"{index:000}.json", content.RootElement);
        }
    }

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
            // Invalid JSON gets the same error as JSON that is not an object.
        }

        throw ServiceErrors.Invalid(new FieldError(member, "must be a file with one JSON object of policies"));
    }

    private async Task WriteAsync<T>(string kind, string name, T content)
    {
        _hasPolicies = true;
        var folder = Directory.CreateDirectory(Path.Combine(_folder, kind)).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, name), JsonSerializer.SerializeToUtf8Bytes(content));
    }
}

/// <summary>Root certificates that a session trusts in addition to the well-known ones.</summary>
internal static class TrustedCertificates
{
    /// <summary>Reads the certificates; each secret holds one or more in PEM.</summary>
    /// <returns>Each as DER in base64, the form of Chromium's policy.</returns>
    /// <exception cref="ServiceException">A secret does not exist, or does not hold valid certificates.</exception>
    public static IReadOnlyList<string> Read(
        IEnumerable<Certificate> certificates, LocalSecrets secrets, DateTimeOffset now) =>
    [
        .. certificates.SelectMany((certificate, index) =>
        {
            var member = $"certificates[{index}].location.secretsManager.secretArn";
            return Read(secrets.Read(member, certificate.Location!.SecretsManager!.SecretArn!), member, now);
        }),
    ];

    private static List<string> Read(string pem, string member, DateTimeOffset now)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            found.Clear();
        }

        if (found.Count == 0)
        {
            throw ServiceErrors.Invalid(new FieldError(member, "must name a secret that holds a certificate in PEM"));
        }

        var read = new List<string>();
        foreach (var certificate in found)
        {
            using (certificate)
            {
                if (now < certificate.NotBefore || now > certificate.NotAfter)
                {
                    throw ServiceErrors.Invalid(new FieldError(
                        member,
                        "must name a certificate that is valid now; "
                        + $"this one is from {certificate.NotBefore:u} to {certificate.NotAfter:u}"));
                }

                read.Add(Convert.ToBase64String(certificate.RawData));
            }
        }

        return read;
    }
}
