using System.Collections;
using System.Globalization;
using System.Net;

namespace AgentCore.Service;

/// <summary>
/// The proxy of Set-AWSProxy, which AWS.Tools keeps in <c>$AWSProxy</c>; that of the machine needs no setting.
/// </summary>
/// <param name="Address">Its address.</param>
/// <param name="Credentials">Who uses it; null for nobody.</param>
/// <param name="Bypass">Patterns of the addresses that are called without it, one a line.</param>
/// <param name="BypassOnLocal">Whether names without a dot are called without it.</param>
internal sealed record ProxyChoice(Uri Address, ICredentials? Credentials, string Bypass, bool BypassOnLocal)
{
    private const string Scheme = "http://";

    /// <summary>Reads an object of AWS.Tools, whose type is not ours, by the names of its members.</summary>
    /// <returns>The proxy; null where the object names none.</returns>
    public static ProxyChoice? Read(object? stored)
    {
        var host = Value("Hostname")?.ToString();
        if (string.IsNullOrEmpty(host)
            || !int.TryParse(Value("Port")?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port < 1)
        {
            return null;
        }

        var name = host!.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? host.Substring(Scheme.Length) : host;
        return new(
            new UriBuilder("http", name, port).Uri,
            Value("Credentials") as ICredentials,
            string.Join("\n", (Value("BypassList") as IEnumerable ?? Array.Empty<string>()).Cast<object>()),
            Value("BypassOnLocal") is true);

        object? Value(string member) => stored is null ? null : AwsToolsCredentials.Value(stored, member);
    }

    /// <summary>As .NET takes it.</summary>
    public IWebProxy ToWebProxy() => new WebProxy(Address)
    {
        Credentials = Credentials,
        BypassList = Bypass.Split(['\n'], StringSplitOptions.RemoveEmptyEntries),
        BypassProxyOnLocal = BypassOnLocal,
    };

    /// <summary>Records print their members by themselves; the credentials must not be.</summary>
    public override string ToString() => Address.GetLeftPart(UriPartial.Authority);
}
