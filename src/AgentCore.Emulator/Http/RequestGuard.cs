using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Rejects requests that a web page could have sent through a browser: a Host that is not ours (DNS rebinding) or an
/// Origin that is not ours. Signatures alone would not protect the pages that need none.
/// </summary>
/// <param name="allowedHosts">
/// Further names for signed requests, as <see cref="HostName.Normalize"/> returns them, with any port.
/// </param>
/// <param name="publicUrl">Address under which callers with such names reach the emulator; null for the same.</param>
internal sealed class RequestGuard(IReadOnlyList<string> allowedHosts, Uri? publicUrl)
{
    private readonly string[] _allowed = publicUrl is not null && HostName.Normalize(publicUrl.Host) is { } name
        ? [.. allowedHosts.Append(name).Distinct()]
        : [.. allowedHosts];

    /// <summary>Checks the request's Host and Origin headers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isSigned">
    /// Whether the route takes what somebody with the secret key made only: a signature, or a token of a signed page.
    /// </param>
    /// <exception cref="ServiceException">With status 403.</exception>
    public void Check(HttpRequest request, bool isSigned)
    {
        if (!IsOwn(request) && !(isSigned && IsAllowed(request)))
        {
            throw ServiceErrors.AccessDenied(Refusal(request));
        }

        if (request.Headers.TryGetValue("Origin", out var origin)
            && origin != $"http://{request.Host.Value}"
            && !(IsAllowed(request) && origin == $"https://{request.Host.Value}"))
        {
            throw ServiceErrors.AccessDenied(
                $"The Origin header '{origin}' is not allowed: pages of other sites must not use the emulator. "
                + "Open the page at the address that the emulator returned.");
        }
    }

    /// <summary>
    /// Address of the emulator for addresses in a response: the caller's, but for callers who used a name of their own
    /// the public one.
    /// </summary>
    public Uri AddressFor(HttpRequest request) =>
        publicUrl is null || IsOwn(request) || IsBelowLocalhost(request)
            ? new($"http://{request.Host.Value}")
            : publicUrl;

    private static bool IsOwn(HttpRequest request) =>
        HostName.IsLoopback(HostName.Normalize(request.Host.Host)) && HasOwnPort(request);

    // A browser resolves every name below localhost to this machine. Pages need none of them.
    private static bool IsBelowLocalhost(HttpRequest request) =>
        HostName.Normalize(request.Host.Host) is { } name
        && name.EndsWith(".localhost", StringComparison.Ordinal)
        && HasOwnPort(request);

    private static bool HasOwnPort(HttpRequest request) =>
        (request.Host.Port ?? 80) == request.HttpContext.Connection.LocalPort;

    private bool IsAllowed(HttpRequest request) =>
        _allowed.Contains(HostName.Normalize(request.Host.Host)) || IsBelowLocalhost(request);

    private string Refusal(HttpRequest request)
    {
        var port = request.HttpContext.Connection.LocalPort;
        var own = $"127.0.0.1:{port}, localhost:{port} and [::1]:{port}";
        if (IsAllowed(request))
        {
            return $"The host '{request.Host.Value}' is allowed for signed requests only. "
                + $"This page is served to {own}.";
        }

        var more = _allowed.Length == 0 ? "" : $", and for signed requests {string.Join(", ", _allowed)}";
        return $"The Host header '{request.Host.Value}' is not allowed. Allowed are {own}{more}. "
            + "Start the emulator with --allow-host and the name to allow it for signed requests.";
    }
}
