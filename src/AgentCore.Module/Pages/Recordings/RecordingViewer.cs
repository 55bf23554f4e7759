using AgentCore.Pages.Viewer;
using AgentCore.Service;

namespace AgentCore.Pages.Recordings;

/// <summary>Serves the player of a recording to one person, with the files of the recording.</summary>
internal static class RecordingViewer
{
    /// <summary>Serves it until nobody loads anything any more; the page has all that it needs then.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="operations">Read its files.</param>
    /// <returns>The address that opens it, once.</returns>
    public static string Show(BrowserRecording recording, BrowserRecordingOperations operations)
    {
        var page = RecordingPage.WithFilesBeside(recording);
        var files = RecordingPage.BatchesOf(recording).ToDictionary(file => file.Name, StringComparer.Ordinal);
        var server = PageServer.Start("Show-ACBrowserRecording", async (method, path) => (method, path) switch
        {
            ("GET", "") => ViewerResponse.Html(page, "frame-ancestors 'none'"),
            ("GET", var name) when files.TryGetValue(name, out var file) => await ReadAsync(file),
            _ => ViewerResponse.Forbidden("The file was not found."),
        });
        OpenPages.Keep(server, new TaskCompletionSource<bool>().Task);
        return server.Url;

        async Task<ViewerResponse> ReadAsync(RecordedFile file)
        {
            using var content = new MemoryStream();
            await operations.CopyAsync(recording, file, content, _ => { }, CancellationToken.None);
            return new ViewerResponse(200, "application/gzip", content.ToArray());
        }
    }
}
