using System.Reflection;
using AgentCore.Client.Runtime.Marshalling;
using AgentCore.Client.Runtime.Transport;
using AgentCore.Generator.Api;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;
using Tests.Client.Support;
using Xunit;

namespace Tests.Conventions;

/// <summary>Which way the client's arrows point, and what its exceptions have in common.</summary>
public sealed class ClientBoundaryTests
{
    [Fact]
    public void The_client_sees_the_SDK_and_the_framework_and_nothing_else() =>
        Assert.Empty(Others(typeof(AgentCoreRequest).Assembly));

    [Fact]
    public void Another_assembly_that_is_seen_is_found() =>
        Assert.Contains("AgentCore.Client", Others(typeof(ClientBoundaryTests).Assembly));

    [Fact]
    public void Every_error_of_a_plane_is_in_its_table()
    {
        Assert.Empty(Unknown(BedrockAgentCoreErrors.Table, typeof(AmazonBedrockAgentCoreException), Errors("data")));
        Assert.Empty(Unknown(
            BedrockAgentCoreControlErrors.Table, typeof(AmazonBedrockAgentCoreControlException), Errors("control")));
    }

    [Fact]
    public void An_error_that_the_table_does_not_know_is_found() => Assert.Equal(
        ["TeapotException"],
        Unknown(
            BedrockAgentCoreErrors.Table,
            typeof(AmazonBedrockAgentCoreException),
            [.. Errors("data"), "TeapotException"]));

    [Fact]
    public void Every_exception_has_a_base_that_callers_of_the_SDK_catch() =>
        Assert.Empty(Uncaught(typeof(AgentCoreRequest).Assembly.GetExportedTypes()));

    [Fact]
    public void An_exception_with_another_base_is_found() => Assert.Equal(
        [typeof(ApiException)], Uncaught([typeof(ApiException), typeof(ResponseLostException), typeof(string)]));

    private static IEnumerable<string> Others(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Select(seen => seen.Name!)
        .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)
            && !name.StartsWith("AWSSDK.", StringComparison.Ordinal))
        .Concat(assembly.GetReferencedAssemblies().Select(seen => seen.Name!)
            .Where(name => name.StartsWith("System.Management.Automation", StringComparison.Ordinal)));

    private static IEnumerable<string> Errors(string plane) => ApiDocuments.Operations
        .Where(operation => operation.Plane.Key == plane)
        .SelectMany(operation => operation.Errors)
        .Select(error => error.Code)
        .Distinct();

    // The codes that are no exception of the plane's own.
    private static IEnumerable<string> Unknown(ErrorTable table, Type root, IEnumerable<string> codes) => codes
        .Where(code => table.Make(new ErrorData(code, "m", "id", default, null, null)) is var made
            && !(made.GetType().Name == code && made.GetType().IsSubclassOf(root)));

    private static IEnumerable<Type> Uncaught(IEnumerable<Type> types) => types
        .Where(type => typeof(Exception).IsAssignableFrom(type))
        .Where(type => !typeof(AmazonServiceException).IsAssignableFrom(type)
            && !typeof(AmazonClientException).IsAssignableFrom(type));
}
