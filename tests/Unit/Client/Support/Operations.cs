using System.Reflection;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;

namespace Tests.Client.Support;

/// <summary>Calls an operation by its API name.</summary>
internal static class Operations
{
    public static Type RequestType(string service, string operation) =>
        Method(service, operation).GetParameters()[0].ParameterType;

    public static async Task<AmazonWebServiceResponse> CallAsync(
        string service,
        string operation,
        object request,
        HttpClientFactory http,
        AWSCredentials credentials,
        string region)
    {
        using AmazonServiceClient client = IsControl(service)
            ? Clients.Control(http, credentials, region)
            : Clients.Data(http, credentials, region);
        var call = (Task)Method(service, operation).Invoke(client, [request, CancellationToken.None])!;
        await call;
        return (AmazonWebServiceResponse)call.GetType().GetProperty("Result")!.GetValue(call)!;
    }

    private static bool IsControl(string service) => service switch
    {
        "bedrock-agentcore" => false,
        "bedrock-agentcore-control" => true,
        _ => throw new InvalidDataException($"Unknown service '{service}'."),
    };

    private static MethodInfo Method(string service, string operation)
    {
        var type = IsControl(service) ? typeof(IAmazonBedrockAgentCoreControl) : typeof(IAmazonBedrockAgentCore);
        return type.GetMethod(operation + "Async")
            ?? throw new InvalidDataException($"{type.Name} has no operation '{operation}'.");
    }
}
