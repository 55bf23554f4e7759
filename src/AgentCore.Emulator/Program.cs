using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Doctor;
using AgentCore.Emulator.Terminal;

namespace AgentCore.Emulator;

/// <summary>The emulator's entry point.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            var doctor = new DoctorCommand(async options => await EmulatorHost.StartAsync(options));
            return await new CommandLine(Environment.GetEnvironmentVariable, ServeCommand.RunAsync, doctor.RunAsync)
                .RunAsync(arguments, Console.Out, Console.Error);
        }
        catch (EmulatorStartException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return CommandLine.CannotStart;
        }
    }
}

/// <summary>The command line: <c>serve</c>, which is the default, <c>doctor</c> and <c>completion</c>.</summary>
/// <param name="variable">
/// Reads an environment variable. Credentials come from the environment, because other users can list arguments.
/// </param>
/// <param name="serve">
/// Runs an emulator, given the options, whether to print the secret key, and whether to end with standard input.
/// </param>
/// <param name="doctor">Runs the doctor, given the options and whether to print JSON.</param>
internal sealed class CommandLine(
    Func<string, string?> variable,
    Func<EmulatorOptions, bool, bool, Task<int>> serve,
    Func<EmulatorOptions, bool, Task<int>> doctor)
{
    /// <summary>Exit code of an emulator that cannot start: a wrong command line, a port in use.</summary>
    public const int CannotStart = 2;

    private readonly Option<int> _port = new("--port")
    {
        HelpName = "number",
        Description = "Listen on this port of 127.0.0.1, 0 to 65535. Default: 0, which takes any free port.",
        DefaultValueFactory = _ => 0,
        CustomParser = ParsePort,
    };

    private readonly Option<string> _data = new("--data")
    {
        HelpName = "folder",
        Description = "Keep browsers, profiles, code interpreters and recordings in this folder. Default: a temporary "
            + "folder, gone at the end.",
    };

    private readonly Option<bool> _printSecret = new("--print-secret")
    {
        Description = "Print the secret key and the address of the console, too. Default: neither.",
    };

    private readonly Option<bool> _allowUnsandboxedCode = new("--allow-unsandboxed-code")
    {
        Description = "Run code with all of your permissions where no sandbox is available. Default: do not run it.",
    };

    private readonly ServiceOptions _service = new();

    private readonly Option<bool> _allowLoopback = new("--allow-loopback")
    {
        Description = "Let PUBLIC programs open sites on this machine's own addresses, such as 127.0.0.1. "
            + "Default: browsers alone.",
    };

    private readonly Option<bool> _allowUnwalledBrowser = new("--allow-unwalled-browser")
    {
        Description = "Run browsers with the files and network of your user where no wall is available. "
            + "Default: do not run them.",
    };

    private readonly Option<bool> _incrementalResults = new("--incremental-results")
    {
        Description = "Send the output of long calls as it arrives, in several results. Default: one result a call.",
    };

    private readonly Option<int?> _warm = new("--warm")
    {
        HelpName = "number",
        Description = "Keep this number of browsers, and of code sandboxes of each kind, waiting for sessions, 0 to "
            + "100. Default: one, once a session was started.",
        CustomParser = ParseWarm,
    };

    private readonly Option<bool> _exitOnStandardInputClose = new("--exit-on-stdin-close")
    {
        Description = "Stop when standard input ends. Default: keep running.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print the checks as JSON, one object a line. Default: a table.",
    };

    /// <summary>Parses the arguments and runs the command, or prints errors and the usage.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="output">Writer for the help.</param>
    /// <param name="error">Writer for errors and the usage.</param>
    /// <returns>Exit code of the process.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var parsed = CreateRoot().Parse(
            arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        var wrong = parsed.Action as ParseErrorAction;
        if (wrong is not null)
        {
            wrong.ShowTypoCorrections = false; // the usage follows, and values have "corrections" too
        }

        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = wrong is not null ? error : output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // sessions end first, however long that takes
        });
        return wrong is not null ? CannotStart : exitCode;
    }

    private RootCommand CreateRoot()
    {
        const string Serves = "Runs a local emulator of Amazon Bedrock AgentCore until it is stopped. When it takes "
            + "requests, it prints one line of JSON with its address and access key.";
        var serving = new Command("serve", $"{Serves} This is the default.");
        var checking = new Command(
            "doctor", "Checks the programs that the emulator needs on this machine, and uses a session of each tool.")
        {
            _allowUnsandboxedCode,
            _allowLoopback,
            _allowUnwalledBrowser,
            _json,
        };
        checking.SetAction(parsed => doctor(ReadOptions(parsed), parsed.GetValue(_json)));
        var root = new RootCommand(Serves)
        {
            serving,
            checking,
        };
        var completing = CompletionCommand.AddTo(root);
        foreach (var command in new[] { root, serving })
        {
            command.Add(_port);
            command.Add(_data);
            _service.AddTo(command);
            command.Add(_printSecret);
            command.Add(_allowUnsandboxedCode);
            command.Add(_allowLoopback);
            command.Add(_allowUnwalledBrowser);
            command.Add(_incrementalResults);
            command.Add(_warm);
            command.Add(_exitOnStandardInputClose);

            command.SetAction(parsed => serve(
                ReadOptions(parsed), parsed.GetValue(_printSecret), parsed.GetValue(_exitOnStandardInputClose)));
        }

        serving.Validators.Add(RejectOptionsBefore);
        checking.Validators.Add(RejectOptionsBefore);
        completing.Validators.Add(RejectOptionsBefore);
        foreach (var path in new Option[] { _data, _service.Record, _service.Replay })
        {
            path.Validators.Add(RejectEmpty);
        }

        new CommandHelp("agentcore-emulator", new Dictionary<Command, string>
        {
            [root] = HelpEndings.Root,
            [serving] = HelpEndings.Serve,
            [checking] = HelpEndings.Doctor,
            [completing] = HelpEndings.Completion,
        }).AddTo(root);
        return root;
    }

    private EmulatorOptions ReadOptions(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(_port),
        DataFolder = parsed.GetValue(_data),
        AllowUnsandboxedCode = parsed.GetValue(_allowUnsandboxedCode),
        AllowLoopback = parsed.GetValue(_allowLoopback),
        AllowUnwalledBrowser = parsed.GetValue(_allowUnwalledBrowser),
        IncrementalResults = parsed.GetValue(_incrementalResults),
        SpareBrowsers = parsed.GetValue(_warm),
        SpareSandboxes = parsed.GetValue(_warm) ?? 1,
        AllowedHosts = parsed.GetValue(_service.AllowHost) ?? [],
        PublicUrl = parsed.GetValue(_service.PublicUrl),
        Quotas = parsed.GetValue(_service.Quota) ?? Quotas.Documented,
        Rates = parsed.GetValue(_service.Rates) ?? new Dictionary<string, int>(),
        Faults = parsed.GetValue(_service.Fault) ?? [],
        RecordPath = parsed.GetValue(_service.Record),
        ReplayPath = parsed.GetValue(_service.Replay),
        ClockSkew = parsed.GetValue(_service.ClockSkew) ?? EmulatorOptions.UsualClockSkew,
        AccessKey = NullIfEmpty(variable("AGENTCORE_EMULATOR_ACCESS_KEY")),
        SecretKey = NullIfEmpty(variable("AGENTCORE_EMULATOR_SECRET_KEY")),
    };

    private static int ParsePort(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535)
        {
            return port;
        }

        argument.AddError($"--port must be between 0 and 65535, is '{text}'.");
        return 0;
    }

    private static int? ParseWarm(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100)
        {
            return count;
        }

        argument.AddError($"--warm must be between 0 and 100, is '{text}'.");
        return null;
    }

    private static void RejectEmpty(OptionResult option)
    {
        if (option.Tokens is [{ Value: "" }])
        {
            option.AddError($"{option.Option.Name} needs a value.");
        }
    }

    // An option before the command would belong to the default command.
    private static void RejectOptionsBefore(CommandResult command)
    {
        if (command.Parent is CommandResult root
            && root.Children.OfType<OptionResult>().Any(option => !option.Implicit))
        {
            command.AddError($"The command '{command.Command.Name}' comes before its options.");
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
