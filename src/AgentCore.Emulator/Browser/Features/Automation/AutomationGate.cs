using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Automation;

/// <summary>Lets automation into a session while it is ENABLED; DISABLED cuts off those inside too.</summary>
internal sealed class AutomationGate : IDisposable
{
    private readonly object _gate = new();
    private CancellationTokenSource _cut = new();

    /// <summary>ENABLED or DISABLED.</summary>
    public string Status { get; private set; } = AutomationStream.Enabled;

    /// <summary>Enters.</summary>
    /// <returns>Cancelled when automation is cut off.</returns>
    /// <exception cref="ServiceException">Automation is disabled.</exception>
    public CancellationToken Enter()
    {
        lock (_gate)
        {
            return Status == AutomationStream.Enabled
                ? _cut.Token
                : throw ServiceErrors.AccessDenied(
                    "Automation of this session is disabled. UpdateBrowserStream with ENABLED lets it in again.");
        }
    }

    /// <summary>Opens or closes the gate.</summary>
    public void Set(string status)
    {
        CancellationTokenSource? cut = null;
        lock (_gate)
        {
            if (status == AutomationStream.Disabled && Status == AutomationStream.Enabled)
            {
                cut = _cut;
                _cut = new();
            }

            Status = status;
        }

        cut?.Cancel();
        cut?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _cut.Dispose();
}
