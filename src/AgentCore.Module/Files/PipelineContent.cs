using System.Collections;
using System.Management.Automation;
using System.Text;

namespace AgentCore;

/// <summary>Makes one content of what a pipeline brings: bytes as they are, everything else as text.</summary>
internal sealed class PipelineContent
{
    private readonly List<byte> _content = [];

    /// <summary>Adds a byte, bytes, a text, or several of these.</summary>
    /// <param name="item">What came down the pipeline.</param>
    /// <param name="lineEnd">What follows each text.</param>
    public void Add(object? item, string lineEnd)
    {
        switch (item is PSObject wrapped ? wrapped.BaseObject : item)
        {
            case byte one:
                _content.Add(one);
                break;
            case byte[] many:
                _content.AddRange(many);
                break;
            case IEnumerable and not string and var several:
                foreach (var each in (IEnumerable)several)
                    Add(each, lineEnd);
                break;
            case var text:
                _content.AddRange(Encoding.UTF8.GetBytes(LanguagePrimitives.ConvertTo<string>(text) + lineEnd));
                break;
        }
    }

    /// <summary>All of it.</summary>
    public byte[] ToArray() => [.. _content];
}
