using System.Globalization;
using System.Text.Json;

namespace AgentCore.Service;

/// <summary>The faults on demand of an emulator: what is set, and what can be set.</summary>
internal static class EmulatorFaults
{
    private const string Path = "/emulator/faults";

    /// <summary>The faults that are set, in their order.</summary>
    public static async Task<IReadOnlyList<EmulatorFault>> GetFaultsAsync(
        this LocalEndpoint emulator, CancellationToken cancellationToken) =>
        FaultsOf(await emulator.SendAsync(HttpMethod.Get, Path, null, cancellationToken));

    /// <summary>Sets a fault.</summary>
    public static async Task<EmulatorFault> SetFaultAsync(
        this LocalEndpoint emulator, FaultSettings fault, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, object?>
        {
            ["operation"] = fault.Operation,
            ["fault"] = fault.Fault,
            ["errorCode"] = fault.ErrorCode,
            ["seconds"] = fault.Time?.TotalSeconds,
            ["after"] = fault.After,
            ["count"] = fault.Count,
        };
        return FaultOf(await emulator.SendAsync(HttpMethod.Put, Path, body, cancellationToken));
    }

    /// <summary>Kills the Chromium of a browser session.</summary>
    public static Task CrashAsync(this LocalEndpoint emulator, string sessionId, CancellationToken cancellationToken) =>
        emulator.SendAsync(HttpMethod.Put, Path, new { fault = "crash", sessionId }, cancellationToken);

    /// <summary>Removes the faults of an operation, kind and error code; null stands for any.</summary>
    /// <returns>What was removed.</returns>
    public static async Task<IReadOnlyList<EmulatorFault>> RemoveFaultsAsync(
        this LocalEndpoint emulator,
        string? operation,
        string? fault,
        string? errorCode,
        CancellationToken cancellationToken)
    {
        var body = new { operation = Given(operation), fault = Given(fault), errorCode = Given(errorCode) };
        return FaultsOf(await emulator.SendAsync(HttpMethod.Delete, Path, body, cancellationToken));
    }

    /// <summary>What can be set: the operations with their faults and error codes, and what each fault does.</summary>
    public static async Task<FaultChoices> GetFaultChoicesAsync(
        this LocalEndpoint emulator, CancellationToken cancellationToken)
    {
        var overview = await emulator.SendAsync(HttpMethod.Get, Path, null, cancellationToken);
        return new(
            [.. overview.GetProperty("operations").EnumerateArray().Select(operation => new FaultTarget(
                operation.GetProperty("name").GetString()!,
                Words(operation, "faults"),
                Words(operation, "errorCodes")))],
            [.. overview.GetProperty("kinds").EnumerateArray().Select(kind => (
                kind.GetProperty("name").GetString()!, kind.GetProperty("about").GetString()!))]);
    }

    // PowerShell passes the property of a row that has no value as an empty text.
    private static string? Given(string? text) => text is { Length: > 0 } ? text : null;

    private static string[] Words(JsonElement of, string name) =>
        [.. of.GetProperty(name).EnumerateArray().Select(word => word.GetString()!)];

    private static IReadOnlyList<EmulatorFault> FaultsOf(JsonElement overview) =>
        [.. overview.GetProperty("faults").EnumerateArray().Select(FaultOf)];

    private static EmulatorFault FaultOf(JsonElement json)
    {
        var fault = json.GetProperty("fault").GetString()!;
        TimeSpan? time = Number(json, "seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        var after = (long?)Number(json, "after");
        return new(json.GetProperty("operation").GetString()!, fault)
        {
            ErrorCode = json.TryGetProperty("errorCode", out var code) ? code.GetString() : null,
            Delay = fault == "delay" ? time : null,
            Within = fault == "not-found" ? time : null,
            AfterByte = fault == "cut" ? after : null,
            AfterEvent = fault == "exception" ? after : null,
            Count = (int?)Number(json, "count"),
            Remaining = (int?)Number(json, "remaining"),
            Hits = (int?)Number(json, "hits") ?? 0,
        };
    }

    private static double? Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var number) ? number.GetDouble() : null;
}

/// <summary>A fault to set.</summary>
/// <param name="Operation">The operation of the API, the stream, or <c>*</c>.</param>
/// <param name="Fault">What it does.</param>
internal sealed record FaultSettings(string Operation, string Fault)
{
    /// <summary>Code of its error.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>How long it delays, or up to which age of a session it hits.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Bytes or events before it.</summary>
    public long? After { get; init; }

    /// <summary>How many requests it hits; null for all.</summary>
    public int? Count { get; init; }

    /// <summary>The fault and its count, for the question of -Confirm.</summary>
    public override string ToString() =>
        $"{Fault}{(Count is { } count ? string.Format(CultureInfo.InvariantCulture, ", {0} times", count) : "")}";
}

/// <summary>An operation that faults can hit.</summary>
/// <param name="Name">Its name in the API, or that of the stream.</param>
/// <param name="Faults">The faults that it can have.</param>
/// <param name="ErrorCodes">The errors that it can have.</param>
internal sealed record FaultTarget(
    string Name, IReadOnlyList<string> Faults, IReadOnlyList<string> ErrorCodes);

/// <summary>What can be set.</summary>
/// <param name="Operations">The operations.</param>
/// <param name="Kinds">The faults, and what each does.</param>
internal sealed record FaultChoices(
    IReadOnlyList<FaultTarget> Operations, IReadOnlyList<(string Name, string About)> Kinds);
