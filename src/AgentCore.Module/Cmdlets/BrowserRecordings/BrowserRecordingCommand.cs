using System.Management.Automation;
using System.Runtime.CompilerServices;
using AgentCore.Cmdlets.Base;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;

namespace AgentCore.Cmdlets.BrowserRecordings;

/// <summary>Base of the cmdlets that do something with recordings, one after the other.</summary>
public abstract class BrowserRecordingCommand : ConnectedCommand
{
    /// <summary>
    /// Id or ARN of the browser, for a session that is given by its id.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [IdentifierArgument("BrowserId", "BrowserIdentifier")]
    [ArgumentCompleter(typeof(BrowserCompleter))]
    public string? BrowserIdentifier { get; set; }

    /// <summary>The recordings, or what leads to some; null for those of every browser.</summary>
    private protected abstract BrowserRecording[]? Given { get; }

    /// <summary>What is to be done with one recording.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="operations">Read its files.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    private protected abstract Task ProcessAsync(
        BrowserRecording recording, BrowserRecordingOperations operations, CancellationToken cancellationToken);

    private protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (Given is { } given)
        {
            foreach (var one in given)
            {
                await EachAsync(one.ToString(), () => ProcessAllAsync(one, cancellationToken), cancellationToken);
            }

            return;
        }

        var connection = Connect();
        await foreach (var browser in Pagination.AllAsync(
            token => BrowserOperations.Instance.ListAsync(connection, this, "CUSTOM", token, cancellationToken)))
        {
            await EachAsync(
                browser.Id, () => ProcessIfRecordedAsync((Browser)browser, cancellationToken), cancellationToken);
        }
    }

    private async Task ProcessIfRecordedAsync(Browser browser, CancellationToken cancellationToken)
    {
        if (await OperationsAt(Connect(browser)).PlaceOfAsync(browser.Id, cancellationToken) is not null)
        {
            await ProcessAllAsync(new BrowserRecording(browser), cancellationToken);
        }
    }

    private async Task ProcessAllAsync(BrowserRecording given, CancellationToken cancellationToken)
    {
        await foreach (var (recording, operations) in FindAsync(given, cancellationToken))
        {
            await EachAsync(
                recording.ToString(), () => ProcessAsync(recording, operations, cancellationToken), cancellationToken);
        }
    }

    private async IAsyncEnumerable<(BrowserRecording Recording, BrowserRecordingOperations Operations)> FindAsync(
        BrowserRecording given, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        switch (given.Source)
        {
            case null when given.Files.Count > 0:
                yield return (given, OperationsAt(Connect(given.Origin)));
                break;
            case BrowserSession session:
                var meant = BrowserIdentifier is { } owner ? (BrowserSession)session.Of(owner) : session;
                var its = OperationsAt(Connect(meant));
                yield return (await its.OfSessionAsync(meant, cancellationToken), its);
                break;
            case Browser named:
                await foreach (var browser in BrowserOperations.Instance.FindAsync(
                    Connect(named), this, named, cancellationToken))
                {
                    var operations = OperationsAt(Connect(browser));
                    await foreach (var recording in operations.OfBrowserAsync((Browser)browser, cancellationToken))
                    {
                        yield return (recording, operations);
                    }
                }

                break;
            default:
                await foreach (var found in UnderAsync(given.Location, given.HeldRegion, cancellationToken))
                {
                    yield return found;
                }

                break;
        }
    }

    private async IAsyncEnumerable<(BrowserRecording, BrowserRecordingOperations)> UnderAsync(
        S3Location place, string? region, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var operations = OperationsAt(Connect(origin: null, arn: null, region));
        var isEmpty = true;
        await foreach (var recording in operations.UnderAsync(place, cancellationToken))
        {
            isEmpty = false;
            yield return (recording, operations);
        }

        if (isEmpty)
        {
            throw Failures.NotFound($"No recording was found under {place}.");
        }
    }

    private BrowserRecordingOperations OperationsAt(Connection connection) => new(connection, this);
}
