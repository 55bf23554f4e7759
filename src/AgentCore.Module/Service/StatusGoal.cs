namespace AgentCore.Service;

/// <summary>The state that something is to come to, and the states from which it never will.</summary>
/// <param name="Wanted">The state to wait for, such as <c>READY</c>.</param>
/// <param name="Hopeless">States in which waiting is over; every other one, also one of a newer service, is waited out.</param>
internal sealed record StatusGoal(string Wanted, IReadOnlyCollection<string> Hopeless)
{
    /// <summary>It can be used.</summary>
    public static readonly StatusGoal Ready = new(
        "READY", ["CREATE_FAILED", "DELETING", "DELETE_FAILED", "DELETED", "TERMINATED"]);

    /// <summary>It is gone.</summary>
    /// <remarks>What is being deleted may have been <c>CREATE_FAILED</c> a moment ago, which is no reason to give up.</remarks>
    public static readonly StatusGoal Deleted = new("DELETED", ["DELETE_FAILED"]);
}
