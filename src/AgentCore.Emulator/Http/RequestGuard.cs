namespace AgentCore.Emulator.Http;

/// <summary>
/// Refuses requests that a web page could have sent through a browser: a Host that is not ours (DNS rebinding) or an
/// Origin that is not ours. Signatures alone would not guard the pages that need none.
/// </summary>
internal static class RequestGuard
{
    /// <summary>Checks the request's Host and Origin headers.</summary>
    /// <exception cref="ServiceException">With status 403.</exception>
    public static void Check(HttpRequest request)
    {
        var port = request.HttpContext.Connection.LocalPort;
        var host = request.Host;
        if (host.Host is not ("127.0.0.1" or "localhost") || (host.Port ?? 80) != port)
        {
            throw ServiceErrors.AccessDenied($"The Host header must be 127.0.0.1:{port} or localhost:{port}.");
        }

        if (request.Headers.TryGetValue("Origin", out var origin) && origin != $"http://{host.Value}")
        {
            throw ServiceErrors.AccessDenied("Requests from another origin are refused.");
        }
    }
}
