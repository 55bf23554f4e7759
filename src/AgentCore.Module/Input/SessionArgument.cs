using System.Management.Automation;

namespace AgentCore;

/// <summary>Lets a parameter that takes sessions also take ids and anything else that has a <c>SessionId</c>.</summary>
/// <remarks>Such as the objects of AWS.Tools, of a job or of an imported file.</remarks>
internal abstract class SessionArgumentAttribute(string identifierProperty) : ItemsArgumentAttribute
{
    private protected abstract AgentSession Make(string sessionId, string? identifier, Reference reference);

    internal sealed override object One(object input)
    {
        var bare = Bare(input);
        if (bare is null or AgentSession)
            return bare!;
        // An address or ARN is no id: it is left to another parameter, or to PowerShell's own complaint.
        if (bare is string { Length: > 0 } id)
            return id.Contains(':') ? id : Make(id, null, SessionReference.Of(id));
        var bag = PSObject.AsPSObject(input);
        return Text(bag, "SessionId") is { } sessionId ? Make(sessionId, Text(bag, identifierProperty), Reference.Object) : input;
    }
}

/// <summary>For parameters of type <see cref="BrowserSession"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BrowserSessionArgumentAttribute() : SessionArgumentAttribute("BrowserIdentifier")
{
    private protected override AgentSession Make(string sessionId, string? identifier, Reference reference)
        => new BrowserSession(sessionId, identifier ?? Defaults.Browser) { Reference = reference };
}

/// <summary>For parameters of type <see cref="CodeInterpreterSession"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeInterpreterSessionArgumentAttribute() : SessionArgumentAttribute("CodeInterpreterIdentifier")
{
    private protected override AgentSession Make(string sessionId, string? identifier, Reference reference)
        => new CodeInterpreterSession(sessionId, identifier ?? Defaults.CodeInterpreter) { Reference = reference };

    private protected override object Behind(EngineIntrinsics engine, object input)
        => CodeInterpreterDrive.Named(engine?.SessionState, input)?.Session ?? input;
}
