using System.Globalization;

namespace AgentCore.Emulator.Hosting;

/// <summary>The command line, taken apart.</summary>
/// <param name="Command"><c>serve</c>, <c>doctor</c> or <c>help</c>.</param>
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
    public const string Usage = """
        Usage: AgentCore.Emulator [serve] [options]
               AgentCore.Emulator doctor [--allow-unsandboxed-code] [--json]

        serve    Runs a local emulator of Amazon Bedrock AgentCore until it is told to stop (the default). When it takes
                 requests, it prints one line of JSON with its address and access key.
        doctor   Checks what this machine has for the emulator, and uses a session of each tool from end to end.

          --port N                   Listen on port N of 127.0.0.1, 0 to 65535. Default: 0, any free port.
          --data DIR                 Keep browsers, profiles and code interpreters in this folder. Default: a temporary one.
          --print-secret             Print the secret key and the address of the console, too.
          --allow-unsandboxed-code   Run code with all your own rights where no sandbox is available.
          --exit-on-stdin-close      Stop when standard input ends.
          --json                     Print the doctor's checks as JSON, one object a line.
          -h, --help                 Print this text.

        Environment variables: AGENTCORE_EMULATOR_ACCESS_KEY and AGENTCORE_EMULATOR_SECRET_KEY, the keys that callers sign
        with (default: random ones); AGENTCORE_PYTHON and AGENTCORE_CHROMIUM, the programs to use (default: found on PATH).
        """;

    private static readonly string[] HelpOptions = ["-h", "-?", "--help"];

    /// <summary>Takes the command line apart.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="variable">Reads the environment, where credentials are: arguments can be listed by others.</param>
    /// <exception cref="EmulatorStartException">An option is unknown, or its value is not valid.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments, Func<string, string?> variable)
    {
        var words = new Queue<string>(arguments);
        var command = words.TryPeek(out var first) && first is "serve" or "doctor" ? words.Dequeue() : "serve";
        if (words.Any(HelpOptions.Contains))
        {
            return new("help", new(), PrintSecret: false, ExitOnStandardInputClose: false, AsJson: false);
        }

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
                default: throw Wrong($"{(option.StartsWith('-') ? "Unknown option" : "Unknown command or argument")} '{option}'.");
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
            : throw Wrong($"{option} needs a value.");

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw Wrong($"--port must be between 0 and 65535, is '{text}'.");

    private static EmulatorStartException Wrong(string message) => new($"{message}\n\n{Usage}");

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
