namespace AgentCore;

/// <summary>A package in a code interpreter session.</summary>
public sealed class CodeInterpreterPackage
{
    internal CodeInterpreterPackage(string name, string version)
    {
        Name = name;
        Version = version;
    }

    /// <summary>The package's name.</summary>
    public string Name { get; }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>Name and version.</summary>
    public override string ToString() => $"{Name} {Version}";
}
