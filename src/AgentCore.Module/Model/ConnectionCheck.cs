namespace AgentCore;

/// <summary>One thing that calls need, and whether the connection has it.</summary>
public sealed class ConnectionCheck
{
    internal ConnectionCheck(string check, string status, string? detail, string? remedy = null)
    {
        Check = check;
        Status = status;
        Detail = detail;
        Remedy = remedy;
    }

    /// <summary>What was checked: a part of the connection, or an operation.</summary>
    public string Check { get; }

    /// <summary>What came of it: <c>ok</c>, <c>failed</c>, or <c>skipped</c> where it could not be checked.</summary>
    public string Status { get; }

    /// <summary>What was found.</summary>
    public string? Detail { get; }

    /// <summary>What to do about it; null where nothing has to be done.</summary>
    public string? Remedy { get; }
}
