using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.LocalEmulator;

/// <summary>
/// A running emulator: started, serving, ended. Stopping is safe at any time and any number of times.
/// </summary>
/// <remarks>
/// Its standard input is ours; when this process dies, however it does, that input ends and so does the emulator.
/// </remarks>
internal sealed class EmulatorProcess : LocalEndpoint, IDisposable
{
    // Exit code of an emulator that says in a sentence what it cannot use: a folder, a file, a port.
    private const int CannotStart = 2;

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(1);

    private readonly EmulatorOptions _options;
    private readonly Process _process;
    private readonly ErrorTail _errors = new();
    private readonly TaskCompletionSource<string> _address = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _wasStopped;

    private EmulatorProcess(ProcessStartInfo start, EmulatorOptions options)
    {
        _options = options;
        Keys = new KeyCredentials("ACEMULATOR" + RandomSecret.Hex(5).ToUpperInvariant(), RandomSecret.Hex(20), null);
        start.Environment["AGENTCORE_EMULATOR_ACCESS_KEY"] = Keys.AccessKey;
        start.Environment["AGENTCORE_EMULATOR_SECRET_KEY"] = Keys.SecretKey;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Announce(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.Add(line.Data);
        _process.Exited += (_, _) => _ended.TrySetResult(_process.ExitCode);
    }

    /// <summary>The keys made for it; only this process has the secret one.</summary>
    public override KeyCredentials Keys { get; }

    /// <summary>Its address.</summary>
    public override string Url => _address.Task.Result;

    public int Id { get; private set; }

    public DateTime StartedAt { get; } = DateTime.UtcNow.ToLocalTime();

    /// <summary>Whether the process is over, for whatever reason.</summary>
    public override bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>Whether it was stopped on request.</summary>
    public override bool WasStopped => _wasStopped;

    /// <summary>Its last message, about calls that were not in its recording; null where all were.</summary>
    public string? MissingCalls { get; private set; }

    /// <summary>Starts an emulator and waits until it serves.</summary>
    /// <param name="program">The emulator's assembly.</param>
    /// <param name="options">The options that the user chose.</param>
    /// <param name="cancellationToken">Ends the wait, and the process.</param>
    /// <exception cref="AgentCoreException">
    /// It ended or did not serve in time; its last words are in the message.
    /// </exception>
    public static async Task<EmulatorProcess> StartAsync(
        string program, EmulatorOptions options, CancellationToken cancellationToken)
    {
        var emulator = new EmulatorProcess(EmulatorProgram.Start(program, options.ToArguments()), options);
        emulator.Launch();
        try
        {
            await emulator.ReadyAsync(cancellationToken);
            return emulator;
        }
        catch
        {
            await emulator.StopAsync();
            emulator.Dispose();
            throw;
        }
    }

    /// <summary>Whether it runs with these options; port 0 fits any.</summary>
    public bool Serves(EmulatorOptions options) =>
        (options.Port == 0 || options.Port == new Uri(Url).Port)
            && (options.DataPath is null || options.DataPath == _options.DataPath)
            && (!options.AllowUnsandboxedCode || _options.AllowUnsandboxedCode)
            && options.Settings.All(_options.Settings.Contains);

    /// <summary>Ends it and everything it started; waits until it is gone.</summary>
    public async Task StopAsync()
    {
        _wasStopped = true;
        try
        {
            // The emulator takes the end of its input for the order to put everything away.
            _process.StandardInput.Close();
        }
        catch (InvalidOperationException)
        {
            // It ended before.
        }

        if (await Task.WhenAny(_ended.Task, Task.Delay(StopTime)) == _ended.Task)
        {
            if (_options.IsReplay)
            {
                _process.WaitForExit(); // so that the last line of its error stream is in
                MissingCalls = _errors.MissingCalls;
            }

            return;
        }

        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended just now.
        }

        await _ended.Task;
    }

    /// <summary>
    /// Whether it is over, or will be in a moment: a broken connection is seen before the end of the process is.
    /// </summary>
    public override async Task<bool> EndsSoonAsync() =>
        await Task.WhenAny(_ended.Task, Task.Delay(EndTime)) == _ended.Task;

    /// <summary>The error for a call that went to it and found it dead.</summary>
    public override AgentCoreException Gone(Exception cause) => Failures.ConnectionFailed(
        string.Format(
            CultureInfo.InvariantCulture, "The emulator at {0} (process {1}) has ended{2}.",
            Url, Id, WasStopped ? "" : $", exit code {_ended.Task.Result}"),
        cause,
        "Start it again: Start-ACEmulator.");

    /// <summary>What users see of it, with a new one-time address of its console.</summary>
    /// <exception cref="AgentCoreException">It has ended.</exception>
    public async Task<EmulatorInstance> DescribeAsync(CancellationToken cancellationToken) =>
        new(Url, Id, StartedAt, Keys.AccessKey)
        {
            DataPath = _options.DataPath,
            ConsoleUrl = await this.CreateConsoleUrlAsync(path: null, cancellationToken),
        };

    /// <summary>Lets go of the process object; ends nothing.</summary>
    public void Dispose() => _process.Dispose();

    private void Launch()
    {
        EmulatorProgram.Launch(_process);
        Id = _process.Id;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(StartTime);
        var first = await Task.WhenAny(_address.Task, _ended.Task, Task.Delay(Timeout.Infinite, late.Token));
        if (first == _address.Task)
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (first != _ended.Task)
        {
            throw Failures.Timeout($"The emulator was not ready within {StartTime.TotalSeconds} s. {_errors}");
        }

        if (_options.Port != 0 && IsTaken(_options.Port))
        {
            throw new AgentCoreException(
                "PortInUse",
                ErrorCategory.ResourceUnavailable,
                $"Port {_options.Port} of 127.0.0.1 is in use or not allowed. "
                    + "Give another -Port, or none for a free one.");
        }

        _process.WaitForExit(); // so that the last lines of its error stream are in
        if (_errors.RejectedOptions is { } rejected)
        {
            throw Failures.InvalidArgument(rejected);
        }

        throw EmulatorProgram.MissingRuntime(_process) ?? new AgentCoreException(
            "EmulatorFailed", ErrorCategory.ResourceUnavailable, $"The emulator could not be started. {_errors}")
        {
            RecommendedAction =
                _ended.Task.Result == CannotStart ? null : "Run Test-ACEmulator to see what is missing.",
        };
    }

    private static bool IsTaken(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
        finally
        {
            listener.Stop();
        }
    }

    private void Announce(string? line)
    {
        if (line is not null && ReadyLine.Read(line) is { } url)
        {
            _address.TrySetResult(url);
        }
    }

    public override string ToString() => $"emulator process {Id}";
}

/// <summary>Reads the one line that the emulator prints once it serves.</summary>
internal static class ReadyLine
{
    /// <summary>The address in the line; null for any other line.</summary>
    public static string? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("ready", out var ready) && ready.ValueKind == JsonValueKind.True
                && root.TryGetProperty("url", out var url)
                ? url.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How Start-ACEmulator was asked to start the emulator.</summary>
/// <param name="Port">Port on loopback; 0 for a free one.</param>
/// <param name="DataPath">Folder that keeps its resources; null for none.</param>
/// <param name="AllowUnsandboxedCode">Whether code may run where no sandbox is available.</param>
internal sealed record EmulatorOptions(int Port, string? DataPath, bool AllowUnsandboxedCode)
{
    /// <summary>Further arguments of the emulator, each an option alone or with <c>=</c> and its value.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Whether it serves from a recording.</summary>
    public bool IsReplay => Settings.Any(setting => setting.StartsWith("--replay=", StringComparison.Ordinal));

    /// <summary>The emulator's arguments.</summary>
    public string[] ToArguments() =>
    [
        "serve",
        "--port", Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "--exit-on-stdin-close",
        .. DataPath is null ? [] : new[] { "--data", DataPath },
        .. AllowUnsandboxedCode ? new[] { "--allow-unsandboxed-code" } : [],
        .. Settings,
    ];
}
