namespace AgentCore;

/// <summary>A picture of what a browser session shows.</summary>
public sealed class BrowserScreenshot : IOfSession
{
    internal BrowserScreenshot(byte[] data, BrowserSession session)
    {
        Data = data;
        Session = session;
    }

    /// <summary>The picture file's bytes.</summary>
    public byte[] Data { get; }

    /// <summary>Kind of the picture; the service makes <c>image/png</c>.</summary>
    public string MimeType { get; } = "image/png";

    /// <summary>Size of the picture file in bytes.</summary>
    public int Length => Data.Length;

    /// <summary>The session that was pictured.</summary>
    public string SessionId => Session.SessionId;

    internal BrowserSession Session { get; }

    AgentSession IOfSession.Session => Session;

    /// <summary>Kind and size.</summary>
    public override string ToString() => $"{MimeType}, {Length} bytes";
}

/// <summary>Kind of a picture file.</summary>
public enum ScreenshotFormat
{
    /// <summary>Exact in every pixel.</summary>
    Png,

    /// <summary>Small, for photographs.</summary>
    Jpeg,

    /// <summary>Smaller still.</summary>
    Webp,
}
