using System.Diagnostics.CodeAnalysis;
using AgentCore.Emulator.Browser.Features.Streams;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Browser.Features.Automation;

/// <summary>
/// Admits automation to a session while it is ENABLED, a limited number of clients at a time. DISABLED disconnects the
/// clients inside, and frees their streams at once, also those of clients that no longer respond.
/// </summary>
/// <param name="quotas">How many automation streams the session has.</param>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and its token outlives the session.")]
internal sealed class AutomationGate(Quotas quotas) : IAutomationStatus
{
    private readonly object _gate = new();
    private CancellationTokenSource _disabled = new();
    private StreamSlots _slots = new(quotas[Quota.AutomationStreams]);

    /// <inheritdoc/>
    public string Status { get; private set; } = AutomationStreamStatus.Enabled;

    /// <summary>Admits the client of an automation stream.</summary>
    /// <exception cref="ServiceException">Automation is disabled, or every stream is in use.</exception>
    public async Task<AutomationAdmission> AdmitAsync()
    {
        while (true)
        {
            var (disabled, slots) = Enter();
            var slot = await slots.TakeAsync();
            if (disabled.IsCancellationRequested)
            {
                slot?.Dispose(); // meanwhile automation was disabled, and perhaps enabled again
            }
            else
            {
                return slot is null
                    ? throw ServiceErrors.QuotaExceeded(quotas, Quota.AutomationStreams)
                    : new(slot, disabled);
            }
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
                (_disabled, _slots) = (new(), new(quotas[Quota.AutomationStreams]));
            }

            Status = status;
        }

        disabled?.Cancel();
        disabled?.Dispose();
    }

    private (CancellationToken Disabled, StreamSlots Slots) Enter()
    {
        lock (_gate)
        {
            return Status == AutomationStreamStatus.Enabled
                ? (_disabled.Token, _slots)
                : throw ServiceErrors.AccessDenied(
                    "Automation of this session is disabled. Call UpdateBrowserStream with ENABLED to enable it.");
        }
    }
}

/// <summary>A client that was admitted; disposing it frees its stream.</summary>
/// <param name="slot">The stream.</param>
/// <param name="cancellationToken">Cancelled when automation is disabled.</param>
internal sealed class AutomationAdmission(StreamSlot slot, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>Cancelled when automation is disabled.</summary>
    public CancellationToken Disabled { get; } = cancellationToken;

    /// <inheritdoc/>
    public void Dispose() => slot.Dispose();
}
