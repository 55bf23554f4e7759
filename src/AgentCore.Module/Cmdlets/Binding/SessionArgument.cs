using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Lets a parameter that takes sessions also take ids and anything else that has a <c>SessionId</c>.</summary>
/// <remarks>
/// Such as the objects of AWS.Tools, of a job or of an imported file. Any other text is passed on, so that by position
/// it can be the value of another parameter; where it cannot, PowerShell casts it to a session of that name.
/// </remarks>
internal abstract class SessionArgumentAttribute(string what, string ownerProperty, string otherOwnerProperty)
    : ItemsArgumentAttribute
{
    /// <summary>
    /// Whether an element, which leads to a session, is left to another parameter. Else it is an error: what is meant
    /// is the element, and not its session's whole page.
    /// </summary>
    public bool LeavesElements { get; init; }

    private protected abstract AgentSession Make(string sessionId, string? owner, string? region, Reference reference);

    internal sealed override object One(object input)
    {
        var bare = Bare(input);
        if (bare is null or AgentSession)
        {
            return bare!;
        }

        if (bare is BrowserElement element)
        {
            return LeavesElements ? input : throw new ArgumentTransformationMetadataException(
                $"'{element}' is an element of a page, not a {what}. Give the session; a cmdlet that works with "
                    + "elements takes it as -Element.");
        }

        if (bare is IOfSession { Session: var origin })
        {
            return origin;
        }

        if (bare is string text)
        {
            return SessionReference.Of(text) == Reference.Id ? Make(text, null, null, Reference.Id) : text;
        }

        if (bare is ValueType)
        {
            return new OtherValue(bare);
        }

        var bag = PSObject.AsPSObject(input);
        // Files, tasks, cookies and downloads have a SessionId as well, but stand for themselves.
        if (Text(bag, "SessionId") is null
            || Text(bag, "RemotePath") is not null
            || Text(bag, "TaskId") is not null
            || Text(bag, nameof(BrowserCookie.HttpOnly)) is not null
            || Text(bag, nameof(BrowserDownload.ReceivedBytes)) is not null)
        {
            return input;
        }

        // An id alone does not identify the type: a process has a SessionId as well.
        return Text(bag, ownerProperty) is not null || (bare is PSObject && Text(bag, otherOwnerProperty) is null)
            ? SessionOf(bag)!
            : throw new ArgumentTransformationMetadataException(
                $"'{input}' is not a {what}: it has a SessionId, but no {ownerProperty}. Give the session itself, or "
                    + "its id.");
    }

    /// <summary>The session that the properties of an object identify; null where they identify none.</summary>
    internal AgentSession? SessionOf(PSObject bag) =>
        Text(bag, "SessionId") is { } id
            ? Within(bag, Make(id, Text(bag, ownerProperty), Text(bag, "Region"), ReferenceOf(bag, id)))
            : null;

    /// <summary>The same session, where an object stands for a part of it.</summary>
    private protected virtual AgentSession Within(PSObject bag, AgentSession session) => session;

    private Reference ReferenceOf(PSObject bag, string id) =>
        SessionReference.Of(id) == Reference.Id && Text(bag, ownerProperty) is not null
            && Text(bag, "Status") is not null
            ? Reference.Object
            : Reference.Row;

    /// <summary>
    /// A value such as a number, which PowerShell would convert to text; so it is left to another parameter.
    /// </summary>
    private sealed class OtherValue(object value)
    {
        public override string? ToString() => value.ToString();
    }
}

/// <summary>For parameters of type <see cref="BrowserSession"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BrowserSessionArgumentAttribute()
    : SessionArgumentAttribute("browser session", "BrowserIdentifier", "CodeInterpreterIdentifier")
{
    private protected override AgentSession Make(
        string sessionId, string? owner, string? region, Reference reference) =>
        new BrowserSession(sessionId, owner ?? Defaults.Browser) { HeldRegion = region, Reference = reference };

    // A tab from a file or job.
    private protected override AgentSession Within(PSObject bag, AgentSession session) =>
        Text(bag, nameof(BrowserTab.IsCurrent)) is not null && Text(bag, nameof(BrowserTab.Id)) is { } tab
            ? ((BrowserSession)session).In(tab)
            : session;
}

/// <summary>For parameters of type <see cref="CodeInterpreterSession"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeInterpreterSessionArgumentAttribute()
    : SessionArgumentAttribute("code interpreter session", "CodeInterpreterIdentifier", "BrowserIdentifier")
{
    private protected override AgentSession Make(
        string sessionId, string? owner, string? region, Reference reference) =>
        new CodeInterpreterSession(
            sessionId, owner ?? Defaults.CodeInterpreter)
        { HeldRegion = region, Reference = reference };

    private protected override object Behind(EngineIntrinsics engine, object input) =>
        Bare(input) is string text && text.EndsWith(":", StringComparison.Ordinal)
            ? DriveOf(engine?.SessionState, text[..^1]) ?? input
            : input;

    // The name of one of our drives, such as sbx:, stands for its session.
    private static PSDriveInfo? DriveOf(SessionState? state, string name) => state?.Drive.GetAll()
        .FirstOrDefault(
            drive => drive is IOfSession && string.Equals(drive.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// For parameters that take sessions, by object, id or name, and also the objects that sessions are started from.
/// </summary>
/// <param name="session">The transformation that reads sessions.</param>
/// <param name="owner">The one that reads what they are started from.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionOrOwnerArgumentAttribute(Type session, Type owner) : ItemsArgumentAttribute
{
    private readonly ItemsArgumentAttribute _session = (ItemsArgumentAttribute)Activator.CreateInstance(session)!;
    private readonly ItemsArgumentAttribute _owner = (ItemsArgumentAttribute)Activator.CreateInstance(owner)!;

    internal override object One(object input) => _session.One(input) is AgentSession read ? read
        : Bare(input) is string text ? text
        : _owner.One(input);
}
