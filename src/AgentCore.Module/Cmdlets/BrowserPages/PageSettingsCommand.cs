using System.Collections;
using System.Globalization;
using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Files;
using AgentCore.Pages;
using AgentCore.Pages.Engine;

namespace AgentCore.Cmdlets.BrowserPages;

/// <summary>
/// Base of the cmdlet that opens pages: what holds for a tab until it is changed or the tab is closed. An empty value
/// takes a setting back.
/// </summary>
public abstract class PageSettingsCommand : BrowserPageCommand
{
    /// <summary>
    /// HTTP headers that every request of the tab has in addition, such as @{ 'X-Trace' = '1' }; they replace those
    /// that were set before.
    /// </summary>
    [Parameter]
    [AllowNull]
    public IDictionary? Header { get; set; }

    /// <summary>What the browser calls itself, in requests and to scripts.</summary>
    [Parameter]
    [AllowEmptyString]
    [AllowNull]
    public string? UserAgent { get; set; }

    /// <summary>Language that pages are asked for and that scripts write numbers in, such as de-DE.</summary>
    [Parameter]
    [AllowEmptyString]
    [AllowNull]
    [ArgumentCompleter(typeof(LocaleCompleter))]
    public string? Locale { get; set; }

    /// <summary>The time zone of scripts, such as Europe/Berlin.</summary>
    [Parameter]
    [AllowEmptyString]
    [AllowNull]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>
    /// Where the browser is, for pages that ask: latitude and longitude such as 52.5,13.4, or a hashtable with
    /// Latitude, Longitude and Accuracy (metres). Pages may ask without a question to the user.
    /// </summary>
    [Parameter]
    [AllowNull]
    [GeolocationArgument]
    public Geolocation? Geolocation { get; set; }

    /// <summary>Cuts the tab off from the network; -Offline:$false connects it again.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <summary>
    /// Addresses, with *, that the tab's pages do not request, such as *.png or */ads/*; they replace those before.
    /// </summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? BlockUrl { get; set; }

    /// <summary>
    /// Addresses, with *, whose requests get this response instead of their server's: its content, such as
    /// @{ '*/api/price' = '{"price": 3}' }; a status such as 404; or a hashtable with Status, ContentType, Headers, and
    /// Body or Path (a local file). They replace those that were set before; the longest pattern counts.
    /// </summary>
    [Parameter]
    [AllowNull]
    public IDictionary? MockUrl { get; set; }

    /// <summary>What was given.</summary>
    private protected PageSettings TabSettings { get; private set; } = new();

    private protected override void Prepare()
    {
        base.Prepare();
        var given = MyInvocation.BoundParameters;
        if (UserAgent is not null)
        {
            PageSettings.CheckHeader("User-Agent", UserAgent);
        }

        TabSettings = new PageSettings
        {
            Header = given.ContainsKey(nameof(Header)) ? Headers() : null,
            UserAgent = given.ContainsKey(nameof(UserAgent)) ? UserAgent ?? "" : null,
            Locale = given.ContainsKey(nameof(Locale)) ? Locale ?? "" : null,
            TimeZone = given.ContainsKey(nameof(TimeZone)) ? TimeZone ?? "" : null,
            Geolocation = Geolocation,
            IsPlaced = given.ContainsKey(nameof(Geolocation)),
            Offline = given.ContainsKey(nameof(Offline)) ? Offline.IsPresent : null,
            BlockUrl = given.ContainsKey(nameof(BlockUrl)) ? [.. (BlockUrl ?? []).Where(url => url != "")] : null,
            Mocks = given.ContainsKey(nameof(MockUrl)) ? Mocks() : null,
        };
    }

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry header in Header ?? new Hashtable())
        {
            var (name, value) = PageSettings.HeaderOf(header);
            headers[name] = value;
        }

        return headers;
    }

    private RequestMock[] Mocks() => MockUrl is not { } given
        ? []
        :
        [
            .. given.Keys.Cast<object>().Select(
                url => MockInput.Read($"{url}", given[url], path => LocalPaths.Existing(SessionState, path))),
        ];
}

/// <summary>Lets a place also be an array of numbers, as PowerShell makes one of 52.5,13.4, or empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class GeolocationArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
            {
                null => null!,
                string text => string.IsNullOrWhiteSpace(text) ? null! : Geolocation.Parse(text),
                IList { Count: 0 } => null!,
                IList numbers => Geolocation.Parse(string.Join(
                    ",", numbers.Cast<object>().Select(one => Convert.ToString(one, CultureInfo.InvariantCulture)))),
                _ => inputData,
            };
        }
        catch (ArgumentException unfit)
        {
            throw new ArgumentTransformationMetadataException(unfit.Message, unfit);
        }
    }
}

/// <summary>Completes names of time zones.</summary>
public sealed class TimeZoneCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words => TimeZoneInfo.GetSystemTimeZones()
        .Where(zone => zone.Id.Contains('/') || zone.Id == "UTC")
        .Select(zone => (zone.Id, zone.DisplayName));
}

/// <summary>Completes locales.</summary>
public sealed class LocaleCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words => CultureInfo
        .GetCultures(CultureTypes.SpecificCultures)
        .Where(culture => culture.Name.Length > 0)
        .Select(culture => (culture.Name, culture.EnglishName));
}
