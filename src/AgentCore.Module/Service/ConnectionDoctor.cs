using System.Management.Automation;
using AgentCore.Errors;
using Amazon;
using Amazon.BedrockAgentCore.Model;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace AgentCore.Service;

/// <summary>Checks a connection from its settings to what it is allowed to do, by calls that change nothing.</summary>
/// <param name="log">Takes request ids and times.</param>
/// <param name="write">Gets each check as soon as it is done.</param>
internal sealed class ConnectionDoctor(ICallLog log, Func<ConnectionCheck, Task> write)
{
    private const string EmulatorAccount = "123456789012";

    /// <summary>Checks region, credentials, identity, both endpoints, and one list of each kind.</summary>
    /// <param name="settings">The settings, as far as somebody named them.</param>
    /// <param name="connect">Opens the connection.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    public async Task RunAsync(
        ConnectionSettings settings, Func<Connection> connect, CancellationToken cancellationToken)
    {
        Connection? connection = null;
        if (await PassesAsync("Region", () => Task.FromResult(Describe(FindRegion(settings)))))
        {
            await PassesAsync("Credentials", async () =>
            {
                var opened = connect();
                var keys = await opened.Credentials.GetCredentialsAsync();
                connection = opened;
                return $"access key id {keys.AccessKey} ({opened.Settings.Credentials!.Source})";
            });
        }

        if (connection is null)
        {
            return;
        }

        await IdentifyAsync(connection, cancellationToken);
        await CheckPlaneAsync(
            "Endpoint of sessions", Describe(connection, connection.Endpoint),
            SessionLists(connection, cancellationToken));
        await CheckPlaneAsync(
            "Endpoint of resources", Describe(connection, connection.ControlEndpoint),
            ResourceLists(connection, cancellationToken));
    }

    private static SettingWithSource<string> FindRegion(ConnectionSettings settings) =>
        settings.Region ?? RegionResolver.Find(settings);

    private static string Describe(SettingWithSource<string> setting) => $"{setting.Value} ({setting.Source})";

    private static string Describe(Connection connection, Uri endpoint) =>
        endpoint.GetLeftPart(UriPartial.Authority) + connection.WayTo(endpoint);

    private async Task IdentifyAsync(Connection connection, CancellationToken cancellationToken)
    {
        const string name = "Identity";
        if (connection.Settings.LocalEndpoint is not null)
        {
            await write(new(name, "ok", $"account {EmulatorAccount} of the emulator"));
            return;
        }

        var config = new AmazonSecurityTokenServiceConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(connection.Region),
            Timeout = TimeSpan.FromSeconds(20),
            MaxErrorRetry = 1,
        };
        if (connection.Settings.Proxy is { } proxy)
        {
            config.SetWebProxy(proxy.ToWebProxy());
        }

        if (connection.Endpoint.IsLoopback && config.ServiceURL is null)
        {
            // Keys that are for this machine alone are not sent to AWS.
            await write(new(name, "skipped", "The endpoint is on this machine; AWS_ENDPOINT_URL_STS is not set."));
            return;
        }

        await PassesAsync(name, async () =>
        {
            try
            {
                using var client = new AmazonSecurityTokenServiceClient(connection.Credentials, config);
                var caller = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken);
                return $"{caller.Arn}, account {caller.Account}";
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                throw ServiceErrors.Translate(error, operation: null, ServiceAddress.DataPlaneOf(connection));
            }
        });
    }

    private async Task CheckPlaneAsync(
        string name, string address, List<(string Operation, Func<Task> Call)> lists)
    {
        var failures = new List<(string Operation, AgentCoreException? Failure)>();
        foreach (var (operation, call) in lists)
        {
            failures.Add((operation, await FailureOfAsync(call)));
            if (failures[0].Failure is { StatusCode: null } or { ErrorCode: "UnexpectedResponse" })
            {
                await write(new(name, "failed", failures[0].Failure!.Message, failures[0].Failure!.RecommendedAction));
                return;
            }
        }

        await write(new(name, "ok", address));
        foreach (var (operation, failure) in failures)
        {
            await write(failure is null
                ? new(operation, "ok", "allowed")
                : new(operation, "failed", failure.Message, failure.RecommendedAction));
        }
    }

    private async Task<bool> PassesAsync(string name, Func<Task<string>> check)
    {
        string? detail = null;
        var failure = await FailureOfAsync(async () => detail = await check());
        await write(failure is null
            ? new(name, "ok", detail)
            : new(name, "failed", failure.Message, failure.RecommendedAction));
        return failure is null;
    }

    private static async Task<AgentCoreException?> FailureOfAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException and not PipelineStoppedException)
        {
            return ServiceErrors.Translate(error, operation: null, address: null);
        }
    }

    private List<(string Operation, Func<Task> Call)> SessionLists(
        Connection connection, CancellationToken cancellationToken) =>
    [
        ("ListBrowserSessions", () => connection.SendAsync(
            log, new ListBrowserSessionsRequest { BrowserIdentifier = Defaults.Browser, MaxResults = 1 },
            (client, request, token) => client.ListBrowserSessionsAsync(request, token), cancellationToken)),
        ("ListCodeInterpreterSessions", () => connection.SendAsync(
            log,
            new ListCodeInterpreterSessionsRequest
            {
                CodeInterpreterIdentifier = Defaults.CodeInterpreter, MaxResults = 1,
            },
            (client, request, token) => client.ListCodeInterpreterSessionsAsync(request, token), cancellationToken)),
    ];

    private List<(string Operation, Func<Task> Call)> ResourceLists(
        Connection connection, CancellationToken cancellationToken) =>
    [
        ("ListBrowsers", () => connection.SendAsync(
            log, new ListBrowsersRequest { MaxResults = 1 },
            (client, request, token) => client.ListBrowsersAsync(request, token), cancellationToken)),
        ("ListBrowserProfiles", () => connection.SendAsync(
            log, new ListBrowserProfilesRequest { MaxResults = 1 },
            (client, request, token) => client.ListBrowserProfilesAsync(request, token), cancellationToken)),
        ("ListCodeInterpreters", () => connection.SendAsync(
            log, new ListCodeInterpretersRequest { MaxResults = 1 },
            (client, request, token) => client.ListCodeInterpretersAsync(request, token), cancellationToken)),
    ];
}
