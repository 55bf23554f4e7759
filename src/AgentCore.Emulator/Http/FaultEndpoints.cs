using AgentCore.Emulator.Http.Faults;

namespace AgentCore.Emulator.Http;

/// <summary>
/// The emulator's own operations for faults on demand: GET lists those that are set and what can be set, PUT sets one
/// or crashes a session at once, DELETE removes some or all. No fault ever hits them.
/// </summary>
/// <param name="faults">The faults.</param>
internal sealed class FaultEndpoints(FaultList faults)
{
    private const string Path = "/emulator/faults";

    /// <summary>Adds the routes.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Serve(new ExtraRoute("GetFaults", Path, (_, context) => ListAsync(context)));
        registry.Serve(new ExtraRoute("PutFault", Path, SetAsync) { Method = HttpMethods.Put });
        registry.Serve(new ExtraRoute("DeleteFaults", Path, RemoveAsync) { Method = HttpMethods.Delete });
    }

    private Task ListAsync(OperationContext context) => ResponseWriter.WriteAsync(
        context.Http,
        new FaultOverview(
            faults.States,
            [.. faults.Operations.Select(operation => new FaultTarget(
                operation.Name,
                [.. FaultKind.All.Where(kind => kind.CanHit(operation)).Select(kind => kind.Name)],
                [.. operation.Errors.Keys]))],
            [.. FaultKind.All.Select(kind => new FaultHint(kind.Name, kind.About))]));

    private async Task SetAsync(OperationInput input, OperationContext context)
    {
        var request = input.ReadBody<FaultRequest>();
        if (request.SessionId is { } sessionId)
        {
            await CrashAsync(request, sessionId);
            context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await ResponseWriter.WriteAsync(context.Http, Checked(() => faults.Set(request)));
    }

    private async Task CrashAsync(FaultRequest request, string sessionId)
    {
        if (request is not { Operation: null, Fault: "crash", Count: null })
        {
            throw ServiceErrors.CannotParse(
                "A sessionId is for the fault crash alone, without operation and count: the session crashes at once.");
        }

        if (!await faults.CrashAsync(sessionId))
        {
            throw ServiceErrors.NotFound($"There is no live browser session {sessionId}.");
        }
    }

    private Task RemoveAsync(OperationInput input, OperationContext context)
    {
        var request = input.ReadBody<FaultRequest>();
        var removed = Checked(() => faults.Remove(request.Operation, request.Fault, request.ErrorCode));
        return ResponseWriter.WriteAsync(context.Http, new FaultOverview(removed, [], []));
    }

    private static T Checked<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FaultSpecException error)
        {
            throw ServiceErrors.CannotParse(error.Message);
        }
    }

    // A fault to set, or a session to crash at once.
    private sealed record FaultRequest : FaultSpec
    {
        public string? SessionId { get; init; }
    }

    private sealed record FaultOverview(
        IReadOnlyList<FaultState> Faults, IReadOnlyList<FaultTarget> Operations, IReadOnlyList<FaultHint> Kinds);

    private sealed record FaultTarget(string Name, IReadOnlyList<string> Faults, IReadOnlyList<string> ErrorCodes);

    private sealed record FaultHint(string Name, string About);
}
