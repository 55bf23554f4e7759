using AgentCore.Client.Runtime.Marshalling;
using AgentCore.Client.Runtime.Transport;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;
using Xunit;

namespace Tests.Conventions;

/// <summary>Which way the client's arrows point, and what its exceptions have in common.</summary>
public sealed class ClientBoundaryTests
{
    [Fact]
    public void The_client_sees_the_SDK_and_the_framework_and_nothing_else()
    {
        var others = typeof(AgentCoreRequest).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => !n.StartsWith("System.", StringComparison.Ordinal) && !n.StartsWith("AWSSDK.", StringComparison.Ordinal));
        Assert.Empty(others);
        Assert.DoesNotContain(
            typeof(AgentCoreRequest).Assembly.GetReferencedAssemblies(),
            a => a.Name!.StartsWith("System.Management.Automation", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_exception_of_a_plane_is_in_its_table()
    {
        AssertKnows(BedrockAgentCoreErrors.Table, typeof(AmazonBedrockAgentCoreException));
        AssertKnows(BedrockAgentCoreControlErrors.Table, typeof(AmazonBedrockAgentCoreControlException));
    }

    [Fact]
    public void Every_exception_has_a_base_that_callers_of_the_SDK_catch()
    {
        var exceptions = typeof(AgentCoreRequest).Assembly.GetExportedTypes().Where(t => typeof(Exception).IsAssignableFrom(t)).ToList();
        Assert.Equal(18, exceptions.Count);
        Assert.All(exceptions, t => Assert.True(
            typeof(AmazonServiceException).IsAssignableFrom(t) || typeof(AmazonClientException).IsAssignableFrom(t), t.Name));
        Assert.Contains(typeof(ResponseLostException), exceptions);
    }

    private static void AssertKnows(ErrorTable table, Type root)
    {
        foreach (var type in root.Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(root)))
        {
            Assert.IsType(type, table.Make(new ErrorData(type.Name, "m", "id", default, null, null)));
        }
    }
}
