using System.Diagnostics;
using System.Management.Automation;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore.LocalEmulator;

/// <summary>Runs the emulator's own checks and reads what they found, line by line.</summary>
internal static class EmulatorDoctor
{
    /// <summary>Checks this machine.</summary>
    /// <param name="program">The emulator's assembly.</param>
    /// <param name="found">Gets each check as soon as it is done.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    /// <exception cref="AgentCoreException">The checks could not be run.</exception>
    public static async Task RunAsync(
        string program, Func<EmulatorCheck, Task> found, CancellationToken cancellationToken)
    {
        var errors = new ErrorTail();
        using var process =
            new Process { StartInfo = EmulatorProgram.Start(program, "doctor", "--json"), EnableRaisingEvents = true };
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        EmulatorProgram.Launch(process);
        process.BeginErrorReadLine();
        using var stop = cancellationToken.Register(() => Kill(process));
        var any = false;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            foreach (var check in Read(line))
            {
                any = true;
                await found(check);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!any)
        {
            process.WaitForExit();
            throw EmulatorProgram.MissingRuntime(process) ?? new AgentCoreException(
                "EmulatorFailed",
                ErrorCategory.ResourceUnavailable,
                $"The emulator's checks could not be run. {errors}");
        }
    }

    internal static IReadOnlyList<EmulatorCheck> Read(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return [];
        }

        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return root.ValueKind == JsonValueKind.Array
            ? [.. root.EnumerateArray().Select(Read)]
            : [Read(root)];
    }

    private static EmulatorCheck Read(JsonElement check) =>
        new(Text(check, "name") ?? "", Text(check, "status") ?? "", Text(check, "detail"), Text(check, "remedy"));

    private static string? Text(JsonElement check, string name) =>
        check.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended by itself.
        }
    }
}
