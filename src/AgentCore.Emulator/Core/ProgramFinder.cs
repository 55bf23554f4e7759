using System.ComponentModel;

namespace AgentCore.Emulator.Core;

/// <summary>Finds programs on PATH, as a shell does.</summary>
internal static class ProgramFinder
{
    private const UnixFileMode Executable =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// Full path of the first of <paramref name="names"/> that is found on PATH, or null. A rooted name is used as it
    /// is.
    /// </summary>
    public static string? Find(params string[] names) =>
        names.Select(FindOne).FirstOrDefault(found => found is not null);

    private static string? FindOne(string name)
    {
        if (Path.IsPathRooted(name))
        {
            return IsProgram(name) ? name : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ""] : [""];
        return folders
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
}

/// <summary>The output of a short-lived program.</summary>
/// <param name="ExitCode">Exit code of the program.</param>
/// <param name="StandardOutput">Text on standard output.</param>
/// <param name="StandardError">Text on standard error.</param>
internal sealed record ProgramOutput(int ExitCode, string StandardOutput, string StandardError)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs a program without input, and kills it after a timeout.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <param name="timeout">Maximum run time; 30 seconds when null.</param>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    /// <exception cref="TimeoutException">The program ran too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<ProgramOutput> ReadAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        await using var child = await ChildProcess.StartAsync(new(program, arguments));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        either.CancelAfter(timeout ?? DefaultTimeout);
        await using var kill = either.Token.Register(child.Kill);
        child.StandardInput.Close();
        using var output = new StreamReader(child.StandardOutput);
        using var errors = new StreamReader(child.StandardError);
        var standardError = errors.ReadToEndAsync(CancellationToken.None);
        var text = await output.ReadToEndAsync(CancellationToken.None);
        var result = new ProgramOutput(await child.Exited, text, await standardError);
        cancellationToken.ThrowIfCancellationRequested();
        return either.IsCancellationRequested
            ? throw new TimeoutException(
                $"'{program}' did not exit within {(timeout ?? DefaultTimeout).TotalSeconds} s.")
            : result;
    }
}
