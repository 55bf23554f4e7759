using AgentCore.Emulator.Browser.Features.Profiles;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.CodeInterpreter.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.WebConsole;

/// <summary>The parts of the emulator that the console shows and uses.</summary>
/// <param name="BrowserSessions">The sessions of browsers.</param>
/// <param name="Browsers">The browsers.</param>
/// <param name="Profiles">The profiles of browsers.</param>
/// <param name="CodeSessions">The sessions of code interpreters.</param>
/// <param name="CodeInterpreters">The code interpreters.</param>
/// <param name="Objects">What lies in S3, recordings among it.</param>
internal sealed record ConsoleParts(
    BrowserSessionService BrowserSessions,
    ResourceService<CreateBrowserRequest> Browsers,
    ProfileService Profiles,
    CodeInterpreterSessionService CodeSessions,
    ResourceService<CreateCodeInterpreterRequest> CodeInterpreters,
    ObjectStore Objects);

/// <summary>What the console shows, at one moment. It is the same as long as nothing changes, time apart.</summary>
/// <param name="Sessions">The live sessions, the newest first.</param>
/// <param name="Browsers">The browsers.</param>
/// <param name="CodeInterpreters">The code interpreters.</param>
/// <param name="Profiles">The browser profiles.</param>
internal sealed record ConsoleState(
    IReadOnlyList<SessionRow> Sessions,
    IReadOnlyList<ResourceRow> Browsers,
    IReadOnlyList<ResourceRow> CodeInterpreters,
    IReadOnlyList<ResourceRow> Profiles)
{
    /// <summary>Looks at the emulator.</summary>
    public static ConsoleState Of(ConsoleParts parts) => new(
        [
            .. parts.BrowserSessions.Sessions.Live.Select(SessionRow.Of)
                .Concat(parts.CodeSessions.Live.Select(SessionRow.Of))
                .OrderByDescending(row => row.Id, StringComparer.Ordinal),
        ],
        [.. parts.Browsers.All.Select(one => ResourceRow.Of(
            one, one.Definition.Name, one.Definition.Description, parts.Browsers.StatusOf(one)) with
        {
            Recording = one.Definition.Recording is { Enabled: true, S3Location: { } place }
                ? $"s3://{place.Bucket}/{place.Prefix}"
                : null,
        })],
        [.. parts.CodeInterpreters.All.Select(one => ResourceRow.Of(
            one, one.Definition.Name, one.Definition.Description, parts.CodeInterpreters.StatusOf(one)))],
        [.. parts.Profiles.Resources.All.Select(one => ResourceRow.Of(
            one, one.Definition.Name, one.Definition.Description, parts.Profiles.Resources.StatusOf(one)) with
        {
            LastSavedAt = one.Definition.LastSave?.At,
        })]);
}

/// <summary>A live session.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tool"><c>browser</c> or <c>code</c>.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="ResourceId">Its browser or code interpreter.</param>
/// <param name="Region">Its region.</param>
/// <param name="Status">READY.</param>
/// <param name="CreatedAt">When it started.</param>
/// <param name="EndsAt">When its time to live is over.</param>
internal sealed record SessionRow(
    string Id,
    string Tool,
    string? Name,
    string ResourceId,
    string Region,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset EndsAt)
{
    /// <summary>Size of the pages of a browser.</summary>
    public ViewPort? ViewPort { get; init; }

    /// <summary>Last call of a code session; null before the first.</summary>
    public LastCallRow? LastCall { get; init; }

    /// <summary>Describes a session.</summary>
    public static SessionRow Of(BrowserSession session) => Of(session, "browser") with
    {
        ViewPort = session.Request.ViewPort,
    };

    /// <summary>Describes a session.</summary>
    public static SessionRow Of(CodeInterpreterSession session) => Of(session, "code") with
    {
        LastCall = session.LastCall is { } call
            ? new(call.Tool, call.Input, call.Output, call.IsRunning, call.IsError)
            : null,
    };

    private static SessionRow Of(ToolSession session, string tool)
    {
        var seed = session.Seed;
        return new(
            seed.Id,
            tool,
            seed.Name,
            seed.ResourceId,
            seed.Region,
            session.Status,
            seed.CreatedAt,
            seed.CreatedAt.AddSeconds(seed.TimeoutSeconds));
    }
}

/// <summary>The last call of a code session.</summary>
internal sealed record LastCallRow(string Tool, string Input, string Output, bool IsRunning, bool IsError);

/// <summary>A browser, code interpreter or profile.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Region">Its region; null for one of the system, which is in all.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Status">Its status.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="CreatedAt">When it was created.</param>
internal sealed record ResourceRow(
    string Id,
    string? Region,
    string? Name,
    string? Description,
    string Status,
    IReadOnlyDictionary<string, string> Tags,
    DateTimeOffset CreatedAt)
{
    /// <summary>Where a browser records to; null where it does not.</summary>
    public string? Recording { get; init; }

    /// <summary>When a session was last saved into a profile.</summary>
    public DateTimeOffset? LastSavedAt { get; init; }

    /// <summary>Describes a resource.</summary>
    public static ResourceRow Of<T>(Resource<T> resource, string? name, string? description, string status) => new(
        resource.Id,
        resource.Region,
        name,
        description,
        status,
        resource.Tags,
        resource.CreatedAt);
}
