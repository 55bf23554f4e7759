using System.Diagnostics;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http.Faults;
using Microsoft.AspNetCore.Http.Features;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Serves every request: host and origin, route, head of the signature, body, signature, handler. Every exception
/// becomes an error of <see cref="ServiceErrors"/>.
/// </summary>
internal sealed class RequestPipeline(
    OperationRegistry registry,
    RequestGuard guard,
    SignatureVerifier verifier,
    RequestBodies bodies,
    RateLimiter rates,
    FaultList faults,
    CallFeed feed,
    ICallObserver? observer,
    ILogger<RequestPipeline> log)
{
    private readonly (OperationRow Row, PathTemplate Path)[] _operations =
        [.. registry.Operations.Select(row => (row, new PathTemplate(row.Path)))];

    private readonly (ExtraRoute Route, PathTemplate Path)[] _extras =
        [.. registry.Extras.Select(route => (route, new PathTemplate(route.Path)))];

    /// <summary>Serves one request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var clock = Stopwatch.StartNew();
        var exchange = new Exchange(http, Guid.NewGuid().ToString(), feed.Time.GetUtcNow());
        http.Response.Headers["x-amzn-RequestId"] = exchange.RequestId;
        try
        {
            await RespondAsync(exchange);
        }
        finally
        {
            if (exchange.Observation is { } observation)
            {
                await observation.DisposeAsync();
            }

            log.Log(
                exchange.IsOwnPage ? LogLevel.Debug : LogLevel.Information,
                "{Operation} {Status} {Milliseconds} ms ({RequestId})",
                exchange.Name,
                http.Response.StatusCode,
                clock.ElapsedMilliseconds,
                exchange.RequestId);
            feed.Publish(exchange.ToCall(clock.Elapsed));
        }
    }

    private async Task RespondAsync(Exchange exchange)
    {
        var http = exchange.Http;
        try
        {
            await ServeAsync(exchange);
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested)
        {
            var response = ToServiceError(error, exchange);
            if (http.Response.HasStarted)
            {
                http.Abort();
            }
            else
            {
                await (exchange.Service?.WriteErrorAsync ?? ErrorRenderer.WriteAsync)(http, response);
            }
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has disconnected.
        }
    }

    // The error for anything that a handler may throw. What the caller must not see is logged.
    private ServiceException ToServiceError(Exception error, Exchange exchange)
    {
        var known = error switch
        {
            ServiceException { Status: 400 } invalid when !exchange.CanBeInvalid =>
                ServiceErrors.NotFound(invalid.Message),
            ServiceException service => service,
            FaultException fault => ServiceErrors.OnDemand(fault),
            StorageException failed => ServiceErrors.Internal(failed.Message),
            BadHttpRequestException { StatusCode: 413 } => ServiceErrors.TooLarge(bodies.Longest),
            BadHttpRequestException bad => ServiceErrors.CannotParse(bad.Message),
            _ => ServiceErrors.Internal("The emulator failed. Its log has the details."),
        };
        if (known.Status == 500 && error is not FaultException)
        {
            log.LogError(error, "{Operation} failed ({RequestId})", exchange.Name, exchange.RequestId);
        }

        exchange.ErrorCode = known.Code;
        return known;
    }

    private async Task ServeAsync(Exchange exchange)
    {
        var (http, request) = (exchange.Http, exchange.Http.Request);
        var (rawPath, query) = exchange.Target;
        if (registry.FindService(SignedParts.ServiceOf(request.Headers, query)) is { } service)
        {
            await ServeOtherAsync(exchange, service);
            return;
        }

        var route = Find(request.Method, rawPath);
        exchange.Name = route?.Name ?? exchange.Name;
        exchange.CanBeInvalid = route?.CanBeInvalid ?? true;
        exchange.IsOwnPage = route?.IsOwnPage ?? false;
        exchange.Labels = route?.Labels ?? exchange.Labels;
        guard.Check(request, isSigned: route?.Access is not RouteAccess.Open);
        if (route is { Access: not RouteAccess.Signature })
        {
            exchange.Caller = CompletedCall.Page;
            await route.Handler(new(route.Labels, query, request.Headers, default), ContextOf(exchange, ""));
            return;
        }

        // The body is read only for a known access key and an existing operation.
        var parts = verifier.CheckHead(request.Headers, query, SigningRules.AgentCore);
        if (route is null)
        {
            throw ServiceErrors.UnknownOperation(request.Method, rawPath);
        }

        using var body = await bodies.ReadAsync(request);
        Verify(exchange, body, parts, SigningRules.AgentCore);
        var input = new OperationInput(route.Labels, query, request.Headers, body.Content);
        var context = ContextOf(exchange, parts.Region);
        exchange.Observation = observer?.Begin(input, context);
        rates.Count(route.Name);
        http.Response.StatusCode = route.Status;
        await WithFaultAsync(exchange, () => route.Handler(input, context));
    }

    private Task WithFaultAsync(Exchange exchange, Func<Task> handle)
    {
        if (faults.Take(exchange.Name, exchange.SessionId) is not { } hit)
        {
            return handle();
        }

        log.LogInformation(
            "{Operation} is hit by the fault {Fault} ({RequestId})",
            exchange.Name,
            hit.Fault.Kind.Name,
            exchange.RequestId);
        return hit.RunAsync(exchange.Http, handle);
    }

    // Another service has paths of its own, which may be those of operations: its signature tells which is meant.
    private async Task ServeOtherAsync(Exchange exchange, OtherService service)
    {
        var (http, request) = (exchange.Http, exchange.Http.Request);
        var (rawPath, query) = exchange.Target;
        (exchange.Service, exchange.Name) = (service, service.Name);
        guard.Check(request, isSigned: true);
        var parts = verifier.CheckHead(request.Headers, query, service.Rules);
        using var body = await bodies.ReadAsync(request);
        Verify(exchange, body, parts, service.Rules);
        await service.Handler(rawPath, query, http);
    }

    private void Verify(Exchange exchange, RequestBody body, SignedParts parts, SigningRules rules)
    {
        var (request, (rawPath, query)) = (exchange.Http.Request, exchange.Target);
        verifier.Verify(new(request.Method, rawPath, query, request.Headers, body.Content), parts, rules);
        (exchange.Caller, exchange.Region) = (parts.AccessKey, parts.Region);
    }

    private Route? Find(string method, string rawPath)
    {
        var segments = rawPath.Split('/');
        foreach (var (extra, path) in _extras)
        {
            if (extra.Method == method && path.Match(segments) is { } labels)
            {
                return new(extra.Name, labels, extra.Handler, extra.Access) { IsOwnPage = extra.IsOwnPage };
            }
        }

        foreach (var (row, path) in _operations)
        {
            if (row.Method == method && path.Match(segments) is { } labels)
            {
                return new(row.Name, labels, registry.Find(row.Name))
                {
                    Status = row.Status,
                    CanBeInvalid = row.CanBeInvalid,
                };
            }
        }

        return null;
    }

    private OperationContext ContextOf(Exchange exchange, string region) =>
        new(
            exchange.Name,
            region,
            guard.AddressFor(exchange.Http.Request),
            exchange.Http,
            error => ToServiceError(error, exchange));

    private sealed record Route(
        string Name,
        IReadOnlyDictionary<string, string> Labels,
        Func<OperationInput, OperationContext, Task> Handler,
        RouteAccess Access = RouteAccess.Signature)
    {
        public int Status { get; init; } = StatusCodes.Status200OK;

        public bool CanBeInvalid { get; init; } = true;

        public bool IsOwnPage { get; init; }
    }

    // One request and its response, for the log and the feed.
    private sealed record Exchange(HttpContext Http, string RequestId, DateTimeOffset StartedAt)
    {
        public string Name { get; set; } = "?";

        // As it was received: the path is not decoded.
        public (string RawPath, RawQuery Query) Target { get; } = TargetOf(Http);

        // The service that it is for, where that is not AgentCore.
        public OtherService? Service { get; set; }

        // Whether the operation has the error ValidationException. What one without it rejects cannot be found.
        public bool CanBeInvalid { get; set; } = true;

        // Whether it is for a page of the emulator, or comes from one.
        public bool IsOwnPage { get; set; }

        public IReadOnlyDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

        public string Caller { get; set; } = "";

        public string Region { get; set; } = "";

        public string? ErrorCode { get; set; }

        public IAsyncDisposable? Observation { get; set; }

        // The session that the request names in path, query or header.
        public string? SessionId => Labels.GetValueOrDefault("sessionId")
            ?? Target.Query.Single("sessionId")
            ?? OperationInput.SessionOf(Http.Request.Headers);

        public CompletedCall ToCall(TimeSpan duration) => new(Name, Http.Request.Method, RequestId, StartedAt)
        {
            Status = Http.Response.StatusCode,
            ErrorCode = ErrorCode ?? Http.Response.Headers["x-amzn-ErrorType"].FirstOrDefault(),
            Duration = duration,
            Region = Region,
            Caller = Caller,
            SessionId = SessionId,
            ResourceId = Labels.FirstOrDefault(label => label.Key != "sessionId").Value,
            IsOwnPage = IsOwnPage,
            IsAborted = Http.RequestAborted.IsCancellationRequested,
        };

        private static (string RawPath, RawQuery Query) TargetOf(HttpContext http)
        {
            var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
            return (target[0], new(target.Length == 2 ? target[1] : ""));
        }
    }
}

/// <summary>Writes an error as an HTTP response.</summary>
internal static class ErrorRenderer
{
    /// <summary>Writes <paramref name="error"/>; the response must not have started.</summary>
    public static async Task WriteAsync(HttpContext http, ServiceException error)
    {
        http.Response.StatusCode = error.Status;
        http.Response.Headers["x-amzn-ErrorType"] = error.Code;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(WireJson.Write(ErrorBody.Of(error)), http.RequestAborted);
    }
}
