using System.ComponentModel;
using System.Runtime.Versioning;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>What trying bubblewrap out has shown.</summary>
/// <param name="Program">Path of <c>bwrap</c>; null when it was not found.</param>
/// <param name="Fault">Why it cannot be used; null when it works.</param>
internal sealed record BubblewrapProbe(string? Program, string? Fault)
{
    /// <summary>How to get a sandbox that works.</summary>
    public const string Remedy =
        "Install bubblewrap 0.7 or newer (Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf install bubblewrap). "
        + "To run code without a sandbox, with all your own rights, start the emulator with --allow-unsandboxed-code.";

    /// <summary>Runs a program that does nothing, in a sandbox exactly as sessions have it.</summary>
    public static async Task<BubblewrapProbe> TryAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new(null, "Code runs in a bubblewrap sandbox only, which Linux alone has.");
        }

        return ProgramFinder.Find("bwrap") is { } program
            ? new(program, await ComplaintOfAsync(program, cancellationToken) is { } complaint
                ? $"Code runs in a bubblewrap sandbox only, and {program} does not work here: {complaint}"
                : null)
            : new(null, "Code runs in a bubblewrap sandbox only, and bubblewrap (bwrap) was not found.");
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<string?> ComplaintOfAsync(string program, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("agentcore-probe-").FullName;
        using var user = SandboxUser.Lease();
        try
        {
            GuestFolder.Write(folder, new Dictionary<string, string[]>(), user);
            var attempt = new Bubblewrap(program, folder, user, HasNetwork: false, SandboxLimits.Default, []);
            var result = await ProgramOutput.ReadAsync(program, attempt.Arguments(["true"]), cancellationToken);
            return result.ExitCode == 0 ? null : result.Complaints.Trim();
        }
        catch (Exception error) when (error is Win32Exception or TimeoutException)
        {
            return error.Message;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
