using System.Diagnostics.CodeAnalysis;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Automation;

/// <summary>Admits automation to a session while it is ENABLED; DISABLED also disconnects the clients inside.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and its token outlives the session.")]
internal sealed class AutomationGate : IAutomationStatus
{
    private readonly object _gate = new();
    private CancellationTokenSource _disabled = new();

    /// <inheritdoc/>
    public string Status { get; private set; } = AutomationStreamStatus.Enabled;

    /// <summary>Admits a client.</summary>
    /// <returns>Cancelled when automation is disabled.</returns>
    /// <exception cref="ServiceException">Automation is disabled.</exception>
    public CancellationToken Enter()
    {
        lock (_gate)
        {
            return Status == AutomationStreamStatus.Enabled
                ? _disabled.Token
                : throw ServiceErrors.AccessDenied(
                    "Automation of this session is disabled. Call UpdateBrowserStream with ENABLED to enable it.");
        }
    }

    /// <summary>Enables or disables automation.</summary>
    public void Set(string status)
    {
        CancellationTokenSource? disabled = null;
        lock (_gate)
        {
            if (status == AutomationStreamStatus.Disabled && Status == AutomationStreamStatus.Enabled)
            {
                disabled = _disabled;
                _disabled = new();
            }

            Status = status;
        }

        disabled?.Cancel();
        disabled?.Dispose();
    }
}
