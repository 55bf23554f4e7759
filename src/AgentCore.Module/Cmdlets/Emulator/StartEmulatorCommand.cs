using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Files;
using AgentCore.LocalEmulator;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Emulator;

/// <summary>
/// Start-ACEmulator: starts the local emulator of the service and makes it the runspace's default endpoint.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "ACEmulator", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(EmulatorInstance))]
public sealed class StartEmulatorCommand : AsyncCommand
{
    private RunspaceSettings _settings = null!;
    private string? _folder;

    /// <summary>Port on 127.0.0.1, 1 to 65535; a free one unless given.</summary>
    [Parameter(Position = 0)]
    [AllowedRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>Folder that keeps resources and browser profiles over restarts; nothing is kept unless given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>
    /// Runs code on this machine without a sandbox where none is available. Only for code that you would run yourself.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnsandboxedCode { get; set; }

    /// <summary>
    /// Runs browsers on this machine with your files and your network where no wall is available. Only for pages that
    /// you would open yourself.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowUnwalledBrowser { get; set; }

    /// <summary>
    /// Sends the output of programs that take longer than a second as it arrives, for -Stream of
    /// Invoke-ACCodeInterpreter. The service sends it at the end, in one piece, as the emulator does unless this is
    /// given.
    /// </summary>
    [Parameter]
    public SwitchParameter IncrementalResult { get; set; }

    private protected override void Prepare()
    {
        _settings = RunspaceSettings.Current;
        _folder = DataPath is null ? null : LocalPaths.Full(SessionState, DataPath);
    }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (EmulatorHost.Current is null && !await ConfirmAsync("this machine", "Start the emulator"))
        {
            return;
        }

        var options = new EmulatorOptions(Port, _folder, AllowUnsandboxedCode)
        {
            AllowUnwalledBrowser = AllowUnwalledBrowser,
            IncrementalResults = IncrementalResult,
        };
        if (EmulatorHost.Current is { } running && !running.Serves(options))
        {
            Warn(
                $"An emulator is already running at {running.Url}; the parameters do not change it. "
                    + "Stop-ACEmulator first.");
        }

        var emulator = await EmulatorHost.StartAsync(options, cancellationToken);
        _settings.Use(emulator);
        await WriteAsync(emulator.Describe());
    }
}
