using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using AgentCore.Client.Runtime.Marshalling;
using AgentCore.Emulator;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Generator.Api;
using AgentCore.Service;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;
using Microsoft.Extensions.Logging.Abstractions;
using Tests.Client.Support;
using Xunit;

namespace Tests.Conventions;

/// <summary>Every operation of the API has all that an operation needs, and there is no other.</summary>
public sealed class OperationTests
{
    private static readonly Assembly Client = typeof(AgentCoreRequest).Assembly;
    private static readonly Documentation Comments = new(Client);

    // What an operation needs, and the operations that have it.
    private static readonly Dictionary<string, Func<IEnumerable<string>>> Needs = new()
    {
        ["a request and a response in the client"] = () =>
            Requests().Where(type => HasResponse(type.Name)).Select(type => Without(type.Name, "Request")),
        ["a documented member of the client"] = () =>
            Members().Where(IsDocumented).Select(method => Without(method.Name, "Async")),
        ["a request and a response in the emulator"] = () =>
            EmulatorShapes("Request").Intersect(EmulatorShapes("Response")),
        ["a route of the emulator"] = () => OperationTable.Rows.Select(row => row.Name),
        ["a handler of the emulator"] = Handled,
        ["a call in the module"] = () => Called().Select(method => Without(method, "Async")),
        ["a cmdlet that stands for it, with a page"] = () => Cmdlets.All
            .Where(cmdlet => File.Exists(Path.Combine(Repository.Root, "docs", "en-US", cmdlet.Key + ".md")))
            .SelectMany(cmdlet => StandsFor(Cmdlets.Documentation.Of(cmdlet.Value))),
    };

    public static TheoryData<string> Names => [.. Needs.Keys];

    public static TheoryData<string> Operations => [.. ApiDocuments.Operations.Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_operation_has(string need) => Assert.Empty(Lacking(need, Operations.Select(row => row.Data)));

    [Theory]
    [MemberData(nameof(Names))]
    public void An_operation_that_lacks_it_is_found(string need) =>
        Assert.Equal(["RenameBrowser"], Lacking(need, [.. Operations.Select(row => row.Data), "RenameBrowser"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_there_for_an_operation_that_is_not(string need) =>
        Assert.Empty(Needs[need]().Except(Operations.Select(row => row.Data)));

    [Theory]
    [MemberData(nameof(Operations))]
    public void Client_and_emulator_have_it_where_the_API_has_it(string name)
    {
        var operation = ApiDocuments.Operations.Single(known => known.Name == name);
        var request = Requests().Single(type => type.Name == name + "Request");
        var definition = New(request).Operation;
        Assert.Equal((name, operation.Method, operation.Path), (definition.Name, definition.Method, definition.Path));
        var row = OperationTable.Rows.Single(row => row.Name == name);
        Assert.Equal((operation.Method, operation.Path, operation.Status), (row.Method, row.Path, row.Status));
        Assert.Equal(
            operation.Plane.Name,
            Members().Single(method => method.Name == name + "Async").DeclaringType!.Name["IAmazon".Length..]);
        var labels = operation.Path.Split('{').Skip(1).Select(l => char.ToUpperInvariant(l[0]) + l.Split('}')[0][1..]);
        Assert.All(labels, label => Assert.Equal(typeof(string), request.GetProperty(label)?.PropertyType));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void What_may_not_be_repeated_is_sent_once_and_what_needs_a_token_gets_one(string name)
    {
        var request = New(Requests().Single(type => type.Name == name + "Request"));
        Assert.Equal(
            ApiDocuments.Operations.Single(known => known.Name == name).Retry,
            request.Operation.SendOnce ? Retry.Never
                : ReferenceEquals(request, request.WithToken()) ? Retry.Safe
                : Retry.Token);
    }

    [Fact]
    public void Every_public_type_and_member_of_the_client_is_documented() =>
        Assert.Empty(Client.GetExportedTypes().SelectMany(type => Undocumented(type, Comments)));

    [Fact]
    public void A_type_or_member_without_documentation_is_found() => Assert.Equal(
        ["Undescribed", "Undescribed.Length"], Undocumented(typeof(Undescribed), new(typeof(Undescribed).Assembly)));

    private static IEnumerable<string> Lacking(string need, IEnumerable<string> operations) =>
        operations.Except(Needs[need]());

    private static IEnumerable<string> Undocumented(Type type, Documentation comments) =>
        new[] { type.Name }.Where(_ => comments.Of(type).Length == 0).Concat(
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(property => !comments.Has(property))
                .Select(property => $"{type.Name}.{property.Name}"));

    private static bool HasResponse(string request) => Client.GetTypes().Any(type =>
        type.Name == Without(request, "Request") + "Response" && type.IsSubclassOf(typeof(AmazonWebServiceResponse)));

    private static IEnumerable<Type> Requests() =>
        Client.GetTypes().Where(type => type.IsSubclassOf(typeof(AgentCoreRequest)) && !type.IsAbstract);

    private static AgentCoreRequest New(Type request) => (AgentCoreRequest)Activator.CreateInstance(request)!;

    private static IEnumerable<MethodInfo> Members() =>
        new[] { typeof(IAmazonBedrockAgentCore), typeof(IAmazonBedrockAgentCoreControl) }
            .SelectMany(plane => plane.GetMethods())
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal));

    private static bool IsDocumented(MethodInfo method) => Comments.Names.Any(name =>
        name.StartsWith($"M:{method.DeclaringType!.FullName}.{method.Name}(", StringComparison.Ordinal));

    // The members of the client that the module's code refers to.
    private static IReadOnlyList<string> Called()
    {
        using var assembly = new PEReader(File.OpenRead(typeof(Connection).Assembly.Location));
        var metadata = assembly.GetMetadataReader();
        return metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Where(member => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)
                is nameof(AmazonBedrockAgentCoreClient) or nameof(AmazonBedrockAgentCoreControlClient)
                or nameof(IAmazonBedrockAgentCore) or nameof(IAmazonBedrockAgentCoreControl))
            .Select(member => metadata.GetString(member.Name))
            .Where(name => name.EndsWith("Async", StringComparison.Ordinal))
            .ToList();
    }

    private static IEnumerable<string> EmulatorShapes(string ending) => typeof(OperationTable).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(OperationTable).Namespace)
        .Where(type => type.Name.EndsWith(ending, StringComparison.Ordinal))
        .Select(type => Without(type.Name, ending));

    private static IReadOnlyList<string> Handled()
    {
        using var data = DataFolder.Open(null);
        var registry = new OperationRegistry(OperationTable.Rows);
        foreach (var family in new Families(new(new(), data, NullLoggerFactory.Instance)).All)
        {
            family.Register(registry);
        }

        return OperationTable.Rows.Select(row => row.Name).Where(name => Handles(registry, name)).ToList();
    }

    private static bool Handles(OperationRegistry registry, string operation)
    {
        try
        {
            return registry.Find(operation) is not null;
        }
        catch (KeyNotFoundException)
        {
            return false;
        }
    }

    // "Stands for the API operations ListBrowsers and GetBrowser."
    private static IEnumerable<string> StandsFor(string summary) =>
        Regex.Match(summary, @"API operations? ((?:(?: and )?\b[A-Z][a-z]+[A-Z]\w+)+)") is { Success: true } found
            ? found.Groups[1].Value.Split(" and ")
            : [];

    private static string Without(string name, string ending) =>
        name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name;

    private sealed class Undescribed
    {
        public int Length { get; } = 1;
    }
}
