using AgentCore;
using AgentCore.Pages.Elements;
using Xunit;

namespace Tests.Module.Pages.Elements;

public sealed class ElementRefsTests
{
    private readonly ElementRefs _refs = new();

    [Fact]
    public void The_same_element_has_the_same_reference()
    {
        Assert.Equal("e1", _refs.Of("tab", new("frame", "loader", 7)));
        Assert.Equal("e2", _refs.Of("tab", new("frame", "loader", 8)));
        Assert.Equal("e1", _refs.Of("tab", new("frame", "loader", 7)));
        Assert.Equal(("tab", new ElementPlace("frame", "loader", 8)), _refs.Find("e2"));
    }

    [Fact]
    public void Another_document_gives_other_references()
    {
        Assert.Equal("e1", _refs.Of("tab", new("frame", "loader", 7)));
        Assert.Equal("e2", _refs.Of("tab", new("frame", "other", 7)));
        Assert.Equal("e3", _refs.Of("tab", new("another", "loader", 7)));
    }

    [Theory]
    [InlineData("e1")]
    [InlineData("e0")]
    [InlineData("e01")]
    [InlineData("1")]
    [InlineData("e9999999999")]
    [InlineData("#e1")]
    public void What_was_never_given_leads_nowhere(string reference) => Assert.Null(_refs.Find(reference));

    [Fact]
    public void The_oldest_are_forgotten_and_their_numbers_not_given_again()
    {
        for (var node = 1; node <= 50_001; node++)
        {
            _refs.Of("tab", new("frame", "loader", node));
        }

        Assert.Null(_refs.Find("e1"));
        Assert.NotNull(_refs.Find("e2"));
        Assert.Equal("e50002", _refs.Of("tab", new("frame", "loader", 1)));
    }
}
