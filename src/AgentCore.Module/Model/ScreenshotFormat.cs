namespace AgentCore;

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
