using System.Management.Automation;

namespace AgentCore;

/// <summary>Lets a parameter that takes sessions also take ids and anything else that has a <c>SessionId</c>.</summary>
/// <remarks>Such as the objects of AWS.Tools, of a job or of an imported file.</remarks>
internal abstract class SessionArgumentAttribute(string identifierProperty) : ItemsArgumentAttribute
{
    private protected abstract AgentSession Make(string sessionId, string? identifier);

    internal sealed override object One(object input)
    {
        var bare = Bare(input);
        if (bare is null or AgentSession)
            return bare!;
        // An address or ARN is no id: it is left to another parameter, or to PowerShell's own complaint.
        if (bare is string { Length: > 0 } id)
            return id.Contains(':') ? id : Make(id, null);
        var bag = PSObject.AsPSObject(input);
        return Text(bag, "SessionId") is { } sessionId ? Make(sessionId, Text(bag, identifierProperty)) : input;
    }
}

/// <summary>For parameters of type <see cref="BrowserSession"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BrowserSessionArgumentAttribute() : SessionArgumentAttribute("BrowserIdentifier")
{
    private protected override AgentSession Make(string sessionId, string? identifier)
        => new BrowserSession(sessionId, identifier ?? Defaults.Browser);
}

/// <summary>For parameters of type <see cref="CodeInterpreterSession"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeInterpreterSessionArgumentAttribute() : SessionArgumentAttribute("CodeInterpreterIdentifier")
{
    private protected override AgentSession Make(string sessionId, string? identifier)
        => new CodeInterpreterSession(sessionId, identifier ?? Defaults.CodeInterpreter);

    private protected override object Behind(EngineIntrinsics engine, object input)
        => CodeInterpreterDrive.Named(engine?.SessionState, input)?.Session ?? input;
}
