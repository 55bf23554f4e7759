using System.Globalization;
using System.Management.Automation;

namespace AgentCore.Files;

/// <summary>The progress bar of a transfer, in bytes; of one whose size is not known, without an end.</summary>
internal sealed class TransferProgress(string activity, long? total, Action<ProgressRecord> show)
{
    private long _done;

    /// <summary>Adds so many bytes to what has been moved; on any thread.</summary>
    public void Moved(long bytes)
    {
        Interlocked.Add(ref _done, bytes);
        show(new ProgressRecord(1, activity, Status())
        {
            PercentComplete = total is null ? -1 : total > 0 ? (int)Math.Min(100, 100 * _done / total.Value) : 100,
        });
    }

    /// <summary>Takes the bar away.</summary>
    public void Complete() =>
        show(new ProgressRecord(1, activity, Status()) { RecordType = ProgressRecordType.Completed });

    private string Status() => total is null
        ? string.Format(CultureInfo.CurrentCulture, "{0:n1} MB", _done / 1e6)
        : string.Format(CultureInfo.CurrentCulture, "{0:n1} of {1:n1} MB", _done / 1e6, total / 1e6);
}
