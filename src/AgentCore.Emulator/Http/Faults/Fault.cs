using System.Globalization;

namespace AgentCore.Emulator.Http.Faults;

/// <summary>A fault that was checked: it can hit the operation.</summary>
/// <param name="Operation">The operation, or <see cref="AnyOperation"/>.</param>
/// <param name="Kind">What it does.</param>
internal sealed record Fault(string Operation, FaultKind Kind)
{
    /// <summary>Stands for every operation that the fault can hit.</summary>
    public const string AnyOperation = "*";

    private const int MaxCount = 1_000_000;
    private const double MinSeconds = 0.001;
    private const double MaxSeconds = 24 * 60 * 60;
    private const long MaxAfter = 1_000_000_000;

    /// <summary>Code of its error; null when it has none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>How long it delays, or up to which age of a session it hits; null when it has no time.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Number of bytes or events before it; null when it has none.</summary>
    public long? After { get; init; }

    /// <summary>How many requests it hits; null for all, until it is removed.</summary>
    public int? Count { get; init; }

    /// <summary>Checks what a user gave.</summary>
    /// <param name="spec">What the user gave.</param>
    /// <param name="operations">The operations that there are.</param>
    /// <exception cref="FaultSpecException">
    /// There is no such operation or fault, the operation cannot have it, or a value is missing or out of range.
    /// </exception>
    public static Fault Create(FaultSpec spec, IReadOnlyList<FaultOperation> operations)
    {
        var kind = KindOf(spec.Fault ?? "");
        var possible = Find(spec.Operation ?? "", operations);
        var hit = possible.Where(kind.CanHit).ToList();
        var name = possible.Count == 1 ? possible[0].Name : AnyOperation;
        if (hit.Count == 0)
        {
            throw new FaultSpecException(
                $"{name} cannot have the fault {kind.Name}, which {kind.About}. These can: "
                + $"{string.Join(", ", operations.Where(kind.CanHit).Select(one => one.Name))}.");
        }

        Check(kind, "an error code", "such as ConflictException", kind.ErrorCode, spec.ErrorCode);
        Check(kind, "a time", "such as 2s", kind.Time, spec.Seconds);
        Check(kind, "a number of bytes or events", "such as 1", kind.After, spec.After);
        CheckRange($"time of the fault {kind.Name} in seconds", MinSeconds, MaxSeconds, spec.Seconds);
        CheckRange($"number of bytes or events of the fault {kind.Name}", 0, MaxAfter, spec.After);
        CheckRange("count of a fault", 1, MaxCount, spec.Count);
        return new(name, kind)
        {
            ErrorCode = CodeOf(spec.ErrorCode, name, hit) ?? kind.DefaultErrorCode,
            Time = spec.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            After = spec.After ?? (kind.After == FaultValue.None ? null : kind.DefaultAfter),
            Count = (int?)spec.Count,
        };
    }

    /// <summary>The kind of a name.</summary>
    /// <exception cref="FaultSpecException">There is none.</exception>
    public static FaultKind KindOf(string name) =>
        FaultKind.All.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new FaultSpecException(
            $"'{name}' is not a fault. Use one of: {string.Join(", ", FaultKind.All.Select(kind => kind.Name))}.");

    /// <summary>The operation of a name, or all.</summary>
    /// <exception cref="FaultSpecException">There is none.</exception>
    public static IReadOnlyList<FaultOperation> Find(string name, IReadOnlyList<FaultOperation> operations)
    {
        var found = operations
            .Where(one => name == AnyOperation || one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return found.Count > 0 ? found : throw new FaultSpecException(
            $"'{name}' is not an operation that faults can hit. Use {AnyOperation} for all, or one of: "
            + $"{string.Join(", ", operations.Select(one => one.Name))}.");
    }

    /// <summary>Whether it can hit an operation.</summary>
    public bool CanHit(FaultOperation operation) =>
        (Operation == AnyOperation || Operation == operation.Name)
        && Kind.CanHit(operation)
        && (ErrorCode is null || operation.Errors.ContainsKey(ErrorCode));

    private static string? CodeOf(string? code, string operation, IReadOnlyList<FaultOperation> hit)
    {
        if (code is null)
        {
            return null;
        }

        var codes = hit.SelectMany(one => one.Errors.Keys).Distinct().ToList();
        return codes.Find(known => known.Equals(code, StringComparison.OrdinalIgnoreCase)
                || known.Equals(code + "Exception", StringComparison.OrdinalIgnoreCase))
            ?? throw new FaultSpecException(
                $"'{code}' is not an error that the API lists for {operation}. Use one of: "
                + $"{string.Join(", ", codes)}.");
    }

    private static void Check(FaultKind kind, string what, string example, FaultValue takes, object? given)
    {
        if (takes == FaultValue.Required && given is null)
        {
            throw new FaultSpecException($"The fault {kind.Name} needs {what}, {example}.");
        }

        if (takes == FaultValue.None && given is not null)
        {
            throw new FaultSpecException($"The fault {kind.Name} does not take {what}.");
        }
    }

    private static void CheckRange(string what, double min, double max, double? given)
    {
        if (given is { } number && !(number >= min && number <= max))
        {
            throw new FaultSpecException(string.Create(
                CultureInfo.InvariantCulture, $"The {what} must be from {min} to {max:0}, is {number}."));
        }
    }
}

/// <summary>A fault cannot be set as the user gave it; the message says why, and what can be given.</summary>
internal sealed class FaultSpecException(string message) : Exception(message);
