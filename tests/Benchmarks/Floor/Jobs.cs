using System.Diagnostics;

namespace Benchmarks.Floor;

/// <summary>One job of the bench.</summary>
/// <param name="Do">What to do; a name of <see cref="Jobs"/>.</param>
/// <param name="Url">The endpoint.</param>
/// <param name="AccessKey">Access key that signs.</param>
/// <param name="SecretKey">Secret key that signs.</param>
/// <param name="SessionId">The session to work on.</param>
/// <param name="Count">How many times.</param>
/// <param name="Code">The code to send.</param>
/// <param name="Keep">Whether the events of a stream are kept, as a result that has them all does.</param>
/// <param name="Path">A local file or folder: a program, or what is sent, or where to what is received.</param>
/// <param name="Arguments">Arguments of the program.</param>
/// <param name="Page">An address to open.</param>
internal sealed record Job(
    string Do,
    string Url = "",
    string AccessKey = "",
    string SecretKey = "",
    string SessionId = "",
    int Count = 1,
    string Code = "",
    bool Keep = false,
    string Path = "",
    string[]? Arguments = null,
    string Page = "");

/// <summary>
/// The jobs, by name, and the connections that they share, which are warm as those of the cmdlets are.
/// </summary>
internal sealed class Jobs : IAsyncDisposable
{
    private readonly Dictionary<string, ServiceClient> _clients = [];
    private PageClient? _page;

    /// <summary>Prepares a job; the time of what it returns is measured.</summary>
    public async Task<Func<Task<object?>>> PrepareAsync(Job job)
    {
        var client = job.Url is "" ? null! : ClientOf(job);
        switch (job.Do)
        {
            case "get":
                return () => client.GetAsync(job.SessionId, job.Count);
            case "list":
                return async () => (await client.ListAsync()).Count;
            case "events":
                return async () => await client.ReadEventsAsync(job.Code, job.Keep);
            case "run":
                return async () => await client.RunAsync(job.SessionId, job.Code, job.Count);
            case "upload":
                return () => new Transfer(client, job.SessionId).SendAsync(job.Path);
            case "download":
                return () => new Transfer(client, job.SessionId).ReceiveAsync(job.Path, job.Count);
            case "load":
                var load = await ListLoad.ConnectAsync(client, connections: 8);
                return () => load.RunAsync(job.Count);
            case "process":
                return () => RunAsync(job.Path, job.Arguments ?? []);
            case "chromium":
                return () => PageClient.LaunchAsync(job.Path);
            case "connect":
                await CloseAsync();
                return async () =>
                {
                    _page = await PageClient.ConnectAsync(client, job.SessionId);
                    return null;
                };
            case "script":
                return () => _page!.EvaluateAsync(job.Code, job.Count);
            case "open":
                return () => _page!.OpenAsync(job.Page);
            case "screenshot":
                return () => _page!.ScreenshotAsync(job.Path);
            case "click":
                return () => _page!.ClickAsync(job.Code);
            default:
                throw new ArgumentException($"There is no job '{job.Do}'.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private static async Task<object?> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {output}");
    }

    private async Task CloseAsync()
    {
        if (_page is { } page)
        {
            _page = null;
            await page.DisposeAsync();
        }
    }

    private ServiceClient ClientOf(Job job)
    {
        if (!_clients.TryGetValue(job.Url, out var client))
        {
            client = _clients[job.Url] = new ServiceClient(new Uri(job.Url), job.AccessKey, job.SecretKey);
        }

        return client;
    }
}
