using System.Diagnostics;
using AgentCore.Emulator.Protocol.Errors;
using AgentCore.Emulator.Protocol.Routing;
using AgentCore.Emulator.Protocol.Signature;
using Microsoft.AspNetCore.Http.Features;

namespace AgentCore.Emulator.Protocol;

/// <summary>The way of every request: guard, route, signature, handler; and of every error: the catalogue's renderer.</summary>
internal sealed class RequestPipeline(OperationRegistry registry, SignatureVerifier verifier, ILogger<RequestPipeline> log)
{
    /// <summary>Longest body in bytes: a file of 100 MB in base64, and room for the JSON around it.</summary>
    public const long LongestBody = 140_000_000;

    private readonly (OperationRow Row, PathTemplate Path)[] _operations =
        [.. OperationTable.Rows.Select(row => (row, new PathTemplate(row.Path)))];

    private readonly (ExtraRoute Route, PathTemplate Path)[] _extras =
        [.. registry.Extras.Select(route => (route, new PathTemplate(route.Path)))];

    /// <summary>Serves one request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var clock = Stopwatch.StartNew();
        var requestId = Guid.NewGuid().ToString();
        http.Response.Headers["x-amzn-RequestId"] = requestId;
        var name = "?";
        try
        {
            RequestGuard.Check(http.Request);
            name = await ServeAsync(http, found => name = found);
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested)
        {
            var answer = ToServiceError(error);
            if (answer.Status == 500)
            {
                log.LogError(error, "{Operation} failed ({RequestId})", name, requestId);
            }

            if (http.Response.HasStarted)
            {
                http.Abort();
            }
            else
            {
                await ErrorRenderer.WriteAsync(http, answer);
            }
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to tell.
        }

        log.LogInformation(
            "{Operation} {Status} {Milliseconds} ms ({RequestId})",
            name,
            http.Response.StatusCode,
            clock.ElapsedMilliseconds,
            requestId);
    }

    /// <summary>The catalogue's entry for anything that a handler may throw.</summary>
    public static ServiceException ToServiceError(Exception error) => error switch
    {
        ServiceException known => known,
        BadHttpRequestException { StatusCode: 413 } => ServiceErrors.TooLarge(LongestBody),
        BadHttpRequestException bad => ServiceErrors.CannotParse(bad.Message),
        _ => ServiceErrors.Internal("The emulator failed; its log has the details."),
    };

    private async Task<string> ServeAsync(HttpContext http, Action<string> setName)
    {
        var (rawPath, query) = SplitTarget(http);
        var body = await ReadBodyAsync(http.Request);
        foreach (var (route, path) in _extras)
        {
            if (http.Request.Method == "GET" && path.Match(rawPath) is { } labels)
            {
                setName(route.Name);
                var region = route.Signed ? Verify(http, rawPath, query, body) : "";
                await route.Handler(new(labels, query, http.Request.Headers, body), new(route.Name, region, http));
                return route.Name;
            }
        }

        var caller = Verify(http, rawPath, query, body);
        foreach (var (row, path) in _operations)
        {
            if (row.Method == http.Request.Method && path.Match(rawPath) is { } labels)
            {
                setName(row.Name);
                var handler = registry.Find(row.Name);
                http.Response.StatusCode = row.Status;
                await handler(new(labels, query, http.Request.Headers, body), new(row.Name, caller, http));
                return row.Name;
            }
        }

        throw ServiceErrors.UnknownOperation(http.Request.Method, rawPath);
    }

    private string Verify(HttpContext http, string rawPath, RawQuery query, ReadOnlyMemory<byte> body) =>
        verifier.Verify(new(http.Request.Method, rawPath, query, http.Request.Headers, body));

    private static (string Path, RawQuery Query) SplitTarget(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        return (target[0], new(target.Length == 2 ? target[1] : ""));
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpRequest request)
    {
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return default;
        }

        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, LongestBody));
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
