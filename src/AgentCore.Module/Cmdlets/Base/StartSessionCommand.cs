using System.Management.Automation;
using System.Runtime.ExceptionServices;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;
using DataLimits = Amazon.BedrockAgentCore.BedrockAgentCoreLimits;

namespace AgentCore.Cmdlets.Base;

/// <summary>
/// Base of the cmdlets that start a session, to keep or to use: what both kinds of session are started with.
/// </summary>
public abstract class StartSessionCommand : ConnectedCommand
{
    private const int UsualSeconds = 300;

    private readonly ClientTokens _tokens = new();

    // What stands on the command line; what a record binds comes and goes.
    private string[] _given = [];

    /// <summary>A name to find the session by; its place on the command line is the cmdlet's own.</summary>
    public abstract string? Name { get; set; }

    /// <summary>
    /// What to start a session for, each: a name; what it is to be started from, as New- and Get- cmdlets write it; or
    /// an object such as a row of a CSV file, whose properties bind to the parameters of the same name.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// A token of yours for the start of one session, 33 to 256 letters, digits and hyphens such as a GUID: a script
    /// that runs again with the same token gets the session that it started the first time, not a second one.
    /// </summary>
    [Parameter]
    [ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>
    /// Time to live in seconds from the start, 1 to 28800; using the session does not prolong it. 3600 for a browser
    /// and 900 for a code interpreter unless given.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsAbsent]
    [AllowedRange(
        DataLimits.StartBrowserSession.SessionTimeoutSecondsMin,
        DataLimits.StartBrowserSession.SessionTimeoutSecondsMax)]
    public int? SessionTimeoutSeconds { get; set; }

    /// <summary>
    /// Secrets of AWS Secrets Manager that hold root certificates to trust, by their ARNs; at most 200.
    /// </summary>
    [Parameter]
    [ValidateCount(1, DataLimits.StartBrowserSession.CertificatesMaxCount)]
    public SecretArn[]? Certificate { get; set; }

    /// <summary>
    /// File systems to mount, at most 10: @{ AccessPointArn = '..'; FileSystemArn = '..'; MountPath = '/mnt/data' }.
    /// </summary>
    [Parameter]
    [ValidateCount(1, DataLimits.StartBrowserSession.FilesystemConfigurationsMaxCount)]
    public FileSystemMount[]? FileSystem { get; set; }

    /// <summary>Id for AWS X-Ray tracing, at most 1024 characters.</summary>
    [Parameter]
    [ValidateLength(1, DataLimits.StartBrowserSession.TraceIdMaxLength)]
    public string? TraceId { get; set; }

    /// <summary>Parent of the trace in the form of the W3C trace context, at most 1024 characters.</summary>
    [Parameter]
    [ValidateLength(1, DataLimits.StartBrowserSession.TraceParentMaxLength)]
    public string? TraceParent { get; set; }

    /// <summary>The session that the parameters and the current record define.</summary>
    private protected abstract Task<SessionPlan> PlanAsync(CancellationToken cancellationToken);

    private protected override void Prepare()
    {
        base.Prepare();
        _given = [.. MyInvocation.BoundParameters.Keys];
    }

    /// <summary>The name that the session of the current record was given; null for none.</summary>
    /// <param name="resource">The resource that was piped in; its own name is not the session's.</param>
    /// <exception cref="AgentCoreException">There are two.</exception>
    private protected string? GivenName(AgentResource? resource)
    {
        if (InputObject?.BaseObject is not string text)
        {
            return resource is null || IsGiven(nameof(Name)) ? Name : null;
        }

        return IsGiven(nameof(Name))
            ? throw Failures.InvalidArgument("Give names by the pipeline or -Name, not both.")
            : Limits.Length(
                "Name", text,
                DataLimits.StartBrowserSession.NameMinLength,
                DataLimits.StartBrowserSession.NameMaxLength);
    }

    /// <summary>
    /// The value of a parameter, the piped resource or the piped row; the first two exclude one another.
    /// </summary>
    /// <param name="parameter">The parameter's name, which is that of the row's column as well.</param>
    /// <param name="value">Its value.</param>
    /// <param name="resource">The resource that was piped in, where it is of the parameter's kind.</param>
    /// <param name="operations">The operations on what the parameter takes.</param>
    private protected T Given<T>(string parameter, T value, AgentResource? resource, ResourceOperations operations)
        where T : AgentResource?
    {
        if (resource is not null)
        {
            return IsGiven(parameter)
                ? throw Failures.InvalidArgument(
                    $"Give the {operations.Name} by the pipeline or -{parameter}, not both.")
                : (T)resource;
        }

        return !IsGiven(parameter) && InputObject?.Properties[parameter]?.Value?.ToString() is { Length: > 0 } text
            ? (T)operations.Named(text)
            : value;
    }

    private bool IsGiven(string parameter) => Array.IndexOf(_given, parameter) >= 0;

    /// <summary>Starts a session to keep, and writes it.</summary>
    /// <param name="wait">Whether to wait until it is ready.</param>
    /// <param name="seconds">How long at most; null for the usual time.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    private protected async Task StartAsync(bool wait, int? seconds, CancellationToken cancellationToken)
    {
        if (seconds is not null && !wait)
        {
            throw Failures.InvalidArgument("-TimeoutSeconds needs -Wait.");
        }

        var plan = await PlanAsync(cancellationToken);
        if (!await ConfirmAsync(plan.Title, $"Start {plan.Operations.Name}"))
        {
            return;
        }

        var token = _tokens.Spend(ClientToken, plan.Title);
        var started = await plan.Start(plan.Connection, this, token, cancellationToken);
        var session = await ReadAsync(plan, started, cancellationToken);
        StartedSessions.Add(session);
        if (token is not null && session.Status == "TERMINATED")
        {
            Warn(
                $"The {plan.Operations.Name} {session.SessionId} was started with this client token before, and has "
                    + "ended since.");
        }

        try
        {
            await WriteAsync(wait ? await ReadyAsync(plan, session, seconds, cancellationToken) : session);
        }
        catch (AgentCoreException notReady)
        {
            await FailAsync(notReady, session.SessionId);
        }
    }

    /// <summary>Starts a session, runs a script with it, and stops it once, however the script ends.</summary>
    /// <remarks>
    /// The session is stopped before the error that ended the script is rethrown, so that the stop can still be
    /// reported.
    /// </remarks>
    private protected async Task UseAsync(ScriptBlock script, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(cancellationToken);
        if (!await ConfirmAsync(plan.Title, $"Use {plan.Operations.Name}"))
        {
            return;
        }

        var token = _tokens.Spend(ClientToken, plan.Title);
        var own = new TemporarySession<AgentSession>(
            () => plan.Start(plan.Connection, this, token, CancellationToken.None),
            session => StopAsync(plan, session));
        ExceptionDispatchInfo? end = null;
        try
        {
            var session = await ReadAsync(plan, await own.GetAsync(cancellationToken), cancellationToken);
            if (session.Status is not null)
            {
                session = await ReadyAsync(plan, session, null, cancellationToken);
            }

            end = await OnPipelineAsync(() => new SessionScript(this, script).Run(session));
        }
        finally
        {
            await StopAsync(own);
        }

        if (end is not null)
        {
            await OnPipelineAsync(() => Throw(end));
        }
    }

    /// <summary>Waits until a session is ready, which the service may need some seconds for.</summary>
    private async Task<AgentSession> ReadyAsync(
        SessionPlan plan, AgentSession session, int? seconds, CancellationToken cancellationToken)
    {
        var wait = new Waiter<AgentSession>(
            $"The {plan.Operations.Name} {session.SessionId}", WaiterAcceptor.Ready,
            TimeSpan.FromSeconds(seconds ?? UsualSeconds),
            now => now.Status, _ => null, async token => await GetAsync(plan, session, token));
        return (await WaitAsync(wait, session, $"Starting {plan.Operations.Name}", cancellationToken))!;
    }

    /// <summary>Reads the session in full; where that fails, the response to the start is used.</summary>
    private async Task<AgentSession> ReadAsync(
        SessionPlan plan, AgentSession started, CancellationToken cancellationToken)
    {
        Verbose($"Started session {started.SessionId}.");
        try
        {
            return await GetAsync(plan, started, cancellationToken);
        }
        catch (AgentCoreException error)
        {
            Verbose($"The session runs, but its details cannot be read: {error.Message}");
            return started;
        }
    }

    private Task<AgentSession> GetAsync(SessionPlan plan, AgentSession session, CancellationToken cancellationToken) =>
        plan.Operations.GetAsync(plan.Connection, this, plan.Owner, session.SessionId, cancellationToken);

    private Task StopAsync(SessionPlan plan, AgentSession session) => plan.Operations.StopAsync(
        plan.Connection, this, session.Of(plan.Owner), clientToken: null, CancellationToken.None);

    private async Task StopAsync(TemporarySession<AgentSession> own)
    {
        try
        {
            await own.StopAsync();
        }
        catch (AgentCoreException gone) when (gone.Category == ErrorCategory.ObjectNotFound)
        {
            Verbose($"The session is gone already: {gone.Message}");
        }
        catch (AgentCoreException error)
        {
            await FailAsync(error, ErrorTarget);
        }
    }

    private static bool Throw(ExceptionDispatchInfo end)
    {
        end.Throw();
        return false;
    }
}

/// <summary>
/// Runs a script block with a session, as ForEach-Object would: in the caller's scope, output as it comes.
/// </summary>
/// <param name="cmdlet">The cmdlet that was given the script block; its pipeline takes what the script writes.</param>
/// <param name="script">The script block.</param>
internal sealed class SessionScript(PSCmdlet cmdlet, ScriptBlock script)
{
    private const string This = "_";

    /// <summary>Runs the script; only on the pipeline thread.</summary>
    /// <returns>What ended it early (an error, a break, Ctrl+C, a satisfied pipeline); null where it ran to its
    /// end.</returns>
    public ExceptionDispatchInfo? Run(AgentSession session)
    {
        var variables = cmdlet.SessionState.PSVariable;
        var before = variables.GetValue(This);
        try
        {
            variables.Set(This, session);
            // A pipeline that is linked to the cmdlet's own: nothing is collected, and downstream can stop it.
            using var pipeline = ScriptBlock.Create("param($script, $session) . $script $session")
                .GetSteppablePipeline(CommandOrigin.Internal, [script, session]);
            pipeline.Begin(cmdlet);
            pipeline.End();
            return null;
        }
        catch (Exception end)
        {
            return ExceptionDispatchInfo.Capture(end);
        }
        finally
        {
            variables.Set(This, before);
        }
    }
}
