using AgentCore;
using AgentCore.Files;
using Xunit;

namespace Tests.Module.Files;

public sealed class ResourceContentsTests
{
    [Fact]
    public void Resources_are_told_apart_by_their_addresses()
    {
        string[] paths = ["a b.txt", "a%20b.txt", "plain", "missing"];
        var found = ResourceContents.ByPath(
            [Text("file:///a%2520b.txt", "2"), Text("file:///a%20b.txt", "1"), Bytes("file:///plain", 0xFF)], paths);
        Assert.Equal("1"u8.ToArray(), found["a b.txt"]);
        Assert.Equal("2"u8.ToArray(), found["a%20b.txt"]);
        Assert.Equal([0xFF], found["plain"]);
        Assert.False(found.ContainsKey("missing"));
    }

    [Fact]
    public void An_address_need_not_be_encoded() =>
        Assert.Equal(
            ["ü#?.txt"],
            ResourceContents.ByPath([Text("file:///ü#?.txt", "x"), Text("file:///y", "y")], ["ü#?.txt"]).Keys);

    [Fact]
    public void The_only_one_is_the_one_that_was_asked_for() =>
        Assert.Equal(
            "x"u8.ToArray(), ResourceContents.ByPath([Text("file:///home/user/t.csv", "x")], ["t.csv"])["t.csv"]);

    private static CodeInterpreterContent Text(string uri, string text) => new("resource") { Uri = uri, Text = text };

    private static CodeInterpreterContent Bytes(string uri, params byte[] data) =>
        new("resource") { Uri = uri, Data = data };
}
