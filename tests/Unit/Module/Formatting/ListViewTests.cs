using System.Xml.Linq;
using Tests.Conventions;
using Xunit;

namespace Tests.Module.Formatting;

/// <summary>The list views of what has many properties: what identifies comes first, and nothing is left out.</summary>
public sealed class ListViewTests
{
    public static TheoryData<Type, string> Lists => new()
    {
        { typeof(AgentCore.BrowserSession), "SessionId" },
        { typeof(AgentCore.CodeInterpreterSession), "SessionId" },
        { typeof(AgentCore.Browser), "BrowserId" },
        { typeof(AgentCore.CodeInterpreter), "CodeInterpreterId" },
        { typeof(AgentCore.BrowserProfile), "ProfileId" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_shows_every_property(Type type, string id)
    {
        var shown = Shown(type);
        Assert.Equal([id, "Name", "Status", "Region"], shown.Take(4));
        Assert.Equal(type.GetProperties().Select(property => property.Name).Order(), shown.Order());
    }

    private static List<string> Shown(Type type) => [.. XDocument
        .Load(Path.Combine(Repository.Root, "src/AgentCore.Module/Formatting/AgentCore.Format.ps1xml"))
        .Descendants("View")
        .Single(view => view.Element("ListControl") is not null
            && view.Descendants("TypeName").Any(name => name.Value == type.FullName))
        .Descendants("ListItem")
        .Select(item => item.Value.Trim())];
}
