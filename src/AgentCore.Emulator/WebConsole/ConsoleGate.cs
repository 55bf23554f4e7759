using System.Security.Cryptography;
using System.Text.RegularExpressions;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.WebConsole;

/// <summary>
/// The door of the console: one-time addresses lead in, and every other request needs the cookie and must come from the
/// console itself.
/// </summary>
/// <param name="access">The addresses and cookies.</param>
internal sealed partial class ConsoleGate(ConsoleAccess access)
{
    /// <summary>Path of the console.</summary>
    public const string Root = "/console";

    private const string HowToOpen =
        "Show-ACEmulator opens the console; (Get-ACEmulator).ConsoleUrl gives another address.";

    /// <summary>Makes a one-time address.</summary>
    /// <param name="port">Port of the emulator.</param>
    /// <param name="path">Path within the console, such as <c>/live-view/01J…</c>; null for its first page.</param>
    /// <exception cref="ServiceException">The path leads elsewhere.</exception>
    public string CreateAddress(int port, string? path)
    {
        var target = path is null or "/" ? "" : path;
        return Paths().IsMatch(target)
            ? $"http://127.0.0.1:{port}{Root}?code={access.Issue(Root + target)}"
            : throw ServiceErrors.Invalid(new FieldError(
                "path", "must be a path within the console, such as /live-view/ and the id of a browser session"));
    }

    /// <summary>Adds a page, which says in a sentence why it is not shown when it is not.</summary>
    public void ServePage(
        OperationRegistry registry, string path, Func<OperationInput, OperationContext, Task> handler) =>
        registry.Serve(new ExtraRoute("console page", path, (input, context) =>
            input.Query.Single("code") is { } code ? OpenAsync(code, context.Http)
            : !IsFromHere(context.Http.Request) ? ConsoleFiles.WriteErrorAsync(context.Http, 403, NotFromHere)
            : !IsAdmitted(context.Http.Request) ? ConsoleFiles.WriteErrorAsync(
                context.Http, 403, $"The console is opened by a one-time address. {HowToOpen}")
            : handler(input, context))
        {
            Access = RouteAccess.Open,
            IsOwnPage = true,
        });

    /// <summary>Adds what the pages of the console load.</summary>
    public void Serve(OperationRegistry registry, string path, Func<OperationInput, OperationContext, Task> handler) =>
        registry.Serve(new ExtraRoute("console data", path, (input, context) =>
        {
            Check(context.Http.Request);
            return handler(input, context);
        })
        {
            Access = RouteAccess.Open,
            IsOwnPage = true,
        });

    /// <summary>
    /// Adds an action of the page. Its request says by Origin where it comes from, and has a type that no form sends.
    /// </summary>
    public void ServeAction(
        OperationRegistry registry, string path, Func<OperationInput, OperationContext, Task> handler) =>
        registry.Serve(new ExtraRoute("console action", path, (input, context) =>
        {
            var request = context.Http.Request;
            Check(request);

            // The pipeline has checked where an Origin leads to.
            return request.Headers.Origin.Count == 1 && request.HasJsonContentType()
                ? handler(input, context)
                : throw ServiceErrors.AccessDenied(
                    "An action of the console must be JSON and come from its page. Use the page.");
        })
        {
            Access = RouteAccess.Open,
            IsOwnPage = true,
            Method = HttpMethods.Post,
        });

    /// <summary>Whether the browser of a request is still admitted.</summary>
    public bool IsAdmitted(HttpRequest request) => access.IsAdmitted(request.Cookies[CookieOf(request.HttpContext)]);

    private const string NotFromHere =
        "The console is not opened from pages of other sites. Enter its address in the browser's address bar.";

    // Browsers keep cookies by host, not by port.
    private static string CookieOf(HttpContext http) => $"agentcore-console-{http.Connection.LocalPort}";

    // Every browser of today says where a request comes from.
    private static bool IsFromHere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin";

    private void Check(HttpRequest request)
    {
        if (!IsFromHere(request))
        {
            throw ServiceErrors.AccessDenied(NotFromHere);
        }

        if (!IsAdmitted(request))
        {
            throw ServiceErrors.AccessDenied($"The console does not know this browser, or no longer. {HowToOpen}");
        }
    }

    private Task OpenAsync(string code, HttpContext http)
    {
        if (!IsFromHere(http.Request))
        {
            return ConsoleFiles.WriteErrorAsync(http, 403, NotFromHere);
        }

        if (access.Redeem(code, out var isOver) is not { } path)
        {
            return isOver
                ? ConsoleFiles.WriteErrorAsync(http, 410, $"This address was used before, or is too old. {HowToOpen}")
                : ConsoleFiles.WriteErrorAsync(http, 403, $"This is not an address of the console. {HowToOpen}");
        }

        http.Response.Cookies.Append(CookieOf(http), access.Admit(), new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = Root,
            IsEssential = true,
        });
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = path;
        ConsoleFiles.SetHeaders(http.Response, ConsoleFiles.NothingAtAll);
        return Task.CompletedTask;
    }

    [GeneratedRegex(@"^(?:/[A-Za-z0-9_-][A-Za-z0-9._~-]{0,127}){0,8}\z")]
    private static partial Regex Paths();
}

/// <summary>
/// Who may use the console: a browser that was opened at an address which is good once. It gets a cookie, since it
/// cannot sign.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ConsoleAccess(TimeProvider time)
{
    /// <summary>How long an address can be opened.</summary>
    public static readonly TimeSpan AddressLifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long a browser may stay away.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromHours(12);

    private const int MostAddresses = 1000;
    private const int MostVisits = 100;
    private readonly object _gate = new();
    private readonly Dictionary<string, Address> _addresses = new(StringComparer.Ordinal); // by code
    private readonly Dictionary<string, DateTimeOffset> _visits = new(StringComparer.Ordinal); // last use, by cookie

    /// <summary>Makes the code of a new address.</summary>
    /// <param name="path">Where the address leads to.</param>
    public string Issue(string path)
    {
        var code = NewSecret();
        lock (_gate)
        {
            var now = time.GetUtcNow();
            RemoveOldest(_addresses, MostAddresses, address => address.Expiry);
            _addresses[code] = new(path, now + AddressLifetime);
        }

        return code;
    }

    /// <summary>Uses a code, which nobody can do again.</summary>
    /// <returns>Where it leads to; null for a code that is unknown, used or too old.</returns>
    /// <param name="code">The code.</param>
    /// <param name="isOver">Whether the code was good once.</param>
    public string? Redeem(string code, out bool isOver)
    {
        lock (_gate)
        {
            isOver = _addresses.TryGetValue(code, out var address);
            if (address is null || address.IsUsed || address.Expiry < time.GetUtcNow())
            {
                return null;
            }

            _addresses[code] = address with { IsUsed = true };
            return address.Path;
        }
    }

    /// <summary>Lets a browser in, and returns the value of its cookie.</summary>
    public string Admit()
    {
        var cookie = NewSecret();
        lock (_gate)
        {
            RemoveOldest(_visits, MostVisits, lastUse => lastUse);
            _visits[cookie] = time.GetUtcNow();
        }

        return cookie;
    }

    /// <summary>Whether a cookie lets its browser in; that counts as its use.</summary>
    public bool IsAdmitted(string? cookie)
    {
        lock (_gate)
        {
            if (cookie is null || !_visits.TryGetValue(cookie, out var lastUse))
            {
                return false;
            }

            var now = time.GetUtcNow();
            if (now - lastUse > IdleLimit)
            {
                _visits.Remove(cookie);
                return false;
            }

            _visits[cookie] = now;
            return true;
        }
    }

    private static string NewSecret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    // Makes room for one more.
    private static void RemoveOldest<T>(Dictionary<string, T> all, int most, Func<T, DateTimeOffset> ageOf)
    {
        if (all.Count >= most)
        {
            all.Remove(all.MinBy(one => ageOf(one.Value)).Key);
        }
    }

    private sealed record Address(string Path, DateTimeOffset Expiry)
    {
        public bool IsUsed { get; init; }
    }
}
