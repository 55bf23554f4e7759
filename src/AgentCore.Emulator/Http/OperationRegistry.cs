using System.Globalization;
using System.Text.Json;

namespace AgentCore.Emulator.Http;

/// <summary>The handlers of the operations, and the routes beside them.</summary>
/// <param name="operations">All operations of the API.</param>
internal sealed class OperationRegistry(IReadOnlyList<OperationRow> operations)
{
    private readonly Dictionary<string, Func<OperationInput, OperationContext, Task>> _handlers =
        new(StringComparer.Ordinal);

    private readonly IdempotencyCache _idempotency = new();
    private readonly List<ExtraRoute> _extras = [];
    private readonly List<OtherService> _services = [];

    /// <summary>All operations of the API, those without a handler included.</summary>
    public IReadOnlyList<OperationRow> Operations => operations;

    /// <summary>The routes beside the operations.</summary>
    public IReadOnlyList<ExtraRoute> Extras => _extras;

    /// <summary>Adds the handler of an operation that returns a JSON body.</summary>
    /// <typeparam name="TRequest">
    /// Request record; when it has a client token, a repeated request gets the first response.
    /// </typeparam>
    /// <typeparam name="TResponse">Response record.</typeparam>
    public void Handle<TRequest, TResponse>(string operation, Func<TRequest, OperationContext, Task<TResponse>> handler)
        where TRequest : class, new()
        where TResponse : class =>
        Add(operation, async (input, context) =>
        {
            var request = RequestBinder.Bind<TRequest>(input);
            var response = request is IIdempotentRequest repeatable
                ? await _idempotency.RunAsync(
                    $"{operation}|{context.Region}",
                    repeatable,
                    async () => await handler(request, context))
                : await handler(request, context);
            context.SetHeaders(response);
            await ResponseWriter.WriteAsync(context.Http, (TResponse)response);
        });

    /// <summary>Adds the synchronous handler of an operation that returns a JSON body.</summary>
    public void Handle<TRequest, TResponse>(string operation, Func<TRequest, OperationContext, TResponse> handler)
        where TRequest : class, new()
        where TResponse : class =>
        Handle<TRequest, TResponse>(operation, (request, context) => Task.FromResult(handler(request, context)));

    /// <summary>Adds the handler of an operation that returns an event stream.</summary>
    /// <remarks>
    /// An error before the first event is sent as an HTTP error, a later one as the last message of the stream.
    /// </remarks>
    public void HandleStream<TRequest>(
        string operation, Func<TRequest, OperationContext, EventStreamWriter, Task> handler)
        where TRequest : class, new() =>
        Add(operation, async (input, context) =>
        {
            var request = RequestBinder.Bind<TRequest>(input);
            using var writer = new EventStreamWriter(context.Http);
            try
            {
                await handler(request, context, writer);
                await writer.EndAsync();
            }
            catch (Exception error) when (writer.HasStarted && !context.Aborted.IsCancellationRequested)
            {
                await writer.WriteErrorAsync(context.ToServiceError(error));
            }
        });

    /// <summary>Adds the handler of an operation that binds its request and writes its response itself.</summary>
    public void Handle(string operation, Func<OperationInput, OperationContext, Task> handler) =>
        Add(operation, handler);

    /// <summary>Adds a route beside the operations.</summary>
    public void Serve(ExtraRoute route) => _extras.Add(route);

    /// <summary>Adds a service beside AgentCore.</summary>
    public void Serve(OtherService service) => _services.Add(service);

    /// <summary>
    /// The service of this name in a credential scope; null for AgentCore, and for one that is not there.
    /// </summary>
    public OtherService? FindService(string? name) => _services.Find(service => service.Rules.Service == name);

    /// <summary>The handler of an operation.</summary>
    public Func<OperationInput, OperationContext, Task> Find(string operation) => _handlers[operation];

    private void Add(string operation, Func<OperationInput, OperationContext, Task> handler)
    {
        if (operations.All(row => row.Name != operation))
        {
            throw new ArgumentException($"'{operation}' is not an operation of the API.", nameof(operation));
        }

        _handlers.Add(operation, handler);
    }
}

/// <summary>Writes the body of a response: its members but for headers; none where the status has none.</summary>
internal static class ResponseWriter
{
    /// <summary>Writes <paramref name="response"/>; the pipeline has set the status.</summary>
    public static async Task WriteAsync<T>(HttpContext http, T response)
        where T : class
    {
        if (http.Response.StatusCode != StatusCodes.Status204NoContent)
        {
            var json = WireJson.Write(response);
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = json.Length;
            await http.Response.Body.WriteAsync(json, http.RequestAborted);
        }
    }
}

/// <summary>
/// Creates a request record from path labels, query, headers and JSON body, and validates it. Request records have
/// settable, nullable properties; a property without a location attribute is a member of the body.
/// </summary>
internal static class RequestBinder
{
    /// <summary>Binds and validates a request.</summary>
    /// <exception cref="ServiceException">The input is malformed or breaks a constraint.</exception>
    public static T Bind<T>(OperationInput input)
        where T : class, new()
    {
        var type = RecordType.Of(typeof(T));
        var request = type.HasBody && input.Body.Length > 0 ? ReadBody<T>(input.Body.Span) : new T();
        foreach (var member in type.Members)
        {
            string[] values = member.Location switch
            {
                LabelAttribute label => [input.Labels[label.Name]],
                QueryAttribute query => input.Query.All(query.Name),
                HeaderAttribute header => [.. input.Headers[header.Name].OfType<string>()],
                _ => [],
            };
            if (values.Length > 0 || IsEmptyList(member))
            {
                member.Set(request, Convert(member, values));
            }
        }

        RequestValidator.Check(request);
        return request;
    }

    /// <summary>Reads the members of a body.</summary>
    /// <exception cref="ServiceException">It is not a JSON object, or a member has the wrong type.</exception>
    public static T ReadBody<T>(ReadOnlySpan<byte> body)
        where T : class
    {
        try
        {
            return WireJson.Read<T>(body);
        }
        catch (JsonException error)
        {
            var member = error.Path?.TrimStart('$', '.') ?? "";
            throw member.Length == 0
                ? ServiceErrors.CannotParse("The request body is not a JSON object.")
                : ServiceErrors.CannotParse(
                    $"The request body cannot be read at '{member}'.",
                    new FieldError(member, "is malformed or has the wrong type"));
        }
    }

    // A list of no items leaves no trace in a query.
    private static bool IsEmptyList(RecordMember member) =>
        member.Location is QueryAttribute && member.Type == typeof(IReadOnlyList<string>);

    private static object Convert(RecordMember member, string[] values)
    {
        if (member.Type.IsAssignableFrom(typeof(string[])) && member.Type != typeof(object))
        {
            return values;
        }

        if (values.Length > 1)
        {
            throw ServiceErrors.CannotParse($"'{member.Name}' is given more than once.");
        }

        if (member.Type != typeof(int?))
        {
            return values[0];
        }

        return int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ServiceErrors.CannotParse(
                $"'{member.Name}' is not an integer.",
                new FieldError(member.Name, "must be an integer"));
    }
}

/// <summary>An operation of the API.</summary>
/// <param name="Name">The operation's API name.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with labels in braces; a label stands for one segment.</param>
/// <param name="Status">HTTP status of a successful response.</param>
internal sealed record OperationRow(string Name, string Method, string Path, int Status)
{
    /// <summary>Codes of the errors that the API lists for it.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>Whether its response is an event stream.</summary>
    public bool HasEventStream { get; init; }

    /// <summary>Whether it has the error ValidationException.</summary>
    public bool CanBeInvalid => Errors.Contains("ValidationException");
}

/// <summary>
/// A route beside the operations of the API: a WebSocket stream, a page, an operation of the emulator.
/// </summary>
/// <param name="Name">Its name in the log and among the rates: the IAM action of a stream.</param>
/// <param name="Path">Path template.</param>
/// <param name="Handler">Handles a request.</param>
internal sealed record ExtraRoute(string Name, string Path, Func<OperationInput, OperationContext, Task> Handler)
{
    /// <summary>HTTP method.</summary>
    public string Method { get; init; } = HttpMethods.Get;

    /// <summary>
    /// What a request must have. The body is read for a signed request; the handler of another reads it itself.
    /// </summary>
    public RouteAccess Access { get; init; }

    /// <summary>
    /// Whether it serves a page of the emulator: its many requests are logged for debugging only.
    /// </summary>
    public bool IsOwnPage { get; init; }
}

/// <summary>A service beside AgentCore, which every request gets that is signed for it.</summary>
/// <param name="Name">Its name in the log and the feed.</param>
/// <param name="Rules">How its requests are signed.</param>
/// <param name="Handler">Handles a request, given its path as it was sent and its query.</param>
/// <param name="WriteErrorAsync">Writes an error in the shape of the service.</param>
internal sealed record OtherService(
    string Name,
    SigningRules Rules,
    Func<string, RawQuery, HttpContext, Task> Handler,
    Func<HttpContext, ServiceException, Task> WriteErrorAsync);

/// <summary>
/// What a request to a route must have. Without a signature the region of the context is empty, and the handler checks
/// a token of its own.
/// </summary>
internal enum RouteAccess
{
    /// <summary>A SigV4 signature.</summary>
    Signature,

    /// <summary>A token that a signed page got, which is as good as its signature.</summary>
    PageToken,

    /// <summary>A token that does not come from a signed request, or none.</summary>
    Open,
}
