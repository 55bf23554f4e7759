using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Client.Runtime.Marshalling;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Xunit;

namespace Tests.Client.Generated;

/// <summary>
/// A tool that this version does not know is called with members that it does not know, and responds with such.
/// </summary>
public sealed class NewerMemberTests
{
    [Fact]
    public void Arguments_travel_beside_the_known_ones()
    {
        var request = new InvokeCodeInterpreterRequest
        {
            Name = new ToolName("paintFile"),
            Arguments = new ToolArguments
            {
                Path = "a",
                AdditionalMembers = new()
                {
                    ["colour"] = "red",
                    ["layers"] = new object?[] { 1L, null, new byte[] { 255 } },
                },
            },
        };
        var sent = JsonNode.Parse(JsonWriting.ToUtf8(request));
        var expected =
            JsonNode.Parse("""{"name":"paintFile","arguments":{"path":"a","colour":"red","layers":[1,null,"/w=="]}}""");
        Assert.True(JsonNode.DeepEquals(expected, sent), sent!.ToJsonString());
    }

    [Fact]
    public void Results_are_kept()
    {
        const string json = """
            {"content":[{"type":"audio","text":"t","seconds":3}],
             "structuredContent":{"stdout":"o","pages":[1]},"other":1}
            """;
        var result = JsonReading.ReadDocument(Encoding.UTF8.GetBytes(json), new CodeInterpreterResult());
        var block = Assert.Single(result.Content!);
        Assert.Equal(
            ("audio", "t", 3), (block.Type!.Value, block.Text, block.AdditionalMembers!["seconds"].GetInt32()));
        Assert.Equal("o", result.StructuredContent!.Stdout);
        Assert.Equal(1, result.StructuredContent.AdditionalMembers!["pages"][0].GetInt32());
    }
}
