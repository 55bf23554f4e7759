using System.Management.Automation;
using System.Text;

namespace AgentCore.Files;

/// <summary>
/// Makes one content of what a pipeline brings: bytes as they are, everything else as Set-Content writes it.
/// </summary>
internal sealed class PipelineContent
{
    private readonly List<byte> _content = [];

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _content.Count == 0;

    /// <summary>Adds a byte, bytes, any other object as text, or several of these; null adds nothing.</summary>
    /// <param name="item">What came down the pipeline.</param>
    /// <param name="lineEnd">What follows each text.</param>
    public void Add(object? item, string lineEnd)
    {
        foreach (var each in Items(item))
        {
            if (BytesOf(each) is { } bytes)
            {
                _content.AddRange(bytes);
            }
            else
            {
                _content.AddRange(Encoding.UTF8.GetBytes(TextOf(each) + lineEnd));
            }
        }
    }

    /// <summary>All of it.</summary>
    public byte[] ToArray() => [.. _content];

    /// <summary>The items that are written one by one: those of a list, and not a null.</summary>
    public static IEnumerable<object> Items(object? item)
    {
        if (item is null)
        {
            return [];
        }

        return BytesOf(item) is null && LanguagePrimitives.GetEnumerable(item) is { } several
            ? several.Cast<object?>().SelectMany(Items)
            : [item];
    }

    /// <summary>A byte or an array of bytes; null for anything else.</summary>
    public static byte[]? BytesOf(object item) => (item is PSObject wrapped ? wrapped.BaseObject : item) switch
    {
        byte one => [one],
        byte[] many => many,
        _ => null,
    };

    /// <summary>
    /// The text of any other object. That of the wrapped one: of a PSCustomObject, the bare object's is empty.
    /// </summary>
    public static string TextOf(object item) => PSObject.AsPSObject(item).ToString();
}
