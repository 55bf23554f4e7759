using System.Globalization;
using System.Management.Automation;

namespace AgentCore;

/// <summary>Base of the cmdlets that set something going which goes on after the call, and may wait for its end.</summary>
public abstract class WaitingCommand : ConnectedCommand
{
    /// <summary>Waits until the work is done; shows progress meanwhile.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: how many seconds at most, 1 to 86400; 300 unless given.</summary>
    [Parameter]
    [AllowedRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 300;

    private protected TimeSpan Limit => TimeSpan.FromSeconds(TimeoutSeconds);

    private protected override void Prepare()
    {
        base.Prepare();
        if (MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSeconds)) && !Wait)
            throw Refusal.InvalidArgument("-TimeoutSeconds needs -Wait.");
    }

    /// <summary>Waits for one thing and shows a bar that fills as the time runs out.</summary>
    /// <param name="wait">What to wait for.</param>
    /// <param name="first">It, as it is known now.</param>
    /// <param name="activity">Title of the bar.</param>
    /// <param name="cancellation">Ends the wait at once.</param>
    private protected async Task<T?> WaitAsync<T>(StatusWait<T> wait, T first, string activity, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await wait.RunAsync(first, Show, cancellation);
        }
        finally
        {
            Progress(new ProgressRecord(1, activity, "done") { RecordType = ProgressRecordType.Completed });
        }

        void Show(string state, TimeSpan passed) => Progress(new ProgressRecord(1, activity, string.Format(
            CultureInfo.InvariantCulture, "{0}, {1:0} of {2} s", state, passed.TotalSeconds, TimeoutSeconds))
        {
            PercentComplete = Math.Min(100, (int)(100 * passed.TotalSeconds / TimeoutSeconds)),
        });
    }
}
