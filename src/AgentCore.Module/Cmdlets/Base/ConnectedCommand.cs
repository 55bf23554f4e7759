using System.Collections;
using System.Globalization;
using System.Management.Automation;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.Base;

/// <summary>
/// Base of the cmdlets that call the service: the connection parameters but for the region, and the connection.
/// </summary>
public abstract class ServiceCommand : AsyncCommand
{
    // The region that the present work is about, where there are several.
    private readonly AsyncLocal<Connector?> _regional = new();

    private Connector _default = null!;
    private ConnectionParameters _defaulted = null!;

    /// <summary>The AWS profile whose credentials and region are used.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>File that holds the AWS profiles, where it is not the user's default one.</summary>
    [Parameter]
    [Alias("ProfilesLocation")]
    public string? ProfileLocation { get; set; }

    /// <summary>AWS access key id; goes with -SecretKey.</summary>
    [Parameter]
    [Alias("AK")]
    public string? AccessKey { get; set; }

    /// <summary>AWS secret key; goes with -AccessKey.</summary>
    [Parameter]
    [Alias("SK", "SecretAccessKey")]
    public string? SecretKey { get; set; }

    /// <summary>Session token of temporary keys.</summary>
    [Parameter]
    [Alias("ST")]
    public string? SessionToken { get; set; }

    /// <summary>A credential object of AWS.Tools, as Get-AWSCredential and New-AWSCredential return it.</summary>
    [Parameter]
    public object? Credential { get; set; }

    /// <summary>
    /// Role to assume with the credentials that the other parameters, the context or the AWS SDK's own chain give.
    /// </summary>
    [Parameter]
    public string? RoleArn { get; set; }

    /// <summary>What CloudTrail calls the caller of -RoleArn; AgentCore unless given.</summary>
    [Parameter]
    public string? RoleSessionName { get; set; }

    /// <summary>Base address to call instead of AWS's own, such as <c>http://127.0.0.1:9580</c>.</summary>
    [Parameter]
    public string? EndpointUrl { get; set; }

    /// <summary>The connection settings of this runspace.</summary>
    private protected RunspaceSettings RunspaceSettings { get; private set; } = null!;

    /// <summary>The region that parameters name, the first where there are several; null where none do.</summary>
    private protected abstract string? RegionName { get; }

    /// <summary>What was typed; what $PSDefaultParameterValues gave ranks below the context.</summary>
    private protected ConnectionParameters TypedParameters { get; private set; } = null!;

    /// <summary>The settings of the parameters alone.</summary>
    private protected ConnectionSettings Parameters => Connector.Parameters;

    /// <summary>What holds in this runspace without any parameter.</summary>
    private protected ConnectionSettings Ambient => Connector.Ambient;

    /// <summary>Where calls go that concern no object of ours.</summary>
    private protected ConnectionSettings Settings => Connector.Settings;

    private protected override void Prepare()
    {
        RunspaceSettings = RunspaceSettings.Current;
        var bound = new ConnectionParameters
        {
            Region = RegionName,
            ProfileName = ProfileName,
            ProfileLocation = ProfileLocation,
            AccessKey = AccessKey,
            SecretKey = SecretKey,
            SessionToken = SessionToken,
            Credential = Credential,
            RoleArn = RoleArn,
            RoleSessionName = RoleSessionName,
            EndpointUrl = EndpointUrl,
        };
        (TypedParameters, _defaulted) = bound.Split(DefaultValues.Read(SessionState.PSVariable, MyInvocation));
        _default = ConnectorTo(TypedParameters.Region);
    }

    /// <summary>What leads to a region; on the pipeline thread.</summary>
    private protected Connector ConnectorTo(string? region) => new(
        RunspaceSettings,
        (TypedParameters with { Region = region }).ToSettings(),
        ConnectionSettings.Layer(
            _defaulted.ToSettings(DefaultValues.Source), AwsToolsVariables.Read(SessionState.PSVariable)));

    /// <summary>Does work that <see cref="Connect(Origin?)"/> leads to another region in.</summary>
    private protected async Task InRegionAsync(Connector connector, Func<Task> work)
    {
        // Flows into the work, and not out of this method.
        _regional.Value = connector;
        await work();
    }

    private Connector Connector => _regional.Value ?? _default;

    /// <inheritdoc cref="Connector.Connect(Origin?)"/>
    private protected Connection Connect(Origin? origin = null) => Connector.Connect(origin);

    /// <summary>
    /// The connection for a session: where it came from, else its region or that of its owner's ARN; parameters win.
    /// </summary>
    private protected Connection Connect(AgentSession session) =>
        Connect(session.Origin, session.Owner, session.HeldRegion);

    /// <summary>
    /// The connection for a resource: where it came from, else its region or that of its ARN; parameters win.
    /// </summary>
    private protected Connection Connect(AgentResource resource) =>
        Connect(resource.Origin, resource.Arn, resource.HeldRegion);

    /// <inheritdoc cref="Connector.Connect(Origin?, string?, string?)"/>
    private protected Connection Connect(Origin? origin, string? arn, string? region = null) =>
        Connector.Connect(origin, arn, region);

    /// <summary>
    /// The sessions that a user means: the one at hand, or those that run under the name that was given.
    /// </summary>
    /// <param name="given">A session, or a name that stands for some.</param>
    /// <param name="owner">The browser or code interpreter that parameters name; null where none does.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <exception cref="AgentCoreException">No running session has this name, or the service rejected the
    /// request to list them.</exception>
    private protected async Task<IReadOnlyList<T>> FindAsync<T>(
        T given, string? owner, CancellationToken cancellationToken)
        where T : AgentSession
    {
        var meant = owner is null ? given : (T)given.Of(owner);
        return meant.Reference == Reference.Name
            ? [.. (await SessionOperations.For(meant).FindAsync(Connect(meant), this, meant, cancellationToken))
                .Cast<T>()]
            : [meant];
    }

    /// <summary>Waits for one thing and shows a bar that fills as the time runs out.</summary>
    /// <param name="wait">What to wait for.</param>
    /// <param name="first">It, as it is known now.</param>
    /// <param name="activity">Title of the bar.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    private protected async Task<T?> WaitAsync<T>(
        Waiter<T> wait, T first, string activity, CancellationToken cancellationToken)
        where T : class
    {
        T? end = null;
        await ShowingAsync(
            activity, wait.Limit, async show => end = await wait.RunAsync(first, show, cancellationToken));
        return end;
    }

    /// <summary>Shows a bar that fills as the time runs out, while the work lasts.</summary>
    /// <param name="activity">Title of the bar.</param>
    /// <param name="limit">The time.</param>
    /// <param name="work">Gets a callback that shows a text, and the time that the work has taken so far.</param>
    private protected async Task ShowingAsync(
        string activity, TimeSpan limit, Func<Action<string, TimeSpan>, Task> work)
    {
        try
        {
            await work(Show);
        }
        finally
        {
            Progress(new ProgressRecord(1, activity, "done") { RecordType = ProgressRecordType.Completed });
        }

        void Show(string state, TimeSpan passed) => Progress(new ProgressRecord(1, activity, string.Format(
            CultureInfo.InvariantCulture, "{0}, {1:0} of {2} s", state, passed.TotalSeconds, limit.TotalSeconds))
        {
            PercentComplete = Math.Min(100, (int)(100 * passed.TotalSeconds / limit.TotalSeconds)),
        });
    }
}

/// <summary>Base of the cmdlets that call one region.</summary>
public abstract class ConnectedCommand : ServiceCommand
{
    /// <summary>The AWS region to call, such as <c>eu-central-1</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    private protected sealed override string? RegionName => Region;
}

/// <summary>Completes names of AWS regions.</summary>
public sealed class RegionCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
        AwsEnvironment.Regions();
}

/// <summary>Completes names of AWS profiles: the user's, or those of -ProfileLocation.</summary>
public sealed class ProfileCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words => AwsEnvironment.Profiles(null);

    private protected override IEnumerable<(string Word, string Hint)> WordsFor(IDictionary? typed) =>
        AwsEnvironment.Profiles(typed?[nameof(ConnectedCommand.ProfileLocation)]?.ToString());
}

/// <summary>
/// Base of the cmdlets that set something going which goes on after the call, and may wait for its end.
/// </summary>
public abstract class WaitingCommand : ConnectedCommand
{
    /// <summary>Waits until the work is done; shows progress meanwhile.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: how many seconds at most, 1 to 86400; 300 unless given.</summary>
    [Parameter]
    [AllowedRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 300;

    private protected TimeSpan Limit => TimeSpan.FromSeconds(TimeoutSeconds);

    private protected override void Prepare()
    {
        base.Prepare();
        if (MyInvocation.BoundParameters.ContainsKey(nameof(TimeoutSeconds)) && !Wait)
        {
            throw Failures.InvalidArgument("-TimeoutSeconds needs -Wait.");
        }
    }
}
