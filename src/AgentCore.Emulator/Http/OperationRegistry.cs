namespace AgentCore.Emulator.Http;

/// <summary>Handlers by operation, and the streams and pages that are no operations.</summary>
internal sealed class OperationRegistry
{
    private readonly Dictionary<string, Func<OperationInput, OperationContext, Task>> _handlers = new(StringComparer.Ordinal);
    private readonly IdempotencyCache _idempotency = new();
    private readonly List<ExtraRoute> _extras = [];

    /// <summary>Streams and pages beside the operations.</summary>
    public IReadOnlyList<ExtraRoute> Extras => _extras;

    /// <summary>Handles an operation that answers with a JSON body.</summary>
    /// <typeparam name="TRequest">Request record; when it has a client token, repeats get the first answer.</typeparam>
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
            await ResponseWriter.WriteAsync(context.Http, (TResponse)response);
        });

    /// <summary>Handles an operation that answers with a JSON body and has nothing to wait for.</summary>
    public void Handle<TRequest, TResponse>(string operation, Func<TRequest, OperationContext, TResponse> handler)
        where TRequest : class, new()
        where TResponse : class =>
        Handle<TRequest, TResponse>(operation, (request, context) => Task.FromResult(handler(request, context)));

    /// <summary>Handles an operation that answers with an event stream.</summary>
    /// <remarks>
    /// An error thrown before the first event becomes an HTTP error, later it becomes the stream's last message.
    /// </remarks>
    public void HandleStream<TRequest>(string operation, Func<TRequest, OperationContext, EventStreamWriter, Task> handler)
        where TRequest : class, new() =>
        Add(operation, async (input, context) =>
        {
            var request = RequestBinder.Bind<TRequest>(input);
            using var writer = new EventStreamWriter(context.Http);
            try
            {
                await handler(request, context, writer);
                await writer.StartAsync();
            }
            catch (Exception error) when (writer.HasStarted && !context.Aborted.IsCancellationRequested)
            {
                await writer.WriteErrorAsync(context.ToServiceError(error));
            }
        });

    /// <summary>Serves a stream or page that is no operation.</summary>
    public void Serve(ExtraRoute route) => _extras.Add(route);

    /// <summary>The handler of an operation of the table.</summary>
    public Func<OperationInput, OperationContext, Task> Find(string operation) => _handlers[operation];

    private void Add(string operation, Func<OperationInput, OperationContext, Task> handler)
    {
        if (OperationTable.Rows.All(row => row.Name != operation))
        {
            throw new ArgumentException($"'{operation}' is not in the operation table.", nameof(operation));
        }

        _handlers.Add(operation, handler);
    }
}
