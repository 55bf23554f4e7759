namespace AgentCore.Service;

/// <summary>
/// Environment variables of this process that lead programs which it starts (boto3, the AWS CLI, Node.js, other
/// PowerShells) to a local endpoint, until they are put back.
/// </summary>
internal static class PassedEnvironment
{
    private static readonly object Gate = new();
    private static readonly Dictionary<string, Change> Changes = new(StringComparer.Ordinal);

    /// <summary>Sets the variables for an endpoint, in place of those of another one.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="region">The region that programs use; the endpoint serves any.</param>
    public static void Set(LocalEndpoint endpoint, string region)
    {
        lock (Gate)
        {
            Restore();
            foreach (var (name, value) in Variables(endpoint, region))
            {
                Changes[name] = new Change(Environment.GetEnvironmentVariable(name), value);
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }

    /// <summary>Puts back what was there, but for variables that somebody has set to something else since.</summary>
    public static void Restore()
    {
        lock (Gate)
        {
            foreach (var change in Changes.Where(change => IsInForce(change.Key)).ToList())
            {
                Environment.SetEnvironmentVariable(change.Key, change.Value.Before);
            }

            Changes.Clear();
        }
    }

    /// <summary>
    /// A variable as it would be without what is passed: for whoever goes elsewhere with credentials of their own.
    /// </summary>
    public static string? Before(string name)
    {
        lock (Gate)
        {
            return IsInForce(name) ? Changes[name].Before : Environment.GetEnvironmentVariable(name);
        }
    }

    /// <summary>Whether a variable has the value that is passed.</summary>
    public static bool Sets(string name)
    {
        lock (Gate)
        {
            return IsInForce(name);
        }
    }

    private static bool IsInForce(string name) => Changes.TryGetValue(name, out var change)
        && Environment.GetEnvironmentVariable(name) == change.Now;

    private static IEnumerable<(string Name, string? Value)> Variables(LocalEndpoint endpoint, string region)
    {
        yield return ("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE", endpoint.Url);
        yield return ("AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL", endpoint.Url);
        yield return ("AWS_ACCESS_KEY_ID", endpoint.Keys.AccessKey);
        yield return ("AWS_SECRET_ACCESS_KEY", endpoint.Keys.SecretKey);
        yield return ("AWS_REGION", region);
        yield return ("AWS_DEFAULT_REGION", region);

        // Each would lead some SDK away from these keys or this address.
        yield return ("AWS_SESSION_TOKEN", null);
        yield return ("AWS_PROFILE", null);
        yield return ("AWS_DEFAULT_PROFILE", null);
        yield return ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", null);
        yield return ("AWS_USE_FIPS_ENDPOINT", null);
        yield return ("AWS_USE_DUALSTACK_ENDPOINT", null);

        // No proxy can reach this machine's loopback. Programs read either name.
        var host = new Uri(endpoint.Url).Host;
        foreach (var name in new[] { "NO_PROXY", "no_proxy" })
        {
            var before = Environment.GetEnvironmentVariable(name);
            if (before?.Split(',').Contains(host) is not true)
            {
                yield return (name, string.IsNullOrEmpty(before) ? host : $"{before},{host}");
            }
        }
    }

    private sealed record Change(string? Before, string? Now);
}
