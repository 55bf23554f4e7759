using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Proxies;

/// <summary>A proxy of the caller's, ready for use.</summary>
/// <remarks>A class, not a record: a generated <c>ToString</c> would print what it signs in with.</remarks>
internal sealed class UpstreamProxy(ExternalProxy proxy, string? authorization)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Host name.</summary>
    public string Server => proxy.Server!;

    /// <summary>Port.</summary>
    public int Port => proxy.Port!.Value;

    /// <summary>Domains it is for; null for all that no other proxy is for.</summary>
    public IReadOnlyList<string>? Domains => proxy.DomainPatterns;

    /// <summary>Header line that signs in, with its line end; empty when it asks for none.</summary>
    public string AuthorizationLine => authorization is null ? "" : $"Proxy-Authorization: {authorization}\r\n";

    /// <summary>Looks the proxy's secret up.</summary>
    /// <param name="proxy">The proxy.</param>
    /// <param name="member">Path of its member, for errors.</param>
    /// <param name="secrets">The secrets.</param>
    /// <exception cref="ServiceException">The secret is not there, or is not what it should be.</exception>
    public static UpstreamProxy Of(ExternalProxy proxy, string member, LocalSecrets secrets)
    {
        if (proxy.Credentials?.BasicAuth?.SecretArn is not { } arn)
        {
            return new(proxy, null);
        }

        var name = $"{member}.credentials.basicAuth.secretArn";
        return Read(secrets.Read(name, arn)) is { Username: { } user, Password: { } password }
            ? new(proxy, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))
            : throw ServiceErrors.Invalid(new FieldError(
                name, "must name a secret that is a JSON object with the texts 'username' and 'password'"));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Server}:{Port}";

    private static Credentials? Read(string secret)
    {
        try
        {
            return JsonSerializer.Deserialize<Credentials>(secret, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class Credentials
    {
        public string? Username { get; init; }

        public string? Password { get; init; }
    }
}
