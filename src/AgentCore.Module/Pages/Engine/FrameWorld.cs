using System.Text.Json;
using AgentCore.Pages.Transport;
using PuppeteerSharp;

namespace AgentCore.Pages.Engine;

/// <summary>A world of our own in a frame's document: its scripts are apart from those of the page.</summary>
/// <remarks>Neither what the page has redefined nor its content security policy gets in the way.</remarks>
internal sealed class FrameWorld : IDisposable
{
    private const string WorldName = "AgentCore";

    private readonly Tab _tab;
    private readonly string _session;
    private readonly KnownWorld _known;
    private readonly string _group;
    private bool _hasNodes;

    private FrameWorld(Tab tab, IFrame frame, string session, KnownWorld known)
    {
        (_tab, Frame, _session, _known) = (tab, frame, session, known);
        _group = $"{WorldName}{tab.Browser.NextWorld()}";
    }

    /// <summary>The frame.</summary>
    public IFrame Frame { get; }

    /// <summary>Which document of the frame it is in: a navigation gives the frame another.</summary>
    public string LoaderId => _known.LoaderId;

    /// <summary>The document.</summary>
    public RemoteNode Document => _known.Document;

    /// <summary>Opens the world of a frame's document, the same for every call on one connection.</summary>
    /// <param name="tab">The tab.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="library">A script that is run first, once at least: it defines what is missing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CdpException">The frame is gone, or shows another document meanwhile.</exception>
    public static async Task<FrameWorld> OpenAsync(
        Tab tab, IFrame frame, string library, CancellationToken cancellationToken)
    {
        var (session, worlds) = (tab.Browser.SessionOf(frame), tab.Browser.Worlds);
        if (worlds.Find(session, frame.Id, library) is { } known)
        {
            var kept = new FrameWorld(tab, frame, session, known);
            return frame.ParentFrame is null || await kept.IsThereAsync(cancellationToken) ? kept
                : await OpenAsync(tab, frame, library, cancellationToken);
        }

        var changes = worlds.Changes;
        var world = await tab.SendAsync(
            frame, "Page.createIsolatedWorld", new { frameId = frame.Id, worldName = WorldName }, cancellationToken);
        var contextId = world.GetProperty("executionContextId").GetInt32();
        var response = await tab.SendAsync(
            frame,
            "Runtime.evaluate",
            new
            {
                expression = $"{library}\ndocument",
                contextId,
                objectGroup = WorldName,
                serializationOptions = NodeSerialization,
            },
            cancellationToken);
        var document = Result(response);
        known = new KnownWorld(
            contextId,
            document.GetProperty("deepSerializedValue").GetProperty("value").GetProperty("loaderId").GetString()!,
            new RemoteNode(document.GetProperty("objectId").GetString()!),
            library);
        worlds.Keep(session, frame.Id, known, changes);
        return new FrameWorld(tab, frame, session, known);
    }

    /// <summary>Calls a function in the world; its result, which may be a promise's, comes as JSON.</summary>
    /// <param name="function">JavaScript source of a function.</param>
    /// <param name="arguments">Plain data, or nodes of this world as <see cref="RemoteNode"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CdpException">The document is no longer shown.</exception>
    /// <exception cref="InvalidOperationException">The function threw.</exception>
    public async Task<JsonElement> CallAsync(
        string function, object?[] arguments, CancellationToken cancellationToken)
    {
        var result = await CallAsync(function, arguments, "returnByValue", true, cancellationToken);
        return result.TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Calls a function whose result has nodes in it; they come as the browser describes them.</summary>
    /// <returns>The result as the browser serialises it in depth: <c>{ type, value }</c>.</returns>
    /// <inheritdoc cref="CallAsync(string, object?[], CancellationToken)"/>
    public async Task<JsonElement> CallForNodesAsync(
        string function, object?[] arguments, CancellationToken cancellationToken)
    {
        _hasNodes = true;
        var result = await CallAsync(
            function, arguments, "serializationOptions", NodeSerialization, cancellationToken);
        return result.GetProperty("deepSerializedValue");
    }

    /// <summary>A node of the document, by its number in the browser.</summary>
    /// <exception cref="CdpException">It is gone, or belongs to another document.</exception>
    public async Task<RemoteNode> ResolveAsync(int backendNodeId, CancellationToken cancellationToken)
    {
        _hasNodes = true;
        var resolved = await SendAsync(
            "DOM.resolveNode",
            new { backendNodeId, executionContextId = _known.ContextId, objectGroup = _group },
            cancellationToken);
        return new RemoteNode(resolved.GetProperty("object").GetProperty("objectId").GetString()!);
    }

    /// <summary>Lets go of the nodes that were used, so that the browser can forget them.</summary>
    public void Dispose()
    {
        if (_hasNodes)
        {
            _ = SendAsync("Runtime.releaseObjectGroup", new { objectGroup = _group }, CancellationToken.None)
                .ContinueWith(static gone => gone.Exception, TaskScheduler.Default);
        }
    }

    /// <summary>Sends a command to the process that shows the frame.</summary>
    /// <exception cref="CdpException">The browser responded with an error.</exception>
    public async Task<JsonElement> SendAsync(string method, object parameters, CancellationToken cancellationToken)
    {
        try
        {
            return await _tab.SendAsync(Frame, method, parameters, cancellationToken);
        }
        catch (CdpException)
        {
            // Whoever tries again shall not get the same world, should its document be the one that is gone.
            _tab.Browser.Worlds.Forget(_session, _known);
            throw;
        }
    }

    private static object NodeSerialization { get; } = new
    {
        serialization = "deep",
        additionalParameters = new { maxNodeDepth = 0, includeShadowTree = "none" },
    };

    // A frame within a page may hang while the page does not: who opens its world wants to know.
    private async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(
                "Runtime.evaluate", new { expression = "0", contextId = _known.ContextId }, cancellationToken);
            return true;
        }
        catch (CdpException)
        {
            return false;
        }
    }

    private async Task<JsonElement> CallAsync(
        string function, object?[] arguments, string option, object value, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, object?>
        {
            ["functionDeclaration"] = function,
            ["executionContextId"] = _known.ContextId,
            ["objectGroup"] = _group,
            ["awaitPromise"] = true,
            ["userGesture"] = true,
            ["arguments"] = arguments
                .Select(one => one is RemoteNode node ? (object)new { objectId = node.ObjectId } : new { value = one })
                .ToArray(),
            [option] = value,
        };
        return Result(await SendAsync("Runtime.callFunctionOn", parameters, cancellationToken));
    }

    private static JsonElement Result(JsonElement response) =>
        response.TryGetProperty("exceptionDetails", out var details)
            ? throw new InvalidOperationException(
                $"A script of the module failed in the page: {Thrown(details)}")
            : response.GetProperty("result");

    private static string Thrown(JsonElement details) =>
        details.TryGetProperty("exception", out var thrown) && thrown.TryGetProperty("description", out var text)
            ? text.GetString()!
            : details.GetProperty("text").GetString()!;
}

/// <summary>A node of a page, as one world of its document has it.</summary>
internal sealed record RemoteNode(string ObjectId);
