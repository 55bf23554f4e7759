namespace AgentCore.Emulator.Doctor;

/// <summary>One thing that the emulator needs, and what was found.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Status">One of the three below.</param>
/// <param name="Detail">What was found, or what went wrong.</param>
/// <param name="Remedy">What to do about it; null where nothing has to be done.</param>
internal sealed record DoctorCheck(string Name, string Status, string Detail, string? Remedy = null)
{
    /// <summary>It is there and works.</summary>
    public const string Ok = "ok";

    /// <summary>It is not there or does not work, and the emulator needs it.</summary>
    public const string Failed = "failed";

    /// <summary>It is not there, and the emulator does without: only what needs it fails.</summary>
    public const string Missing = "missing";

    /// <summary>Runs a check; whatever it throws is its failure.</summary>
    /// <param name="name">What is checked.</param>
    /// <param name="remedy">What to do when it fails; null when only the failure itself can tell.</param>
    /// <param name="work">Finds the detail out.</param>
    public static async Task<DoctorCheck> RunAsync(string name, string? remedy, Func<Task<string>> work)
    {
        try
        {
            return new(name, Ok, await work());
        }
        catch (Exception error)
        {
            return new(name, Failed, error.Message, remedy);
        }
    }
}
