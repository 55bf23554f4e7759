using System.Globalization;

namespace AgentCore.Emulator.Hosting;

/// <summary>The command line, taken apart.</summary>
/// <param name="Command"><c>serve</c> or <c>doctor</c>.</param>
/// <param name="Options">How the emulator is to run.</param>
/// <param name="PrintSecret">Whether the ready line shows the secret key.</param>
/// <param name="ExitOnStandardInputClose">Whether the emulator ends when its standard input does: with its parent.</param>
/// <param name="AsJson">Whether the doctor prints JSON.</param>
internal sealed record CommandLine(
    string Command,
    EmulatorOptions Options,
    bool PrintSecret,
    bool ExitOnStandardInputClose,
    bool AsJson)
{
    /// <summary>What is understood.</summary>
    public const string Usage =
        "AgentCore.Emulator [serve|doctor] [--port N] [--data DIR] [--print-secret] [--allow-unsandboxed-code] "
        + "[--exit-on-stdin-close] [--json]";

    /// <summary>Takes the command line apart.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="variable">Reads the environment, where credentials are: arguments can be listed by others.</param>
    /// <exception cref="EmulatorStartException">An option is unknown, or its value is not valid.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        var words = new Queue<string>(arguments);
        var command = words.TryPeek(out var first) && first is "serve" or "doctor" ? words.Dequeue() : "serve";
        var (port, data, unsandboxed, printSecret, exitOnClose, json) = (0, (string?)null, false, false, false, false);
        while (words.TryDequeue(out var option))
        {
            switch (option)
            {
                case "--port": port = Port(ValueOf(option, words)); break;
                case "--data": data = ValueOf(option, words); break;
                case "--allow-unsandboxed-code": unsandboxed = true; break;
                case "--print-secret": printSecret = true; break;
                case "--exit-on-stdin-close": exitOnClose = true; break;
                case "--json" when command == "doctor": json = true; break;
                default: throw new EmulatorStartException($"Unknown option '{option}'. Usage: {Usage}");
            }
        }

        return new(command, new()
        {
            Port = port,
            DataFolder = data,
            AllowUnsandboxedCode = unsandboxed,
            AccessKey = NullIfEmpty(variable("AGENTCORE_EMULATOR_ACCESS_KEY")),
            SecretKey = NullIfEmpty(variable("AGENTCORE_EMULATOR_SECRET_KEY")),
        }, printSecret, exitOnClose, json);
    }

    private static string ValueOf(string option, Queue<string> words) =>
        words.TryDequeue(out var value) && value.Length > 0
            ? value
            : throw new EmulatorStartException($"{option} needs a value. Usage: {Usage}");

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw new EmulatorStartException($"--port must be between 0 and 65535, is '{text}'.");

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
