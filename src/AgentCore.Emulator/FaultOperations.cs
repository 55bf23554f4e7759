using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http.Faults;

namespace AgentCore.Emulator;

/// <summary>What faults on demand can hit: the operations of the API and the streams of browser sessions.</summary>
internal static class FaultOperations
{
    private static readonly string[] Streams = [BrowserStream.Automation, BrowserStream.LiveView];

    // Their path, query or headers name the session. In SaveBrowserSessionProfile the body does.
    private static readonly string[] OfBrowserSessions =
        ["InvokeBrowser", "GetBrowserSession", "StopBrowserSession", "UpdateBrowserStream"];

    /// <summary>All of them. The API lists no errors for streams: they have those of the operations.</summary>
    public static IReadOnlyList<FaultOperation> All { get; } =
    [
        .. OperationTable.Rows.Select(row => new FaultOperation(row.Name)
        {
            Errors = row.Errors.ToDictionary(code => code, code => OperationTable.ErrorStatus[code]),
            HasEventStream = row.HasEventStream,
            NamesBrowserSession = OfBrowserSessions.Contains(row.Name),
        }),
        .. Streams.Select(name => new FaultOperation(name)
        {
            Errors = OperationTable.ErrorStatus,
            IsSessionStream = true,
            NamesBrowserSession = true,
        }),
    ];

    /// <summary>Reads faults as the command line has them.</summary>
    /// <param name="texts">Each of the form <c>operation:fault=value:count</c>.</param>
    /// <param name="reject">Takes what is wrong with one, as a sentence.</param>
    public static IReadOnlyList<string> Check(IEnumerable<string> texts, Action<string> reject)
    {
        var good = new List<string>();
        foreach (var text in texts)
        {
            try
            {
                _ = Fault.Create(FaultSpec.Parse(text), All);
                good.Add(text);
            }
            catch (FaultSpecException error)
            {
                reject(error.Message);
            }
        }

        return good;
    }

    /// <summary>The list of an emulator that starts.</summary>
    /// <param name="texts">The faults to start with.</param>
    /// <param name="families">The families; those whose sessions can crash count.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FaultSpecException">A fault cannot be set.</exception>
    public static FaultList Open(
        IEnumerable<string> texts, IEnumerable<IServiceFamily> families, TimeProvider time)
    {
        var faults = new FaultList(All, [.. families.OfType<ICrashableSessions>()], time);
        foreach (var text in texts)
        {
            faults.Set(FaultSpec.Parse(text));
        }

        return faults;
    }
}
