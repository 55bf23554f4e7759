using System.Collections;
using System.Globalization;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore;

/// <summary>What the time of sessions costs at most, by a list of prices with its date.</summary>
/// <remarks>
/// AWS bills the CPU and the memory that a session really uses, second by second; a session that waits uses little. The
/// API does not tell what was used, so that a price for the whole machine of a session is all that can be reckoned.
/// </remarks>
internal sealed record PriceList
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
    };

    private static readonly Lazy<PriceList> Ours = new(static () =>
    {
        using var file = typeof(PriceList).Assembly.GetManifestResourceStream("prices.json")!;
        return JsonSerializer.Deserialize<PriceList>(file, Options)!;
    });

    /// <summary>The module's own.</summary>
    public static PriceList Default => Ours.Value;

    /// <summary>When the prices were published, as a date; empty where that is not known.</summary>
    public string Date { get; init; } = "";

    /// <summary>Where.</summary>
    public string Source { get; init; } = "";

    public string Currency { get; init; } = "";

    public decimal VCpuHour { get; init; }

    public decimal GigabyteHour { get; init; }

    public decimal BrowserVCpu { get; init; }

    public decimal BrowserGigabytes { get; init; }

    public decimal CodeInterpreterVCpu { get; init; }

    public decimal CodeInterpreterGigabytes { get; init; }

    /// <summary>The list of a JSON text; what it leaves out is taken from the module's own.</summary>
    /// <exception cref="AgentCoreException">It is not one.</exception>
    public static PriceList Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(((IEnumerable)document.RootElement.EnumerateObject()).Cast<JsonProperty>()
                .Select(member => (member.Name, member.Value.ToString())));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Failures.InvalidArgument($"The price list is not a JSON object of names and prices: {error.Message}");
        }
    }

    /// <summary>The list of a hashtable; what it leaves out is taken from the module's own.</summary>
    /// <exception cref="AgentCoreException">A name or a value in it is not valid.</exception>
    public static PriceList Of(IDictionary prices) => Read(prices.Cast<DictionaryEntry>()
        .Select(entry => ($"{entry.Key}", Convert.ToString(entry.Value, CultureInfo.InvariantCulture) ?? "")));

    /// <summary>What so much time of a session costs at most.</summary>
    /// <param name="isBrowser">Whether it is a browser session.</param>
    /// <param name="time">The time that it ran.</param>
    public decimal Cost(bool isBrowser, TimeSpan time)
    {
        var (cpu, memory) = Machine(isBrowser);
        return (decimal)time.TotalHours * ((cpu * VCpuHour) + (memory * GigabyteHour));
    }

    /// <summary>What the cost assumes, one sentence.</summary>
    /// <param name="isBrowser">Whether it is that of a browser session.</param>
    public string Assumption(bool isBrowser)
    {
        var (cpu, memory) = Machine(isBrowser);
        return string.Format(
            CultureInfo.InvariantCulture,
            "At most: {0} vCPU at {1} and {2} GB at {3} {4} an hour, used all the time{5}. AWS bills what was used.",
            cpu, VCpuHour, memory, GigabyteHour, Currency, Date.Length > 0 ? $"; prices of {Date}" : "");
    }

    private (decimal VCpu, decimal Gigabytes) Machine(bool isBrowser) =>
        isBrowser ? (BrowserVCpu, BrowserGigabytes) : (CodeInterpreterVCpu, CodeInterpreterGigabytes);

    private static PriceList Read(IEnumerable<(string Name, string Value)> members)
    {
        // A list of somebody else has no date unless it says one.
        var read = Default with { Date = "", Source = "" };
        foreach (var (name, value) in members)
        {
            var property = Array.Find(
                typeof(PriceList).GetProperties(),
                known => known.CanWrite && string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw Failures.InvalidArgument(
                    $"'{name}' is not part of a price list. It has "
                        + string.Join(", ", typeof(PriceList).GetProperties().Where(known => known.CanWrite)
                            .Select(known => known.Name)) + ".");
            property.SetValue(read, property.PropertyType == typeof(string) ? value : Number(name, value));
        }

        return read;
    }

    private static decimal Number(string name, string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw Failures.InvalidArgument($"{name} of the price list is '{value}', which is not a price or size.");
}
