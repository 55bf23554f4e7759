using System.Runtime.CompilerServices;
using AgentCore.Errors;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.S3;
using Amazon.S3.Model;

namespace AgentCore.Service;

/// <summary>Objects of Amazon S3, or of an emulator, to be read. Nothing else sees the SDK's S3 client.</summary>
/// <param name="client">Is not disposed: its connections are the SDK's own, which all clients share.</param>
/// <param name="address">Where it calls.</param>
/// <param name="log">Takes request ids and times.</param>
internal sealed class S3Objects(AmazonS3Client client, ServiceAddress address, ICallLog log)
{
    private const string EndpointVariable = "AWS_ENDPOINT_URL_S3";

    /// <summary>Those that a connection reaches.</summary>
    /// <param name="connection">Whose credentials and region are used.</param>
    /// <param name="log">Takes request ids and times.</param>
    public static S3Objects Of(Connection connection, ICallLog log)
    {
        var endpoint = EndpointOf(connection.Settings);
        var config = new AmazonS3Config { RegionEndpoint = RegionEndpoint.GetBySystemName(connection.Region) };
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint.Value;
            config.AuthenticationRegion = connection.Region;
            config.ForcePathStyle = true;
        }

        if (connection.Settings.Proxy is { } proxy && !(endpoint is not null && new Uri(endpoint.Value).IsLoopback))
        {
            config.SetWebProxy(proxy.ToWebProxy());
        }

        return new(
            new AmazonS3Client(connection.Credentials, config),
            ServiceAddress.Of(connection, () => AddressOf(config), endpoint),
            log);
    }

    /// <summary>The objects whose keys begin with a text, in the order of their keys, a page at a time.</summary>
    /// <exception cref="AgentCoreException">There is no such bucket, or it may not be listed.</exception>
    public async IAsyncEnumerable<IReadOnlyList<StoredObject>> PagesAsync(
        string bucket, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, ContinuationToken = token };
            var page = await address.CallAsync<ListObjectsV2Request, ListObjectsV2Response>(
                log, cancel => client.ListObjectsV2Async(request, cancel), cancellationToken);
            yield return [.. (page.S3Objects ?? []).Select(
                found => new StoredObject(found.Key, found.Size ?? 0, found.LastModified))];
            token = page.IsTruncated is true ? page.NextContinuationToken : null;
        }
        while (token is not null);
    }

    /// <summary>Copies the content of an object.</summary>
    /// <param name="bucket">Its bucket.</param>
    /// <param name="key">Its key.</param>
    /// <param name="output">Takes the content.</param>
    /// <param name="moved">Is called with the number of bytes of each part.</param>
    /// <param name="cancellationToken">Ends the copy.</param>
    /// <exception cref="AgentCoreException">There is no such object, or it may not be read.</exception>
    public async Task CopyAsync(
        string bucket, string key, Stream output, Action<long> moved, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = bucket, Key = key };
        using var response = await address.CallAsync<GetObjectRequest, GetObjectResponse>(
            log, cancel => client.GetObjectAsync(request, cancel), cancellationToken);
        var buffer = new byte[80 * 1024];
        while (await ReadAsync(response.ResponseStream, buffer, cancellationToken) is > 0 and var count)
        {
            await output.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            moved(count);
        }
    }

    // What breaks here is the network; a failure to write is the caller's.
    private async Task<int> ReadAsync(Stream content, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer.AsMemory(), cancellationToken);
        }
        catch (AmazonClientException error)
        {
            throw Failures.ConnectionFailed($"What {address} sent is not the object: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw address.Lost(error);
        }
    }

    // An emulator has the objects at its own address; AWS has them elsewhere than the service. What is named for S3
    // alone counts before, but for an emulator that this PowerShell started: its keys are for nobody else.
    private static SettingWithSource<string>? EndpointOf(ConnectionSettings settings)
    {
        var isNamed = settings.LocalEndpoint is null
            && Environment.GetEnvironmentVariable(EndpointVariable) is { Length: > 0 };
        return !isNamed && settings.DataPlaneUrl is { } service && !IsOfAws(new Uri(service.Value).Host)
            ? service
            : null;
    }

    private static bool IsOfAws(string host) => new[] { ".amazonaws.com", ".amazonaws.com.cn", ".aws" }.Any(
        ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static Uri AddressOf(AmazonS3Config config) => new(
        config.DetermineServiceOperationEndpoint(
            new ServiceOperationEndpointParameters(new ListObjectsV2Request { BucketName = "bucket" })).URL);
}

/// <summary>An object in a list.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="LastModified">When it was written; null where the list does not say it.</param>
internal sealed record StoredObject(string Key, long Size, DateTime? LastModified);
