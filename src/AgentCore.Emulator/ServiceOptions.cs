using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http.Faults;
using AgentCore.Emulator.Terminal;

namespace AgentCore.Emulator;

/// <summary>The options of the command line about names, quotas, rates, faults, the clock and recordings.</summary>
internal sealed partial class ServiceOptions
{
    private const int MaxSettings = 1000;

    private static readonly string[] Rated = [.. FaultOperations.All.Select(operation => operation.Name)];

    /// <summary>Lets shells complete the names that values begin with.</summary>
    public ServiceOptions()
    {
        Quota.Suggest(_ => Core.Quota.All.Select(quota => quota.Name + "="));
        Rates.Suggest(_ => [Core.Rates.Documented, .. Rated.Select(operation => operation + "=")]);
        Fault.Suggest(_ => FaultOperations.All.SelectMany(operation =>
            FaultKind.All.Where(kind => kind.CanHit(operation)).Select(kind => $"{operation.Name}:{kind.Name}")));
        ClockSkew.Suggest(_ => ["unlimited"]);
    }

    /// <summary>Further names of hosts for signed requests.</summary>
    public Option<string[]> AllowHost { get; } = new("--allow-host")
    {
        HelpName = "name",
        Description =
            "Accept signed requests to this host name, too, with any port. Repeatable. Default: loopback names only.",
        CustomParser = ParseHosts,
    };

    /// <summary>Address of a TLS front.</summary>
    public Option<Uri> PublicUrl { get; } = new("--public-url")
    {
        HelpName = "url",
        Description =
            "Address of a TLS front, such as https://host:8443: callers that use its name get the addresses of streams "
            + "there. Allows its host. Default: the address of the request.",
        CustomParser = ParsePublicUrl,
    };

    /// <summary>Quotas of the account.</summary>
    public Option<Quotas?> Quota { get; } = new("--quota")
    {
        HelpName = "name=number",
        Arity = new ArgumentArity(1, MaxSettings),
        Description = "Change a quota of the account. Repeatable. Names with their defaults: "
            + string.Join(", ", Core.Quota.All.Select(quota => $"{quota.Name} {quota.Default}")) + ".",
        CustomParser = argument => Quotas.Parse(
            argument.Tokens.Select(token => token.Value), error => argument.AddError("--quota: " + error)),
    };

    /// <summary>Requests a second by operation.</summary>
    public Option<IReadOnlyDictionary<string, int>?> Rates { get; } = new("--rates")
    {
        HelpName = "operation=number",
        Arity = new ArgumentArity(1, MaxSettings),
        Description = "Accept this number of requests a second of an operation, and give 429 to others; 'documented' "
            + "sets the rates of the service for all operations. Repeatable. Default: any number.",
        CustomParser = argument => Core.Rates.Parse(
            argument.Tokens.Select(token => token.Value), Rated, error => argument.AddError("--rates: " + error)),
    };

    /// <summary>Faults on demand.</summary>
    public Option<IReadOnlyList<string>?> Fault { get; } = new("--fault")
    {
        HelpName = "operation:fault:count",
        Arity = new ArgumentArity(1, MaxSettings),
        Description = "Let the next requests of an operation, or of all by *, fail on demand, such as "
            + "InvokeCodeInterpreter:throttle:3. Without a count, until it is removed. Some faults take a value: "
            + "GetBrowser:error=AccessDenied, *:delay=2s, ListBrowsers:cut=100:1. Repeatable. Faults: "
            + string.Join("; ", FaultKind.All.Select(kind => $"{kind.Name} {kind.About}")) + ".",
        CustomParser = argument => FaultOperations.Check(
            argument.Tokens.Select(token => token.Value), error => argument.AddError("--fault: " + error)),
    };

    /// <summary>How far the time of a signature may be from the clock.</summary>
    public Option<TimeSpan?> ClockSkew { get; } = new("--clock-skew")
    {
        HelpName = "duration",
        Description = "Accept signatures that were made this long ago or ahead, such as 90s, 5m, 2h, 400d or "
            + "unlimited. Default: 5m.",
        CustomParser = ParseClockSkew,
    };

    /// <summary>File to record into.</summary>
    public Option<string> Record { get; } = new("--record")
    {
        HelpName = "file",
        Description = "Record all calls with their responses into this new file. Default: record nothing.",
    };

    /// <summary>Recording to serve from.</summary>
    public Option<string> Replay { get; } = new("--replay")
    {
        HelpName = "file",
        Description = "Serve all calls from this recording, without Chromium and Python. Default: serve them here.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(AllowHost);
        command.Add(PublicUrl);
        command.Add(Quota);
        command.Add(Rates);
        command.Add(Fault);
        command.Add(ClockSkew);
        command.Add(Record);
        command.Add(Replay);
    }

    private static string[] ParseHosts(ArgumentResult argument)
    {
        var names = new List<string>();
        foreach (var text in argument.Tokens.Select(token => token.Value))
        {
            if (HostName.Normalize(text) is { } name)
            {
                names.Add(name);
            }
            else
            {
                argument.AddError(
                    "--allow-host must be a host name or an IP address, without scheme, port and wildcard, "
                    + $"is '{text}'.");
            }
        }

        return [.. names.Distinct()];
    }

    private static Uri? ParsePublicUrl(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" }
            && HostName.Normalize(url.Host) is not null)
        {
            return url;
        }

        argument.AddError(
            $"--public-url must be an address without a path, such as https://example.com:8443, is '{text}'.");
        return null;
    }

    private static TimeSpan? ParseClockSkew(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (text == "unlimited")
        {
            return TimeSpan.MaxValue;
        }

        if (Duration().Match(text) is { Success: true } match)
        {
            var number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            return match.Groups[2].Value switch
            {
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                _ => TimeSpan.FromDays(number),
            };
        }

        argument.AddError($"--clock-skew must be a duration such as 90s, 5m, 2h or 400d, or unlimited, is '{text}'.");
        return null;
    }

    [GeneratedRegex(@"\A([0-9]{1,9}(?=s)|[0-9]{1,6}(?!s))([smhd])\z")]
    private static partial Regex Duration();
}
