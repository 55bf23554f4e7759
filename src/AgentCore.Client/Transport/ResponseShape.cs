using System.Collections.Concurrent;
using System.Reflection;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Transport;

/// <summary>The members of a response type that travel in headers.</summary>
internal sealed class ResponseShape
{
    private const BindingFlags OwnMembers = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, ResponseShape> Known = new();

    private readonly List<(string Header, PropertyInfo Member)> _members = [];

    private ResponseShape(Type type)
    {
        foreach (var property in type.GetProperties(OwnMembers))
        {
            if (property.GetCustomAttribute<InHeaderAttribute>() is { } header)
                _members.Add((header.Name, property));
        }
    }

    public static ResponseShape Of(Type type) => Known.GetOrAdd(type, static t => new ResponseShape(t));

    public void ReadHeaders(AmazonWebServiceResponse response, IWebResponseData http)
    {
        foreach (var (header, member) in _members)
        {
            if (http.IsHeaderPresent(header))
                member.SetValue(response, http.GetHeaderValue(header));
        }
    }
}
