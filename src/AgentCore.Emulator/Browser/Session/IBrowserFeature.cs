using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Session;

/// <summary>
/// One feature of one browser session: its part in the start of the browser, its state while the session lives, and its
/// clean-up. Sessions know their features by this contract alone; the features see the session, not the other way
/// round.
/// </summary>
internal interface IBrowserFeature : IAsyncDisposable
{
    /// <summary>Prepares the session before its browser starts; the features take turns in their order.</summary>
    /// <exception cref="ServiceException">The session cannot start with this request.</exception>
    Task PrepareAsync(SessionStart start) => Task.CompletedTask;

    /// <summary>
    /// Whether the prepared session needs a browser that starts with its settings, and cannot take one that waits.
    /// </summary>
    bool NeedsColdStart => false;

    /// <summary>Adds the feature's part to the browser's command line, unless a browser that waits is taken.</summary>
    ChromiumSpec Configure(ChromiumSpec spec) => spec;

    /// <summary>Sets the browser up once it runs, before any client can reach it.</summary>
    /// <exception cref="ServiceException">The session cannot start with this request.</exception>
    Task InitializeAsync(CdpHub hub) => Task.CompletedTask;

    /// <summary>
    /// Completes what callers must find complete when the end of the session is acknowledged, while the browser still
    /// runs; it must be quick.
    /// </summary>
    Task FinishAsync() => Task.CompletedTask;

    /// <summary>
    /// Frees what the feature holds, after the browser has stopped and in the reverse order of the features, also when
    /// the start failed before the feature was prepared. Ended sessions stay in memory with their features, and
    /// operations still read them: what remains must be small.
    /// </summary>
    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>
/// The feature that knows whether automation of its session is enabled, for the responses that show it.
/// </summary>
internal interface IAutomationStatus : IBrowserFeature
{
    /// <summary>ENABLED or DISABLED.</summary>
    string Status { get; }
}

/// <summary>The feature that knows where the recording of its session is, for the responses that show it.</summary>
internal interface IReplayArtifact : IBrowserFeature
{
    /// <summary>
    /// Address of the recording's folder, such as <c>s3://bucket/prefix/session/</c>; null until it is written.
    /// </summary>
    string? ReplayArtifact { get; }
}

/// <summary>A session that is starting.</summary>
/// <param name="Seed">The session's id, region, browser and times.</param>
/// <param name="Request">The request that starts it.</param>
/// <param name="Browser">
/// The definition of its browser, whose policies and certificates apply to the session too.
/// </param>
/// <param name="Folder">The session's folder, removed at its end.</param>
internal sealed record SessionStart(
    SessionSeed Seed,
    StartBrowserSessionRequest Request,
    CreateBrowserRequest Browser,
    string Folder);

/// <summary>The features of one session, in the order of their start.</summary>
internal sealed class SessionFeatures(IReadOnlyList<IBrowserFeature> features) : IAsyncDisposable
{
    /// <summary>The feature of a type, with its state in this session.</summary>
    public T Get<T>()
        where T : IBrowserFeature => features.OfType<T>().Single();

    /// <summary>Prepares one feature after the other.</summary>
    public async Task PrepareAsync(SessionStart start)
    {
        foreach (var feature in features)
        {
            await feature.PrepareAsync(start);
        }
    }

    /// <summary>Whether one of them needs a browser that starts with the session's settings.</summary>
    public bool NeedColdStart => features.Any(feature => feature.NeedsColdStart);

    /// <summary>Completes the browser's command line.</summary>
    public ChromiumSpec Configure(ChromiumSpec spec) =>
        features.Aggregate(spec, (changed, feature) => feature.Configure(changed));

    /// <summary>Sets the running browser up, one feature after the other.</summary>
    public async Task InitializeAsync(CdpHub hub)
    {
        foreach (var feature in features)
        {
            await feature.InitializeAsync(hub);
        }
    }

    /// <summary>Lets the features do what needs the browser, all at once.</summary>
    public Task FinishAsync() => Task.WhenAll(features.Select(feature => feature.FinishAsync()));

    /// <summary>
    /// Frees what the features hold, the last one first. One that fails does not keep the others from it.
    /// </summary>
    /// <exception cref="AggregateException">Features failed.</exception>
    public async ValueTask DisposeAsync()
    {
        var errors = new List<Exception>();
        foreach (var feature in features.Reverse())
        {
            try
            {
                await feature.DisposeAsync();
            }
            catch (Exception error)
            {
                errors.Add(error);
            }
        }

        if (errors.Count > 0)
        {
            throw new AggregateException(errors);
        }
    }
}
