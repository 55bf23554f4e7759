namespace AgentCore.Emulator.Resources;

/// <summary>The states of a resource of the control plane, as the API spells them.</summary>
internal static class ResourceStatus
{
    /// <summary>It is being made.</summary>
    public const string Creating = "CREATING";

    /// <summary>It could not be made; what remains can be looked at and deleted.</summary>
    public const string CreateFailed = "CREATE_FAILED";

    /// <summary>It can be used.</summary>
    public const string Ready = "READY";

    /// <summary>Browser profiles only: a session's state is being written into it.</summary>
    public const string Saving = "SAVING";

    /// <summary>It is being deleted.</summary>
    public const string Deleting = "DELETING";

    /// <summary>It is gone. Nobody sees it, since what is gone is not found.</summary>
    public const string Deleted = "DELETED";
}
