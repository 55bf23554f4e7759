using System.Globalization;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Amazon;
using Amazon.Runtime;

namespace AgentCore.Client.Runtime.Transport;

/// <summary>
/// The certificates of AWS_CA_BUNDLE, which are trusted besides those of the machine: for calls, streams, and the calls
/// by which the AWS SDK gets credentials. The SDK for .NET does not read the variable itself.
/// </summary>
public sealed class CertificateBundle
{
    private const string Variable = "AWS_CA_BUNDLE";

    private static readonly Regex Block = new(
        "-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----", RegexOptions.CultureInvariant);

    private readonly X509Certificate2Collection _certificates = [];

    private CertificateBundle(string path, string text)
    {
        Name = string.Format(
            CultureInfo.InvariantCulture, "{0} {1}", path, StringComparer.Ordinal.GetHashCode(text));
        foreach (Match block in Block.Matches(text))
        {
            _certificates.Add(new X509Certificate2(Convert.FromBase64String(block.Groups[1].Value)));
        }

        if (_certificates.Count == 0)
        {
            throw new AmazonClientException($"{Variable} names '{path}', which has no certificate in PEM form.");
        }
    }

    /// <summary>The one that is in force; null where the variable is not set.</summary>
    public static CertificateBundle? Current => (AWSConfigs.HttpClientFactory as BundleHttpClientFactory)?.Bundle;

    /// <summary>What tells it from others.</summary>
    internal string Name { get; }

    /// <summary>Reads the variable anew, for all clients that are made from now on.</summary>
    /// <exception cref="AmazonClientException">The file cannot be read, or has no certificate.</exception>
    public static void Follow()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(path))
        {
            if (Current is not null)
            {
                AWSConfigs.HttpClientFactory = null;
            }

            return;
        }

        try
        {
            AWSConfigs.HttpClientFactory =
                new BundleHttpClientFactory(new CertificateBundle(path!, File.ReadAllText(path!)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new AmazonClientException($"{Variable} names '{path}', which cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>
    /// Whether a server's certificate is trusted: by the machine, or by a chain to one of the bundle.
    /// </summary>
    /// <param name="certificate">The server's certificate.</param>
    /// <param name="errors">What the machine says of it.</param>
    public bool Trusts(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null)
        {
            return errors == SslPolicyErrors.None;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ExtraStore.AddRange(_certificates);
        using var server = new X509Certificate2(certificate);
        return chain.Build(server)
            && _certificates.Contains(chain.ChainElements[chain.ChainElements.Count - 1].Certificate);
    }
}

/// <summary>Makes HTTP clients as the AWS SDK does, which trust a bundle as well.</summary>
internal sealed class BundleHttpClientFactory(CertificateBundle bundle) : HttpClientFactory
{
    public CertificateBundle Bundle => bundle;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var client = new HttpClient(
            FrameworkGaps.CreateHandler(
                clientConfig.GetWebProxy(),
                bundle.Trusts,
                TimeSpan.FromSeconds(10),
                clientConfig.MaxConnectionsPerServer));
        if (clientConfig.Timeout is { } timeout)
        {
            client.Timeout = timeout;
        }

        return client;
    }

    public override string GetConfigUniqueString(IClientConfig clientConfig) => string.Format(
        CultureInfo.InvariantCulture, "{0} {1} {2} {3}",
        bundle.Name, clientConfig.Timeout, clientConfig.MaxConnectionsPerServer,
        clientConfig.GetWebProxy() is { } proxy ? RuntimeHelpers.GetHashCode(proxy) : 0);
}
