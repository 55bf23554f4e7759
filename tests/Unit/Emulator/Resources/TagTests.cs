using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Emulator.Resources;

/// <summary>ListTagsForResource, TagResource and UntagResource.</summary>
public sealed class TagTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private readonly EmulatorClient _client = emulator.Client;

    [Theory]
    [InlineData("/browsers", "browserArn")]
    [InlineData("/code-interpreters", "codeInterpreterArn")]
    public async Task Tags_given_at_creation_are_there_and_can_be_changed(string path, string arnMember)
    {
        var arn = await CreateAsync(path, arnMember, new() { ["team"] = "web", ["cost center"] = "" });
        Assert.Equal(new() { ["team"] = "web", ["cost center"] = "" }, await TagsAsync(arn));

        var tagged = await TagAsync(arn, new() { ["team"] = "shop", ["env:x"] = "a+b=c" });
        Assert.Equal(204, tagged.Status);
        Assert.Equal(new() { ["team"] = "shop", ["cost center"] = "", ["env:x"] = "a+b=c" }, await TagsAsync(arn));

        Assert.Equal(204, (await UntagAsync(arn, "cost center", "env:x", "never there")).Status);
        Assert.Equal(new() { ["team"] = "shop" }, await TagsAsync(arn));
    }

    [Fact]
    public async Task A_resource_has_fifty_tags_at_most()
    {
        var arn = await CreateAsync("/browsers", "browserArn", Many(0, 50));
        var error = await TagAsync(arn, new() { ["one more"] = "" });
        Assert.Equal((402, "ServiceQuotaExceededException"), (error.Status, error.ErrorType));
        Assert.Contains("51", error.Text("message"), StringComparison.Ordinal);

        Assert.Equal(204, (await TagAsync(arn, new() { ["k7"] = "new value" })).Status);
        Assert.Equal("new value", (await TagsAsync(arn))["k7"]);
        Assert.Equal(50, (await TagsAsync(arn)).Count);
        var many = await TagAsync(arn, Many(100, 51));
        Assert.Equal((400, "ValidationException"), (many.Status, many.ErrorType));
    }

    [Theory]
    [InlineData("", "v", "must have 1 to 128 characters")]
    [InlineData("k#", "v", "must match the pattern")]
    [InlineData("k", "<v>", "must match the pattern")]
    public async Task Bad_tags_are_refused(string key, string value, string message)
    {
        var arn = await CreateAsync("/browsers", "browserArn", []);
        var error = await TagAsync(arn, new() { [key] = value });
        Assert.Equal((400, "ValidationException"), (error.Status, error.ErrorType));
        Assert.Contains(message, error.Text("message"), StringComparison.Ordinal);
        Assert.Empty(await TagsAsync(arn));
    }

    [Fact]
    public async Task Long_keys_and_values_are_refused()
    {
        var arn = await CreateAsync("/browsers", "browserArn", []);
        Assert.Equal(204, (await TagAsync(arn, new() { [new('k', 128)] = new('v', 256) })).Status);
        Assert.Equal(400, (await TagAsync(arn, new() { [new('k', 129)] = "v" })).Status);
        Assert.Equal(400, (await TagAsync(arn, new() { ["k"] = new('v', 257) })).Status);
        Assert.Equal(400, (await _client.SendAsync("POST", Path(arn), new JsonObject())).Status);
    }

    [Fact]
    public async Task An_empty_list_of_keys_removes_nothing()
    {
        var arn = await CreateAsync("/browsers", "browserArn", new() { ["k"] = "v" });
        Assert.Equal(204, (await _client.SendAsync("DELETE", Path(arn))).Status);
        Assert.Equal(new() { ["k"] = "v" }, await TagsAsync(arn));
    }

    [Theory]
    [InlineData("arn:aws:bedrock-agentcore:us-west-2:123456789012:browser-custom/none-aBcDeF1234", 404)]
    [InlineData("arn:aws:bedrock-agentcore:us-west-2:123456789012:memory/none-aBcDeF1234", 404)]
    [InlineData("arn:aws:bedrock-agentcore:us-west-2:aws:browser/aws.browser.v1", 400)]
    [InlineData("arn:aws:s3:::bucket/key-of-some-length", 400)]
    public async Task An_ARN_that_names_nothing_here_is_refused(string arn, int status)
    {
        Assert.Equal(status, (await _client.SendAsync("GET", Path(arn))).Status);
        Assert.Equal(status, (await TagAsync(arn, new() { ["k"] = "v" })).Status);
        Assert.Equal(status, (await UntagAsync(arn, "k")).Status);
    }

    [Fact]
    public async Task The_ARN_of_another_account_region_or_kind_is_not_found()
    {
        var arn = await CreateAsync("/browsers", "browserArn", []);
        foreach (var (from, to) in new[]
        {
            ("123456789012", "210987654321"),
            (_client.Signer.Region, "eu-central-1"),
            ("browser-custom", "code-interpreter-custom"),
        })
        {
            var other = arn.Replace(from, to, StringComparison.Ordinal);
            var error = await _client.SendAsync("GET", Path(other));
            Assert.Equal((404, "ResourceNotFoundException"), (error.Status, error.ErrorType));
            Assert.Contains(other, error.Text("message"), StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, string> Many(int first, int count) =>
        Enumerable.Range(first, count).ToDictionary(number => $"k{number}", _ => "v");

    private static string Path(string arn) => "/tags/" + Uri.EscapeDataString(arn);

    private static JsonNode Json(Dictionary<string, string> tags) =>
        new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));

    private async Task<string> CreateAsync(string path, string arnMember, Dictionary<string, string> tags)
    {
        var created = await _client.SendAsync("PUT", path, new JsonObject
        {
            ["name"] = "t" + Guid.NewGuid().ToString("n"),
            ["networkConfiguration"] = new JsonObject { ["networkMode"] = "PUBLIC" },
            ["tags"] = Json(tags),
        });
        return created.Text(arnMember)!;
    }

    private async Task<Dictionary<string, string>> TagsAsync(string arn)
    {
        var answer = await _client.SendAsync("GET", Path(arn));
        Assert.Equal(200, answer.Status);
        return answer.Body["tags"]!.AsObject().ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
    }

    private Task<Answer> TagAsync(string arn, Dictionary<string, string> tags) =>
        _client.SendAsync("POST", Path(arn), new JsonObject { ["tags"] = Json(tags) });

    private Task<Answer> UntagAsync(string arn, params string[] keys) =>
        _client.SendAsync(
            "DELETE", $"{Path(arn)}?{string.Join('&', keys.Select(key => $"tagKeys={Uri.EscapeDataString(key)}"))}");
}
