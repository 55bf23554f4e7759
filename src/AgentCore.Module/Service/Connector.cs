namespace AgentCore.Service;

/// <summary>
/// Chooses the connection of a command line, be it run or completed: parameters, runspace, AWS.Tools.
/// </summary>
/// <param name="runspace">The runspace's own settings.</param>
/// <param name="parameters">The parameters of the command line.</param>
/// <param name="stored">What AWS.Tools stored.</param>
internal sealed class Connector(RunspaceSettings runspace, ConnectionSettings parameters, ConnectionSettings stored)
{
    // To open it reads the environment, which counts as it is when the command line first needs it.
    private Connection? _default;

    /// <summary>The settings of the parameters alone.</summary>
    public ConnectionSettings Parameters => parameters;

    /// <summary>What holds without any parameter.</summary>
    public ConnectionSettings Ambient => ConnectionSettings.Layer(runspace.Context, runspace.Local, stored);

    /// <summary>Where calls go that concern no object of ours.</summary>
    public ConnectionSettings Settings =>
        ConnectionSettings.Layer(parameters, runspace.Context, runspace.Local, stored);

    /// <summary>The connection to use: that of the object at hand, or the default; parameters win over both.</summary>
    /// <param name="origin">Where the object came from; null where there is none.</param>
    public Connection Connect(Origin? origin = null)
    {
        if (origin is not Connection connection)
        {
            return _default ??= runspace.Connect(Settings);
        }

        return parameters == ConnectionSettings.Nothing
            ? connection
            : runspace.Connect(ConnectionSettings.Layer(parameters, connection.Settings));
    }

    /// <summary>
    /// The connection for an object: where it came from, else the region that it holds or its ARN; parameters win.
    /// </summary>
    public Connection Connect(Origin? origin, string? arn, string? region = null)
    {
        region ??= ResourceArn.Parse(arn)?.Region;
        return origin is null && parameters.Region is null && region is not null
            ? runspace.Connect(Settings with { Region = new(region, "Object") })
            : Connect(origin);
    }
}
