namespace AgentCore;

/// <summary>How long the sessions of one browser or code interpreter ran, and what that costs at most.</summary>
public sealed class Usage
{
    internal Usage(string identifier) => Identifier = identifier;

    /// <summary>What the sessions belong to, such as <c>aws.browser.v1</c>.</summary>
    public string Identifier { get; }

    /// <summary><c>Browser</c> or <c>CodeInterpreter</c>.</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>The region; null where that is not known.</summary>
    public string? Region { get; internal init; }

    /// <summary>How many sessions were counted.</summary>
    public int Sessions { get; internal init; }

    /// <summary>How many of them run.</summary>
    public int Running { get; internal init; }

    /// <summary>How long all of them together ran.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The same in minutes.</summary>
    public double Minutes => Math.Round(Duration.TotalMinutes, 1);

    /// <summary>
    /// What that costs at most by the price list, in <see cref="Currency"/>: an estimate, no bill. AWS bills the CPU
    /// and the memory that was used, second by second.
    /// </summary>
    public decimal MaximumCost { get; internal init; }

    /// <summary>The currency of the cost.</summary>
    public string Currency { get; internal init; } = "";

    /// <summary>Date of the price list; empty where that is not known.</summary>
    public string PriceDate { get; internal init; } = "";

    /// <summary>What the cost assumes.</summary>
    public string Assumption { get; internal init; } = "";

    /// <summary>What it is the usage of, and the cost.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Identifier}: {Minutes} minutes, at most {MaximumCost:0.00##} {Currency}");
}
