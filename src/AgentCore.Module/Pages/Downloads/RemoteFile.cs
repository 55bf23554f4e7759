using System.Text.Json;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Downloads;

/// <summary>
/// Reads a file of the browser's machine, whose disk is not in reach: the browser reads it for a page.
/// </summary>
/// <remarks>
/// The page is a hidden one of our own, which no script disturbs: a file is chosen in it as in a form, and read as a
/// stream of the protocol.
/// </remarks>
internal sealed class RemoteFile : IDisposable
{
    // Larger pieces are slower.
    private const int PieceBytes = 1024 * 1024;

    // So that a browser far away is not waited for after each.
    private const int PiecesAtOnce = 4;

    // Of its own type, the browser would send a text as text, and not as bytes.
    private const string Choose
        = "function () { return this.files[0].slice(0, undefined, 'application/octet-stream'); }";

    private readonly CdpTransport _transport;
    private readonly string _targetId;
    private readonly string _sessionId;

    private RemoteFile(CdpTransport transport, string targetId, string sessionId) =>
        (_transport, _targetId, _sessionId) = (transport, targetId, sessionId);

    /// <summary>Opens the page that reads.</summary>
    public static async Task<RemoteFile> OpenAsync(CdpTransport transport, CancellationToken cancellationToken)
    {
        var made = await transport.SendAsync(
            "Target.createTarget", new { url = "about:blank", hidden = true }, null, cancellationToken);
        var targetId = made.GetProperty("targetId").GetString()!;
        try
        {
            var attached = await transport.SendAsync(
                "Target.attachToTarget", new { targetId, flatten = true }, null, cancellationToken);
            return new RemoteFile(transport, targetId, attached.GetProperty("sessionId").GetString()!);
        }
        catch
        {
            Close(transport, targetId);
            throw;
        }
    }

    /// <summary>Copies a file.</summary>
    /// <param name="path">Its path on the browser's machine.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="target">Takes its content.</param>
    /// <param name="moved">Gets the number of bytes of each piece that came in.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="CdpException">The browser cannot read the file.</exception>
    public async Task CopyAsync(
        string path, long size, Stream target, Action<long> moved, CancellationToken cancellationToken)
    {
        var handle = await ChooseAsync(path, cancellationToken);
        var (pieces, offset) = (new Queue<Task<JsonElement>>(), 0L);
        while (offset < size || pieces.Count > 0)
        {
            for (; offset < size && pieces.Count < PiecesAtOnce; offset += PieceBytes)
            {
                pieces.Enqueue(SendAsync("IO.read", new { handle, offset, size = PieceBytes }, cancellationToken));
            }

            var bytes = (await pieces.Dequeue()).GetProperty("data").GetBytesFromBase64();
            await target.WriteAsync(bytes.AsMemory(), cancellationToken);
            moved(bytes.Length);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close(_transport, _targetId);

    private async Task<string> ChooseAsync(string path, CancellationToken cancellationToken)
    {
        var input = await SendAsync(
            "Runtime.evaluate",
            new { expression = "Object.assign(document.createElement('input'), { type: 'file' })" },
            cancellationToken);
        await SendAsync(
            "DOM.setFileInputFiles", new { files = new[] { path }, objectId = ObjectId(input) }, cancellationToken);
        var blob = await SendAsync(
            "Runtime.callFunctionOn", new { objectId = ObjectId(input), functionDeclaration = Choose },
            cancellationToken);
        var resolved = await SendAsync("IO.resolveBlob", new { objectId = ObjectId(blob) }, cancellationToken);
        return "blob:" + resolved.GetProperty("uuid").GetString();
    }

    private Task<JsonElement> SendAsync(string method, object parameters, CancellationToken cancellationToken) =>
        _transport.SendAsync(method, parameters, _sessionId, cancellationToken);

    private static void Close(CdpTransport transport, string targetId) =>
        transport.Post("Target.closeTarget", new { targetId }, null);

    private static string ObjectId(JsonElement evaluated) =>
        evaluated.GetProperty("result").GetProperty("objectId").GetString()!;
}
