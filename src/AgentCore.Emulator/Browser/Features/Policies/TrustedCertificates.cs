using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Policies;

/// <summary>Root certificates that a session trusts beside the well-known ones.</summary>
internal static class TrustedCertificates
{
    /// <summary>Reads them: each secret holds one or more in PEM.</summary>
    /// <returns>Each as DER in base64, as Chromium's policy wants them.</returns>
    /// <exception cref="ServiceException">A secret is not there, holds no certificate, or one that is not valid now.</exception>
    public static IReadOnlyList<string> Read(IEnumerable<Certificate> certificates, LocalSecrets secrets, DateTimeOffset now) =>
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
                        $"must name a certificate that is valid now; this one is from {certificate.NotBefore:u} to {certificate.NotAfter:u}"));
                }

                read.Add(Convert.ToBase64String(certificate.RawData));
            }
        }

        return read;
    }
}
