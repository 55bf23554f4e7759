namespace AgentCore;

/// <summary>A picture of what a browser session shows.</summary>
public sealed class BrowserScreenshot
{
    internal BrowserScreenshot(byte[] data, string sessionId)
    {
        Data = data;
        SessionId = sessionId;
    }

    /// <summary>The picture file's bytes.</summary>
    public byte[] Data { get; }

    /// <summary>Kind of the picture; the service makes <c>image/png</c>.</summary>
    public string MimeType { get; } = "image/png";

    /// <summary>Size of the picture file in bytes.</summary>
    public int Length => Data.Length;

    /// <summary>The session that was pictured.</summary>
    public string SessionId { get; }

    /// <summary>Kind and size.</summary>
    public override string ToString() => $"{MimeType}, {Length} bytes";
}
