using System.Text;

namespace AgentCore.Pages.Reading;

/// <summary>Writes a page's accessibility tree as text: one line an element, indented by its depth.</summary>
internal sealed class AccessibilityText
{
    private readonly StringBuilder _text = new();

    private AccessibilityText()
    {
    }

    /// <summary>The text of a document, or of parts of it.</summary>
    public static string Of(AccessibilityTree tree, IEnumerable<AccessibilityNode> parts)
    {
        var writer = new AccessibilityText();
        foreach (var part in parts)
        {
            writer.Write(tree, part, 0);
        }

        return writer._text.ToString().TrimEnd('\n');
    }

    private void Write(AccessibilityTree tree, AccessibilityNode node, int depth)
    {
        var silent = node.IsSilent;
        if (!silent)
        {
            _text.Append(' ', 2 * depth).Append("- ").Append(node.Head);
            if (node.Value.Length > 0)
            {
                _text.Append(": ").Append(AccessibilityNode.Quote(node.Value));
            }

            _text.Append('\n');
        }

        foreach (var (inner, child) in tree.Below(node))
        {
            // The text of a heading or link is its name already.
            if (silent || !child.IsText || child.Name != node.Name)
            {
                Write(inner, child, silent ? depth : depth + 1);
            }
        }
    }
}
