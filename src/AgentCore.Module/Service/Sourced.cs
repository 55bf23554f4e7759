namespace AgentCore.Service;

/// <summary>A setting and who made it, in the words that Get-ACContext shows.</summary>
internal sealed record Sourced<T>(T Value, string Source)
    where T : notnull;
