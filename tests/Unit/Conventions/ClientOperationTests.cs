using System.Reflection;
using System.Xml.Linq;
using AgentCore.Client.Runtime.Marshalling;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;
using Xunit;

namespace Tests.Conventions;

/// <summary>Every operation of the API has all that an operation needs, and there is no other.</summary>
public sealed class ClientOperationTests
{
    private static readonly Assembly Client = typeof(AgentCoreRequest).Assembly;

    private static readonly Dictionary<string, string> Documentation = XDocument.Load(Path.ChangeExtension(Client.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("summary")?.Value.Trim() ?? "");

    /// <summary>Family, operation, method, path: written down from the API, not from the code.</summary>
    public static IEnumerable<TheoryDataRow<string, string, string, string>> Operations =>
    [
        new("BrowserSessions", "StartBrowserSession", "PUT", "/browsers/{browserIdentifier}/sessions/start"),
        new("BrowserSessions", "GetBrowserSession", "GET", "/browsers/{browserIdentifier}/sessions/get"),
        new("BrowserSessions", "ListBrowserSessions", "POST", "/browsers/{browserIdentifier}/sessions/list"),
        new("BrowserSessions", "StopBrowserSession", "PUT", "/browsers/{browserIdentifier}/sessions/stop"),
        new("BrowserSessions", "UpdateBrowserStream", "PUT", "/browsers/{browserIdentifier}/sessions/streams/update"),
        new("BrowserActions", "InvokeBrowser", "POST", "/browsers/{browserIdentifier}/sessions/invoke"),
        new("BrowserProfiles", "SaveBrowserSessionProfile", "PUT", "/browser-profiles/{profileIdentifier}/save"),
        new("CodeInterpreterSessions", "StartCodeInterpreterSession", "PUT", "/code-interpreters/{codeInterpreterIdentifier}/sessions/start"),
        new("CodeInterpreterSessions", "GetCodeInterpreterSession", "GET", "/code-interpreters/{codeInterpreterIdentifier}/sessions/get"),
        new("CodeInterpreterSessions", "ListCodeInterpreterSessions", "POST", "/code-interpreters/{codeInterpreterIdentifier}/sessions/list"),
        new("CodeInterpreterSessions", "StopCodeInterpreterSession", "PUT", "/code-interpreters/{codeInterpreterIdentifier}/sessions/stop"),
        new("CodeInterpreterTools", "InvokeCodeInterpreter", "POST", "/code-interpreters/{codeInterpreterIdentifier}/tools/invoke"),
        new("Browsers", "CreateBrowser", "PUT", "/browsers"),
        new("Browsers", "GetBrowser", "GET", "/browsers/{browserId}"),
        new("Browsers", "ListBrowsers", "POST", "/browsers"),
        new("Browsers", "DeleteBrowser", "DELETE", "/browsers/{browserId}"),
        new("BrowserProfiles", "CreateBrowserProfile", "PUT", "/browser-profiles"),
        new("BrowserProfiles", "GetBrowserProfile", "GET", "/browser-profiles/{profileId}"),
        new("BrowserProfiles", "ListBrowserProfiles", "POST", "/browser-profiles"),
        new("BrowserProfiles", "DeleteBrowserProfile", "DELETE", "/browser-profiles/{profileId}"),
        new("CodeInterpreters", "CreateCodeInterpreter", "PUT", "/code-interpreters"),
        new("CodeInterpreters", "GetCodeInterpreter", "GET", "/code-interpreters/{codeInterpreterId}"),
        new("CodeInterpreters", "ListCodeInterpreters", "POST", "/code-interpreters"),
        new("CodeInterpreters", "DeleteCodeInterpreter", "DELETE", "/code-interpreters/{codeInterpreterId}"),
        new("Tags", "TagResource", "POST", "/tags/{resourceArn}"),
        new("Tags", "UntagResource", "DELETE", "/tags/{resourceArn}"),
        new("Tags", "ListTagsForResource", "GET", "/tags/{resourceArn}"),
    ];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_is_whole(string family, string operation, string method, string path)
    {
        var call = Calls().Single(m => m.Name == operation + "Async");
        var request = call.GetParameters()[0].ParameterType;
        var response = call.ReturnType.GetGenericArguments()[0];
        Assert.Equal((operation + "Request", operation + "Response"), (request.Name, response.Name));
        Assert.True(typeof(AgentCoreRequest).IsAssignableFrom(request) && typeof(AmazonWebServiceResponse).IsAssignableFrom(response));

        var route = Definition(request);
        Assert.Equal((operation, method, path), (route.Name, route.Method, route.Path));
        var labels = path.Split('{').Skip(1).Select(l => char.ToUpperInvariant(l[0]) + l.Split('}')[0][1..]);
        Assert.All(labels, label => Assert.Equal(typeof(string), request.GetProperty(label)?.PropertyType));
        var documents = Path.Combine(Repository.Root, "src", "AgentCore.Generator", "Api");
        Assert.Contains($"\"{operation}\": {{", File.ReadAllText(Path.Combine(documents, family + ".json")), StringComparison.Ordinal);
        Assert.All([request, response], AssertDocumented);
        Assert.Contains(Documentation, d => d.Key.Contains($".{operation}Async(", StringComparison.Ordinal) && d.Value.Length > 0);
    }

    [Fact]
    public void There_is_no_other_operation_and_no_other_route()
    {
        var expected = Operations.Select(o => o.Data.Item2).Order().ToList();
        Assert.Equal(27, expected.Count);
        Assert.Equal(expected, Calls().Select(m => m.Name[..^5]).Order());
        Assert.Equal(expected, Requests().Select(r => Definition(r).Name).Order());
    }

    [Fact]
    public void Only_the_two_invokes_are_sent_once_and_all_other_changes_carry_a_token()
    {
        Assert.Equal(
            ["InvokeBrowserRequest", "InvokeCodeInterpreterRequest"],
            Requests().Where(t => Definition(t).SendOnce).Select(t => t.Name).Order());
        Assert.Equal(12, Requests().Count(t => New(t) is var request && !ReferenceEquals(request, request.WithToken())));
    }

    [Fact]
    public void Every_public_type_and_member_is_documented() =>
        Assert.All(Client.GetExportedTypes(), AssertDocumented);

    private static void AssertDocumented(Type type)
    {
        Assert.NotEmpty(Documentation.GetValueOrDefault($"T:{type.FullName!.Replace('+', '.')}") ?? "");
        foreach (var member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            Assert.True(Documentation.ContainsKey($"P:{type.FullName}.{member.Name}"), $"{type.Name}.{member.Name} has no documentation.");
        }
    }

    private static IEnumerable<MethodInfo> Calls() =>
        typeof(IAmazonBedrockAgentCore).GetMethods().Concat(typeof(IAmazonBedrockAgentCoreControl).GetMethods())
            .Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal));

    private static IEnumerable<Type> Requests() =>
        Client.GetTypes().Where(t => t.IsSubclassOf(typeof(AgentCoreRequest)) && !t.IsAbstract);

    private static AgentCoreRequest New(Type request) => (AgentCoreRequest)Activator.CreateInstance(request)!;

    private static Operation Definition(Type request) => New(request).Operation;
}
