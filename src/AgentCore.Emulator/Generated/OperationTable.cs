using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Generated;

/// <summary>Every operation of both planes. One endpoint serves them all, since no two share method and path.</summary>
internal static class OperationTable
{
    /// <summary>The rows, data plane first.</summary>
    public static IReadOnlyList<OperationRow> Rows { get; } =
    [
        // data plane
        new("StartBrowserSession", "PUT", "/browsers/{browserIdentifier}/sessions/start"),
        new("GetBrowserSession", "GET", "/browsers/{browserIdentifier}/sessions/get"),
        new("ListBrowserSessions", "POST", "/browsers/{browserIdentifier}/sessions/list"),
        new("StopBrowserSession", "PUT", "/browsers/{browserIdentifier}/sessions/stop"),
        new("UpdateBrowserStream", "PUT", "/browsers/{browserIdentifier}/sessions/streams/update"),
        new("SaveBrowserSessionProfile", "PUT", "/browser-profiles/{profileIdentifier}/save"),
        new("InvokeBrowser", "POST", "/browsers/{browserIdentifier}/sessions/invoke"),
        new("StartCodeInterpreterSession", "PUT", "/code-interpreters/{codeInterpreterIdentifier}/sessions/start"),
        new("GetCodeInterpreterSession", "GET", "/code-interpreters/{codeInterpreterIdentifier}/sessions/get"),
        new("ListCodeInterpreterSessions", "POST", "/code-interpreters/{codeInterpreterIdentifier}/sessions/list"),
        new("StopCodeInterpreterSession", "PUT", "/code-interpreters/{codeInterpreterIdentifier}/sessions/stop"),
        new("InvokeCodeInterpreter", "POST", "/code-interpreters/{codeInterpreterIdentifier}/tools/invoke"),
        // control plane
        new("CreateBrowser", "PUT", "/browsers", 202),
        new("GetBrowser", "GET", "/browsers/{browserId}"),
        new("ListBrowsers", "POST", "/browsers"),
        new("DeleteBrowser", "DELETE", "/browsers/{browserId}", 202),
        new("CreateBrowserProfile", "PUT", "/browser-profiles"),
        new("GetBrowserProfile", "GET", "/browser-profiles/{profileId}"),
        new("ListBrowserProfiles", "POST", "/browser-profiles"),
        new("DeleteBrowserProfile", "DELETE", "/browser-profiles/{profileId}"),
        new("CreateCodeInterpreter", "PUT", "/code-interpreters", 202),
        new("GetCodeInterpreter", "GET", "/code-interpreters/{codeInterpreterId}"),
        new("ListCodeInterpreters", "POST", "/code-interpreters"),
        new("DeleteCodeInterpreter", "DELETE", "/code-interpreters/{codeInterpreterId}", 202),
        new("TagResource", "POST", "/tags/{resourceArn}", 204),
        new("UntagResource", "DELETE", "/tags/{resourceArn}", 204),
        new("ListTagsForResource", "GET", "/tags/{resourceArn}"),
    ];
}
