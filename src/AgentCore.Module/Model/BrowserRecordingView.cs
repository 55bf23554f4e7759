namespace AgentCore;

/// <summary>A player of a recording that a person can open.</summary>
public sealed class BrowserRecordingView
{
    internal BrowserRecordingView(BrowserRecording recording, string url)
    {
        Recording = recording;
        Url = url;
    }

    /// <summary>The recording that it plays.</summary>
    public BrowserRecording Recording { get; }

    /// <summary>The address to open: on this machine, and good for one browser.</summary>
    public string Url { get; }

    /// <summary>The address.</summary>
    public override string ToString() => Url;
}
