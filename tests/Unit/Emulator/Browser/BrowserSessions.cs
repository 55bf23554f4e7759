using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Emulator.Browser;

/// <summary>Steps that many browser tests share.</summary>
internal static class BrowserSessions
{
    public const string Path = "/browsers/aws.browser.v1/sessions";

    /// <summary>Starts a session and returns the response.</summary>
    public static async Task<JsonNode> StartAsync(this EmulatorClient client, JsonObject? request = null)
    {
        var response = await client.SendAsync("PUT", $"{Path}/start", request ?? []);
        Assert.Equal((200, null), (response.Status, response.ErrorType));
        return response.Body;
    }

    public static async Task<JsonNode> GetAsync(this EmulatorClient client, string sessionId) =>
        (await client.SendAsync("GET", $"{Path}/get?sessionId={sessionId}")).Body;

    public static Task<Answer> StopAsync(this EmulatorClient client, string sessionId) =>
        client.SendAsync("PUT", $"{Path}/stop?sessionId={sessionId}");

    public static Task<Answer> SetStreamAsync(this EmulatorClient client, string sessionId, string status)
    {
        var update = new JsonObject { ["automationStreamUpdate"] = new JsonObject { ["streamStatus"] = status } };
        return client.SendAsync(
            "PUT", $"{Path}/streams/update?sessionId={sessionId}", new JsonObject { ["streamUpdate"] = update });
    }

    /// <summary>Performs one action of InvokeBrowser.</summary>
    public static Task<Answer> InvokeAsync(this EmulatorClient client, string? sessionId, string action) =>
        client.SendAsync(
            "POST",
            $"{Path}/invoke",
            new JsonObject { ["action"] = JsonNode.Parse(action) },
            sessionId is null ? null : new() { ["x-amzn-browser-session-id"] = sessionId });

    public static string IdOf(JsonNode session) => (string)session["sessionId"]!;

    public static string AutomationAddress(JsonNode session) =>
        (string)session["streams"]!["automationStream"]!["streamEndpoint"]!;

    public static string LiveViewAddress(JsonNode session) =>
        (string)session["streams"]!["liveViewStream"]!["streamEndpoint"]!;

    /// <summary>The request of a session with a view port of 800x600.</summary>
    public static JsonObject SmallViewPort() =>
        new() { ["viewPort"] = new JsonObject { ["width"] = 800, ["height"] = 600 } };

    public static async Task<CdpClient> AutomateAsync(this EmulatorClient client, JsonNode session) =>
        new(await client.ConnectAsync(AutomationAddress(session)));
}
