namespace AgentCore.Emulator.Doctor;

/// <summary>The result of a check.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Status"><see cref="Ok"/>, <see cref="Failed"/> or <see cref="Missing"/>.</param>
/// <param name="Detail">What was found, or the error.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
internal sealed record DoctorCheck(string Name, string Status, string Detail, string? Remedy = null)
{
    /// <summary>It was found and works.</summary>
    public const string Ok = "ok";

    /// <summary>It was not found or does not work, and the emulator needs it.</summary>
    public const string Failed = "failed";

    /// <summary>It was not found, but the emulator works without it, except for some features.</summary>
    public const string Missing = "missing";

    /// <summary>Runs a check; an exception makes it fail.</summary>
    /// <param name="name">What is checked.</param>
    /// <param name="remedy">What to do when it fails; null when the error explains it.</param>
    /// <param name="work">Checks, and returns the detail.</param>
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
