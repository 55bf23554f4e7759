namespace AgentCore;

/// <summary>Where an object came from, so that piping it on goes back there. Service alone knows what it is.</summary>
internal abstract class Origin
{
    /// <summary>The region's name.</summary>
    public abstract string Region { get; }
}
