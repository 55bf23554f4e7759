using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace AgentCore.Client.Transport;

/// <summary>Where each member of a request type travels, read once from its attributes.</summary>
internal sealed class RequestShape
{
    private const BindingFlags OwnMembers = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, RequestShape> Known = new();

    private RequestShape(Type type)
    {
        Route = type.GetCustomAttribute<RouteAttribute>()
            ?? throw new InvalidOperationException($"{type.Name} has no route.");
        SendOnce = type.IsDefined(typeof(SendOnceAttribute));
        foreach (var property in type.GetProperties(OwnMembers))
        {
            if (property.IsDefined(typeof(InPathAttribute)))
                PathLabels.Add((JsonNamingPolicy.CamelCase.ConvertName(property.Name), property));
            else if (property.GetCustomAttribute<InQueryAttribute>() is { } query)
                QueryMembers.Add((query.Name, property));
            else if (property.GetCustomAttribute<InHeaderAttribute>() is { } header)
                HeaderMembers.Add((header.Name, property));
            else
                HasBody = true;

            if (property.IsDefined(typeof(IdempotencyTokenAttribute)))
                Token = property;
        }
    }

    public RouteAttribute Route { get; }

    public bool SendOnce { get; }

    public List<(string Name, PropertyInfo Member)> PathLabels { get; } = [];

    public List<(string Name, PropertyInfo Member)> QueryMembers { get; } = [];

    public List<(string Name, PropertyInfo Member)> HeaderMembers { get; } = [];

    public bool HasBody { get; }

    public PropertyInfo? Token { get; }

    public static RequestShape Of(Type type) => Known.GetOrAdd(type, static t => new RequestShape(t));
}
