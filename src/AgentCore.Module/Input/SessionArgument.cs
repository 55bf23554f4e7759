using System.Collections;
using System.Management.Automation;

namespace AgentCore;

/// <summary>Lets a parameter that takes sessions also take ids and anything else that has a <c>SessionId</c>.</summary>
/// <remarks>
/// Such as the objects of AWS.Tools, of a job or of an imported file. What is no session is left as it is, so that
/// PowerShell itself says that it does not fit.
/// </remarks>
internal abstract class SessionArgumentAttribute(string identifierProperty) : ArgumentTransformationAttribute
{
    public sealed override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => inputData is IList and not PSObject { BaseObject: not IList }
            ? ((IList)inputData).Cast<object>().Select(One).ToArray()
            : inputData is PSObject { BaseObject: IList many }
                ? many.Cast<object>().Select(One).ToArray()
                : One(inputData);

    private protected abstract AgentSession Make(string sessionId, string? identifier);

    internal object One(object input)
    {
        var bare = input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;
        if (bare is null or AgentSession)
            return bare!;
        // An address or ARN is no id: it is left to another parameter, or to PowerShell's own complaint.
        if (bare is string { Length: > 0 } id)
            return id.Contains(':') ? id : Make(id, null);
        var bag = PSObject.AsPSObject(input);
        return Text(bag, "SessionId") is { } sessionId ? Make(sessionId, Text(bag, identifierProperty)) : input;
    }

    private static string? Text(PSObject bag, string name)
        => bag.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;
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
}
