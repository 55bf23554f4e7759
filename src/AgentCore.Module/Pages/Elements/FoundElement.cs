using System.Collections.Specialized;
using System.Text.Json;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Elements;

/// <summary>An element that was found, in the world of its document.</summary>
internal sealed class FoundElement(FrameWorld world, ElementPlace place)
{
    private const string Describe = "(element) => AgentCoreStates.describe(element)";

    private JsonElement _about;

    /// <summary>The world of its document.</summary>
    public FrameWorld World => world;

    /// <summary>Where it is.</summary>
    public ElementPlace Place => place;

    /// <summary>The element itself, once it was asked for.</summary>
    public RemoteNode? Node { get; private set; }

    /// <summary>The name of its tag.</summary>
    public string Tag => _about.GetProperty("tag").GetString()!;

    /// <summary>What it shows.</summary>
    public string Text => _about.GetProperty("text").GetString()!;

    /// <summary>Whether it can be seen, after scrolling to it.</summary>
    public bool Visible => _about.GetProperty("visible").GetBoolean();

    /// <summary>Whether it can be used.</summary>
    public bool Enabled => _about.GetProperty("enabled").GetBoolean();

    /// <summary>Whether it is, or is a part of, what is made to be clicked: a button, a link, a field.</summary>
    public bool IsActive => _about.GetProperty("acts").GetBoolean();

    /// <summary>Whether it is checked; null where it cannot be.</summary>
    public bool? Checked => _about.GetProperty("checked").ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>Its value; null where it has none.</summary>
    public object? Value => _about.GetProperty("value") switch
    {
        { ValueKind: JsonValueKind.Array } many => many.EnumerateArray().Select(one => one.GetString()!).ToArray(),
        var value => value.GetString(),
    };

    /// <summary>Its attributes.</summary>
    public OrderedDictionary Attributes
    {
        get
        {
            var attributes = new OrderedDictionary(StringComparer.OrdinalIgnoreCase);
            foreach (var attribute in _about.GetProperty("attributes").EnumerateArray())
            {
                attributes[attribute[0].GetString()!] = attribute[1].GetString();
            }

            return attributes;
        }
    }

    /// <summary>Left, top, width and height in the view of its frame; null where it takes no place.</summary>
    public double[]? Box => _about.GetProperty("box") is { ValueKind: JsonValueKind.Array } box
        ? [.. box.EnumerateArray().Select(side => side.GetDouble())]
        : null;

    /// <summary>An element of what the scripts found: the node and its description.</summary>
    public static FoundElement Of(FrameWorld world, JsonElement found)
    {
        var node = found.GetProperty("value")[0].GetProperty("value");
        var place = new ElementPlace(
            world.Frame.Id, world.LoaderId, node.GetProperty("backendNodeId").GetInt32());
        return new FoundElement(world, place)
        {
            _about = Parse(found.GetProperty("value")[1].GetProperty("value").GetString()!),
        };
    }

    /// <summary>The element in its world.</summary>
    /// <exception cref="Transport.CdpException">It is gone.</exception>
    public async Task<RemoteNode> ResolveAsync(CancellationToken cancellationToken) =>
        Node ??= await world.ResolveAsync(place.BackendNodeId, cancellationToken);

    /// <summary>Reads its state again; false where it is no longer a part of the document.</summary>
    /// <exception cref="Transport.CdpException">It is gone.</exception>
    public async Task<bool> DescribeAsync(CancellationToken cancellationToken)
    {
        _about = await CallAsync(Describe, [], cancellationToken);
        return _about.GetProperty("connected").GetBoolean();
    }

    /// <summary>Calls a function with the element as its first argument; gives its result as JSON.</summary>
    /// <exception cref="Transport.CdpException">It is gone.</exception>
    public async Task<JsonElement> CallAsync(
        string function, object?[] arguments, CancellationToken cancellationToken) =>
        await world.CallAsync(
            function, [await ResolveAsync(cancellationToken), .. arguments], cancellationToken);

    /// <summary>Another element of the same document, by a function of this one; null where it gives none.</summary>
    /// <exception cref="Transport.CdpException">It is gone.</exception>
    public async Task<FoundElement?> OtherAsync(
        string function, object?[] arguments, CancellationToken cancellationToken)
    {
        var other = await world.CallForNodesAsync(
            $"(...given) => AgentCoreStates.described(({function})(...given))",
            [await ResolveAsync(cancellationToken), .. arguments],
            cancellationToken);
        return other.GetProperty("type").GetString() == "array" ? Of(world, other) : null;
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
