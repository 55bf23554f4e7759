using System.Diagnostics;
using System.Management.Automation;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Pages.Viewer;

/// <summary>
/// What a viewer shows: fresh addresses of one session's live view, and whether the session still runs.
/// </summary>
internal sealed class LiveViewSource(Connection connection, BrowserSession session, string? dcvFolder)
{
    private const int AddressSeconds = 60;

    // Pages poll every second; the service is called less often.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private Stopwatch? _age;
    private Task<AgentCoreException?> _reason = Task.FromResult<AgentCoreException?>(null);

    /// <summary>The session.</summary>
    public BrowserSession Session => session;

    /// <summary>
    /// Folder of the Amazon DCV web client; null where the view does not use DCV, or the client is not installed.
    /// </summary>
    public string? DcvFolder => dcvFolder;

    /// <summary>How the session can be looked at.</summary>
    public LiveViewKind Kind { get; } = connection.Endpoint.IsLoopback ? LiveViewKind.Frame
        : dcvFolder is null ? LiveViewKind.Console
        : LiveViewKind.Dcv;

    /// <summary>Host and port of the live view's addresses.</summary>
    public Uri Endpoint => connection.Endpoint;

    /// <summary>The session's page in the AWS console.</summary>
    public string Console => ConsolePage.OfAws(connection, session);

    /// <summary>A signed address of the live view, good for a minute.</summary>
    public Task<string> AddressAsync() => connection.PresignLiveViewAsync(session, AddressSeconds);

    /// <summary>Why there is nothing to be seen any more; null while the session runs.</summary>
    public Task<AgentCoreException?> EndReasonAsync()
    {
        lock (_gate)
        {
            if (_age is null || _age.Elapsed > Fresh)
            {
                _age = Stopwatch.StartNew();
                _reason = AskAsync();
            }

            return _reason;
        }
    }

    private async Task<AgentCoreException?> AskAsync()
    {
        try
        {
            // A viewer outlives the cmdlet that could write for it.
            await connection.CheckAsync(NullCallLog.Instance, session, needsAutomation: false, CancellationToken.None);
            return null;
        }
        catch (AgentCoreException error)
        {
            // A network error may be temporary; but a program on this machine that does not respond has ended.
            return error.Category is ErrorCategory.InvalidOperation or ErrorCategory.ObjectNotFound
                || (connection.Endpoint.IsLoopback && error.Category == ErrorCategory.ConnectionError)
                ? error
                : null;
        }
    }
}

/// <summary>How a live view gets into a page.</summary>
internal enum LiveViewKind
{
    /// <summary>The live view is a page itself, which is shown in a frame: the emulator's.</summary>
    Frame,

    /// <summary>The live view speaks DCV, and its web client is on this machine.</summary>
    Dcv,

    /// <summary>The live view speaks DCV, and only the console can show it.</summary>
    Console,
}
