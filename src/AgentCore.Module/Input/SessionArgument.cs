using System.Management.Automation;

namespace AgentCore;

/// <summary>Lets a parameter that takes sessions also take ids and anything else that has a <c>SessionId</c>.</summary>
/// <remarks>
/// Such as the objects of AWS.Tools, of a job or of an imported file. Any other text is passed on, so that by position it
/// can be the value of another parameter; where it cannot, PowerShell casts it to a session of that name.
/// </remarks>
internal abstract class SessionArgumentAttribute(string ownerProperty) : ItemsArgumentAttribute
{
    private protected abstract AgentSession Make(string sessionId, string? owner, string? region, Reference reference);

    internal sealed override object One(object input)
    {
        var bare = Bare(input);
        if (bare is null or AgentSession)
            return bare!;
        if (bare is IOfSession { Session: var origin })
            return origin;
        if (bare is string text)
            return SessionReference.Of(text) == Reference.Id ? Make(text, null, null, Reference.Id) : text;
        if (bare is ValueType)
            return new OtherValue(bare);
        var bag = PSObject.AsPSObject(input);
        // Files and tasks tell their session as well, but stand for themselves.
        return Text(bag, "RemotePath") is null && Text(bag, "TaskId") is null ? SessionOf(bag) ?? input : input;
    }

    /// <summary>The session that an object tells by its properties; null where it tells none.</summary>
    internal AgentSession? SessionOf(PSObject bag)
        => Text(bag, "SessionId") is { } id ? Make(id, Text(bag, ownerProperty), Text(bag, "Region"), Reference.Object) : null;

    /// <summary>A number, say, which PowerShell would cast by way of its text; so it is left to another parameter.</summary>
    private sealed class OtherValue(object value)
    {
        public override string? ToString() => value.ToString();
    }
}

/// <summary>For parameters of type <see cref="BrowserSession"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BrowserSessionArgumentAttribute() : SessionArgumentAttribute("BrowserIdentifier")
{
    private protected override AgentSession Make(string sessionId, string? owner, string? region, Reference reference)
        => new BrowserSession(sessionId, owner ?? Defaults.Browser) { HeldRegion = region, Reference = reference };
}

/// <summary>For parameters of type <see cref="CodeInterpreterSession"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeInterpreterSessionArgumentAttribute() : SessionArgumentAttribute("CodeInterpreterIdentifier")
{
    private protected override AgentSession Make(string sessionId, string? owner, string? region, Reference reference)
        => new CodeInterpreterSession(sessionId, owner ?? Defaults.CodeInterpreter) { HeldRegion = region, Reference = reference };

    private protected override object Behind(EngineIntrinsics engine, object input)
        => CodeInterpreterDrive.Named(engine?.SessionState, input)?.Session ?? input;
}
