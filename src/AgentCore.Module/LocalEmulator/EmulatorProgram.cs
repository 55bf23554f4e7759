using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Text.RegularExpressions;
using AgentCore.Errors;

namespace AgentCore.LocalEmulator;

/// <summary>Finds the emulator's program and the <c>dotnet</c> that runs it.</summary>
internal static class EmulatorProgram
{
    private const string Downloads = "https://dotnet.microsoft.com/download/dotnet";

    // The exit code of a host that lacks a framework; systems other than Windows have its last byte alone.
    private const int FrameworkMissing = unchecked((int)0x80008096);

    /// <summary>Where the staged module keeps it: beside the folder that this assembly lies in.</summary>
    public static string StagedPath { get; } = Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(typeof(EmulatorProgram).Assembly.Location)!,
        "..", "..", "emulator", "AgentCore.Emulator.dll"));

    private static IEnumerable<string?> DotnetFolders =>
    [
        Environment.GetEnvironmentVariable("DOTNET_ROOT"),
        .. ProgramPath.Folders,
        "/usr/share/dotnet",
        "/usr/lib/dotnet",
        "/usr/local/share/dotnet",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet"),
    ];

    /// <summary>How to start it with its three streams in our hands.</summary>
    /// <param name="program">The emulator's assembly.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="AgentCoreException">The program, or .NET, is not on this machine.</exception>
    public static ProcessStartInfo Start(string program, params string[] arguments)
    {
        if (!File.Exists(program))
        {
            throw Failures.NotFound($"The emulator's program {program} is missing.", "Install the module again.");
        }

        return new ProcessStartInfo(FindDotnet(DotnetFolders), CommandLineText.Join([program, .. arguments]))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    /// <summary>Starts it.</summary>
    /// <param name="process">Made of what <see cref="Start"/> gave.</param>
    /// <exception cref="AgentCoreException">The system does not run it; the process object is disposed of.</exception>
    public static void Launch(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            var program = process.StartInfo.FileName;
            process.Dispose();
            throw new AgentCoreException(
                "EmulatorFailed",
                ErrorCategory.ResourceUnavailable,
                $"'{program}' cannot be run: {error.Message}",
                error)
            {
                RecommendedAction = "Make it executable, or set DOTNET_ROOT to the folder of the .NET runtime to use.",
            };
        }
    }

    /// <summary>The error where .NET ended it since it lacks what the emulator needs; else null.</summary>
    /// <param name="process">The process, which has ended.</param>
    public static AgentCoreException? MissingRuntime(Process process) =>
        process.ExitCode is FrameworkMissing or (FrameworkMissing & 0xFF)
            ? Failures.NotFound(
                $"The emulator needs the ASP.NET Core runtime 8 or later, which '{process.StartInfo.FileName}' does "
                    + $"not have. Get it at {Downloads}.",
                $"Install the ASP.NET Core runtime: {Downloads}")
            : null;

    /// <summary>The <c>dotnet</c> of the first of some folders that has one.</summary>
    /// <exception cref="AgentCoreException">None has.</exception>
    internal static string FindDotnet(IEnumerable<string?> folders) => ProgramPath.Find("dotnet", folders)
        ?? throw Failures.NotFound(
            "The emulator needs the ASP.NET Core runtime 8 or later, and 'dotnet' is neither on PATH nor in its usual "
                + $"folders. Get it at {Downloads}.",
            $"Install the ASP.NET Core runtime: {Downloads}");
}

/// <summary>Keeps the last few lines that a process wrote, to show when it fails.</summary>
internal sealed class ErrorTail
{
    private const int Kept = 12;

    // What the emulator prints of its usage, below what is wrong with its options, begins with this line.
    private const string Usage = "Runs a local emulator of Amazon Bedrock AgentCore";

    private static readonly Regex Option = new(@"(?<![\w-])--([a-z]+(?:-[a-z]+)*)", RegexOptions.CultureInvariant);

    private static readonly Regex Missing = new(
        "[1-9][0-9]* of [0-9]+ calls and commands were not in the recording .*", RegexOptions.CultureInvariant);

    private readonly Queue<string> _lines = new();
    private bool _isUsage;

    /// <summary>
    /// What is wrong with the options, with the cmdlet's parameters in place of them; null where that is not the error.
    /// </summary>
    public string? RejectedOptions =>
        _isUsage ? Option.Replace(ToString(), match => "-" + ParameterOf(match.Groups[1].Value)) : null;

    /// <summary>
    /// What a replay says at its end about calls that were not in its recording; null where all were.
    /// </summary>
    public string? MissingCalls => Missing.Match(ToString()) is { Success: true } found ? found.Value.TrimEnd() : null;

    /// <summary>Takes a line; null ends the stream and is ignored.</summary>
    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lines)
        {
            _isUsage |= line!.StartsWith(Usage, StringComparison.Ordinal);
            if (_isUsage)
            {
                return;
            }

            if (_lines.Count == Kept)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line!);
        }
    }

    /// <summary>The lines, one below the other.</summary>
    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join(Environment.NewLine, _lines);
        }
    }

    private static string ParameterOf(string option) =>
        string.Concat(option.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
