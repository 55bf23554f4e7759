using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AgentCore.Errors;
using AgentCore.LocalEmulator;

namespace AgentCore.Pages.Viewer;

/// <summary>A little web server on loopback that shows one page to one person until it is closed.</summary>
/// <remarks>
/// It is opened by an address that works once, since other users may see that on the command line of the browser. It
/// leads to a path that only this page knows. A cookie would be sent to every other server on this machine.
/// </remarks>
internal sealed class PageServer : IDisposable
{
    private const int MostPorts = 10;

    private readonly HttpListener _listener = new();
    private readonly string _cmdlet;
    private readonly Func<string, string, Task<ViewerResponse>> _respond;
    private readonly string _origin;
    private readonly ViewerGuard _guard;
    private readonly string _path = $"/{RandomSecret.Hex(32)}/";
    private string? _ticket = RandomSecret.Hex(32);
    private long _lastAsked = DateTime.UtcNow.Ticks;

    private PageServer(string cmdlet, Func<string, string, Task<ViewerResponse>> respond)
    {
        _cmdlet = cmdlet;
        _respond = respond;
        _origin = Listen(Open);
        _guard = new ViewerGuard(_origin);
        Url = $"{_origin}/open/{_ticket}";
        _ = Task.Run(ServeAsync);
    }

    /// <summary>The address that opens it, once.</summary>
    public string Url { get; }

    /// <summary>Time since the last request.</summary>
    public TimeSpan Idle => TimeSpan.FromTicks(DateTime.UtcNow.Ticks - Interlocked.Read(ref _lastAsked));

    /// <summary>Starts one.</summary>
    /// <param name="cmdlet">The cmdlet that gives another address.</param>
    /// <param name="respond">The response to a method and a path below that of the page, which is empty.</param>
    /// <exception cref="AgentCoreException">Nothing can be served on this machine's loopback address.</exception>
    public static PageServer Start(string cmdlet, Func<string, string, Task<ViewerResponse>> respond) =>
        new(cmdlet, respond);

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    /// <summary>Finds a port to serve on.</summary>
    /// <param name="open">Begins to serve at an address.</param>
    /// <returns>The address, without a slash at its end.</returns>
    /// <exception cref="AgentCoreException">Several ports in turn could not be opened.</exception>
    internal static string Listen(Action<string> open)
    {
        for (var tries = MostPorts; ; tries--)
        {
            var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var origin = string.Format(
                CultureInfo.InvariantCulture, "http://127.0.0.1:{0}", ((IPEndPoint)probe.LocalEndpoint).Port);
            probe.Stop();
            try
            {
                open(origin + "/");
                return origin;
            }
            catch (HttpListenerException) when (tries > 1)
            {
                // Somebody took the port in between; the next one is free again.
            }
            catch (HttpListenerException error)
            {
                throw Failures.ConnectionFailed($"No page can be served at {origin}: {error.Message}", error);
            }
        }
    }

    private void Open(string address)
    {
        _listener.Prefixes.Clear();
        _listener.Prefixes.Add(address);
        _listener.Start();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext exchange;
            try
            {
                exchange = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (
                closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => RespondAsync(exchange));
        }
    }

    private async Task RespondAsync(HttpListenerContext exchange)
    {
        try
        {
            var response = await RouteAsync(exchange.Request);
            await response.WriteAsync(exchange.Response);
            response.Written?.Invoke();
        }
        catch (Exception failed)
        {
            // The page went away, or the viewer was closed meanwhile; a page that is still there polls again.
            _ = failed;
            exchange.Response.Abort();
        }
    }

    private async Task<ViewerResponse> RouteAsync(HttpListenerRequest request)
    {
        if (!_guard.Admits(request.HttpMethod, request.Headers["Host"], request.Headers["Origin"]))
        {
            return ViewerResponse.Forbidden("This view is for its own page only.");
        }

        var path = request.Url!.AbsolutePath;
        if (path.StartsWith("/open/", StringComparison.Ordinal))
        {
            return Redeem(path["/open/".Length..]);
        }

        if (path.Length < _path.Length || !RandomSecret.Same(path[.._path.Length], _path))
        {
            return ViewerResponse.Forbidden("The page was not found.");
        }

        Interlocked.Exchange(ref _lastAsked, DateTime.UtcNow.Ticks);
        return await _respond(request.HttpMethod, path[_path.Length..]);
    }

    // A wrong guess, which anybody on this machine may make, leaves the ticket valid for its browser.
    private ViewerResponse Redeem(string ticket) =>
        Volatile.Read(ref _ticket) is { } kept && RandomSecret.Same(ticket, kept)
            && Interlocked.CompareExchange(ref _ticket, null, kept) == kept
            ? ViewerResponse.MovedTo(_origin + _path)
            : ViewerResponse.Forbidden(
                $"This address is unknown or was used before. Ask for a new one: {_cmdlet}.");
}

/// <summary>
/// Decides whose requests a viewer responds to: only those of its own page, opened at its own address.
/// </summary>
/// <param name="origin">Where the viewer serves, such as <c>http://127.0.0.1:40123</c>.</param>
internal sealed class ViewerGuard(string origin)
{
    private readonly string _host = new Uri(origin).Authority;

    /// <summary>Whether a request may go on.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="host">Its Host header: another name means that a foreign page was led to this machine.</param>
    /// <param name="from">Its Origin header, which browsers send with every request that changes something.</param>
    public bool Admits(string method, string? host, string? from) =>
        host == _host && (method == "GET" ? from is null || from == origin : method == "POST" && from == origin);
}
