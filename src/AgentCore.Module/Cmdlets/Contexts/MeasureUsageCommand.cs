using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Files;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Contexts;

/// <summary>
/// Measure-ACUsage: adds up how long sessions ran, and what that costs at most. Stands for the API operations
/// ListBrowserSessions and ListCodeInterpreterSessions.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "ACUsage")]
[OutputType(typeof(Usage))]
public sealed class MeasureUsageCommand : RegionsCommand
{
    private readonly ConcurrentBag<AgentSession> _sessions = [];
    private PriceList _prices = AgentCore.PriceList.Default;
    private bool _isPiped;

    /// <summary>
    /// Sessions of both kinds to count; unless given, those of all browsers and code interpreters are looked up: what
    /// runs, and what has ended in the last 30 days.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [Alias("Session")]
    [AnySessionArgument]
    public AgentSession[]? InputObject { get; set; }

    /// <summary>Counts only the time from then on.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>
    /// Other prices: a hashtable such as @{ VCpuHour = 0.08; GigabyteHour = 0.009 }, or a JSON file of these names;
    /// what it leaves out is the module's.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object? PriceList { get; set; }

    private protected override void Prepare()
    {
        base.Prepare();
        _isPiped = MyInvocation.ExpectingInput;
        _prices = (PriceList is PSObject wrapped ? wrapped.BaseObject : PriceList) switch
        {
            null => AgentCore.PriceList.Default,
            IDictionary prices => AgentCore.PriceList.Of(prices),
            FileInfo file => AgentCore.PriceList.Parse(File.ReadAllText(file.FullName)),
            var path => AgentCore.PriceList.Parse(
                File.ReadAllText(LocalPaths.Existing(SessionState, $"{path}").FullName)),
        };
    }

    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var session in InputObject ?? [])
        {
            _isPiped = true;
            await EachAsync(
                session.SessionId, async () => _sessions.Add(await KnownAsync(session, cancellationToken)),
                cancellationToken);
        }
    }

    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (!_isPiped)
        {
            await InEachRegionAsync(
                null,
                () => Task.WhenAll(
                    ListAsync(BrowserSessionOperations.Instance, cancellationToken),
                    ListAsync(CodeInterpreterSessionOperations.Instance, cancellationToken)),
                cancellationToken);
        }

        var now = DateTime.UtcNow;
        var usages = _sessions
            .GroupBy(session => (session.Owner, session.Region, IsBrowser: session is BrowserSession))
            .Select(group => Count(group.Key, [.. group], now))
            .OrderByDescending(usage => usage.MaximumCost)
            .ThenBy(usage => usage.Identifier, StringComparer.Ordinal)
            .ToArray();
        var endless = _sessions.Count(session => EndOf(session, now) is null);
        if (endless > 0)
        {
            Warn(
                $"When {endless} of the sessions ended is not known, and their time is not counted. Lists have it: "
                    + "Get-ACBrowserSession | Measure-ACUsage.");
        }

        await WriteAllAsync(usages);
    }

    private Usage Count((string Owner, string? Region, bool IsBrowser) key, AgentSession[] sessions, DateTime now)
    {
        var duration = new TimeSpan(sessions.Sum(session => TimeOf(session, now).Ticks));
        return new Usage(key.Owner)
        {
            Kind = key.IsBrowser ? "Browser" : "CodeInterpreter",
            Region = key.Region,
            Sessions = sessions.Length,
            Running = sessions.Count(session => session.Status == "READY"),
            Duration = duration,
            MaximumCost = Math.Round(_prices.Cost(key.IsBrowser, duration), 4),
            Currency = _prices.Currency,
            PriceDate = _prices.Date,
            Assumption = _prices.Assumption(key.IsBrowser),
        };
    }

    private TimeSpan TimeOf(AgentSession session, DateTime now)
    {
        var (created, since) = (session.CreatedAt?.ToUniversalTime(), Since?.ToUniversalTime());
        return EndOf(session, now) - (since > created ? since : created) is { Ticks: > 0 } time ? time : TimeSpan.Zero;
    }

    private static DateTime? EndOf(AgentSession session, DateTime now) =>
        session.Status == "TERMINATED" ? session.LastUpdatedAt?.ToUniversalTime() : now;

    // Of what comes from a file or job only its id is certain.
    private async Task<AgentSession> KnownAsync(AgentSession session, CancellationToken cancellationToken) =>
        session.CreatedAt is not null
            ? session
            : await SessionOperations.For(session).GetAsync(
                Connect(session), this, session.Owner, session.SessionId, cancellationToken);

    private async Task ListAsync(SessionOperations operations, CancellationToken cancellationToken)
    {
        var connection = Connect();
        await foreach (var owner in Pagination.AllAsync(
            token => operations.OwnerOperations.ListAsync(connection, this, type: null, token, cancellationToken)))
        {
            await EachAsync(
                owner.Id, () => ListAsync(operations, connection, owner, cancellationToken), cancellationToken);
        }
    }

    private async Task ListAsync(
        SessionOperations operations, Connection connection, AgentResource owner, CancellationToken cancellationToken)
    {
        await foreach (var session in Pagination.AllAsync(
            token => operations.ListAsync(connection, this, owner.Identifier, status: null, token, cancellationToken)))
        {
            if (TimeOf(session, DateTime.UtcNow) > TimeSpan.Zero || Since is null)
            {
                _sessions.Add(session);
            }
        }
    }
}

/// <summary>For parameters that take sessions of both kinds.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AnySessionArgumentAttribute : ItemsArgumentAttribute
{
    private readonly BrowserSessionArgumentAttribute _browser = new();
    private readonly CodeInterpreterSessionArgumentAttribute _interpreter = new();

    internal override object One(object input) =>
        Bare(input) is not (null or string or AgentSession)
        && Text(PSObject.AsPSObject(input), "CodeInterpreterIdentifier") is not null
            ? _interpreter.One(input)
            : _browser.One(input);
}
