using System.Globalization;

namespace AgentCore.Emulator.Core;

/// <summary>How many requests a second the emulator accepts, by operation. Off unless set.</summary>
internal static class Rates
{
    /// <summary>The name of the whole table of the service's documentation.</summary>
    public const string Documented = "documented";

    private const int Max = 1_000_000;

    /// <summary>Reads settings; a later one wins.</summary>
    /// <param name="settings">Each <c>documented</c>, or of the form <c>Operation=number</c>.</param>
    /// <param name="operations">The operations, and the actions of the streams.</param>
    /// <param name="reject">Takes what is wrong with a setting, as a sentence.</param>
    public static IReadOnlyDictionary<string, int> Parse(
        IEnumerable<string> settings, IReadOnlyList<string> operations, Action<string> reject)
    {
        var rates = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            if (setting.Equals(Documented, StringComparison.OrdinalIgnoreCase))
            {
                foreach (var operation in operations)
                {
                    rates[operation] = DocumentedOf(operation);
                }
            }
            else
            {
                Set(rates, setting, operations, reject);
            }
        }

        return rates;
    }

    private static void Set(
        Dictionary<string, int> rates, string setting, IReadOnlyList<string> operations, Action<string> reject)
    {
        var (name, number) = setting.Split('=', 2) is [var left, var right] ? (left, right) : (setting, "");
        var operation = operations.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (operation is null)
        {
            reject(
                $"'{setting}' is not a rate. Use {Documented}, or operation=number with one of: "
                + $"{string.Join(", ", operations)}.");
        }
        else if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var rate)
            || rate is 0 or > Max)
        {
            reject($"The rate of {operation} must be a whole number from 1 to {Max} a second, is '{number}'.");
        }
        else
        {
            rates[operation] = rate;
        }
    }

    // https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html
    private static int DocumentedOf(string operation) => operation switch
    {
        "SaveBrowserSessionProfile" => 10,
        "InvokeBrowser" => 5,
        _ when operation.StartsWith("Create", StringComparison.Ordinal) => 5,
        _ when operation.StartsWith("Delete", StringComparison.Ordinal) => 5,
        _ => 30,
    };
}
