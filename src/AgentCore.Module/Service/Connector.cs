namespace AgentCore.Service;

/// <summary>Where a command line leads to, be it run or completed: its parameters, what the runspace remembers, AWS.Tools.</summary>
/// <param name="memory">What is remembered in the runspace.</param>
/// <param name="parameters">What the command line itself says.</param>
/// <param name="stored">What AWS.Tools stored.</param>
internal sealed class Connector(RunspaceMemory memory, ConnectionSettings parameters, ConnectionSettings stored)
{
    /// <summary>What the parameters alone say.</summary>
    public ConnectionSettings Parameters => parameters;

    /// <summary>What holds without any parameter.</summary>
    public ConnectionSettings Ambient => ConnectionSettings.Layer(memory.Context, memory.Emulator, stored);

    /// <summary>Where calls go that concern no object of ours.</summary>
    public ConnectionSettings Settings => ConnectionSettings.Layer(parameters, memory.Context, memory.Emulator, stored);

    /// <summary>The connection to use: that of the object at hand, or the default; parameters win over both.</summary>
    /// <param name="origin">Where the object came from; null where there is none.</param>
    public Connection Connect(Connection? origin = null)
    {
        if (origin is null)
        {
            return memory.Connect(Settings);
        }

        return parameters == ConnectionSettings.Nothing
            ? origin
            : memory.Connect(ConnectionSettings.Layer(parameters, origin.Settings));
    }

    /// <summary>The connection for an object: where it came from, else the region that it holds or its ARN; parameters win.</summary>
    public Connection Connect(Connection? origin, string? arn, string? region = null)
    {
        region ??= ResourceArn.Parse(arn)?.Region;
        return origin is null && parameters.Region is null && region is not null
            ? memory.Connect(Settings with { Region = new(region, "Object") })
            : Connect(origin);
    }
}
