using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Xunit;

namespace Tests.Conventions;

/// <summary>Nothing of the API is out of a user's reach.</summary>
public class OperationUseTests
{
    [Fact]
    public void Every_operation_is_called_by_the_module()
    {
        var source = string.Concat(Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", "AgentCore.Module"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText));
        var operations = new[] { typeof(IAmazonBedrockAgentCore), typeof(IAmazonBedrockAgentCoreControl) }
            .SelectMany(plane => plane.GetMethods())
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method => method.Name)
            .ToList();

        Assert.Equal(27, operations.Count);
        Assert.All(operations, operation => Assert.Contains($"client.{operation}(", source, StringComparison.Ordinal));
    }
}
