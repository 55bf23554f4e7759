using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tests.Conventions;

/// <summary>What the doc comments of an assembly say, as the compiler wrote them beside it.</summary>
internal sealed partial class Documentation(Assembly assembly)
{
    private readonly Dictionary<string, string> _summaries = XDocument
        .Load(Path.ChangeExtension(assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(
            member => member.Attribute("name")!.Value,
            member => Blanks().Replace(member.Element("summary")?.Value ?? "", " ").Trim());

    /// <summary>The names that are documented, with their mark: <c>M:AgentCore.Thing.Do(System.Int32)</c>.</summary>
    public IEnumerable<string> Names => _summaries.Keys;

    /// <summary>The summary of a type; empty where it has none.</summary>
    public string Of(Type type) => _summaries.GetValueOrDefault("T:" + NameOf(type), "");

    /// <summary>The summary of a property; empty where it has none.</summary>
    public string Of(PropertyInfo property) =>
        _summaries.GetValueOrDefault($"P:{NameOf(property.DeclaringType!)}.{property.Name}", "");

    /// <summary>Whether a property has a comment, be it one of its own or an inherited one.</summary>
    public bool Has(PropertyInfo property) =>
        _summaries.ContainsKey($"P:{NameOf(property.DeclaringType!)}.{property.Name}");

    private static string NameOf(Type type) => type.FullName!.Replace('+', '.');

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
