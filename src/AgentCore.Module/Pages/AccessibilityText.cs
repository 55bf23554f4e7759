using System.Text;
using System.Text.Json;

namespace AgentCore.Pages;

/// <summary>Writes a page's accessibility tree as text: one line an element, indented by its depth.</summary>
internal sealed class AccessibilityText
{
    // These only group others; a screen reader says nothing about them.
    private static readonly HashSet<string> Silent = ["none", "generic", "InlineTextBox", "LineBreak", "ListMarker"];

    private static readonly string[] States
        = ["level", "checked", "pressed", "selected", "expanded", "disabled", "required", "invalid", "readonly", "modal"];

    private readonly Dictionary<string, JsonElement> _nodes = [];
    private readonly StringBuilder _text = new();

    private AccessibilityText()
    {
    }

    /// <summary>The text of what <c>Accessibility.getFullAXTree</c> answers.</summary>
    public static string Of(JsonElement tree)
    {
        var writer = new AccessibilityText();
        foreach (var node in tree.GetProperty("nodes").EnumerateArray())
        {
            writer._nodes[node.GetProperty("nodeId").GetString()!] = node;
        }

        foreach (var root in writer._nodes.Values.Where(node => !node.TryGetProperty("parentId", out _)))
        {
            writer.Write(root, 0);
        }

        return writer._text.ToString().TrimEnd('\n');
    }

    private void Write(JsonElement node, int depth)
    {
        var role = Value(node, "role");
        var name = Value(node, "name");
        var silent = node.GetProperty("ignored").GetBoolean() || Silent.Contains(role);
        if (!silent)
        {
            _text.Append(' ', 2 * depth).Append("- ").Append(Line(node, role, name)).Append('\n');
        }

        foreach (var child in Children(node).Where(child => silent || !SaysTheSame(child, name)))
        {
            Write(child, silent ? depth : depth + 1);
        }
    }

    private static string Line(JsonElement node, string role, string name)
    {
        var line = new StringBuilder(role == "StaticText" ? "text" : role);
        if (name.Length > 0)
        {
            line.Append(' ').Append(Quote(name));
        }

        foreach (var state in node.TryGetProperty("properties", out var all) ? all.EnumerateArray() : default)
        {
            var key = state.GetProperty("name").GetString()!;
            var value = Value(state, "value");
            if (Array.IndexOf(States, key) >= 0 && value is not ("" or "false"))
            {
                line.Append(value == "true" ? $" [{key}]" : $" [{key}={value}]");
            }
        }

        var content = Value(node, "value");
        return content.Length > 0 ? $"{line}: {Quote(content)}" : line.ToString();
    }

    private IEnumerable<JsonElement> Children(JsonElement node) =>
        (node.TryGetProperty("childIds", out var ids) ? ids.EnumerateArray() : default)
            .Select(id => id.GetString()!)
            .Where(_nodes.ContainsKey)
            .Select(id => _nodes[id]);

    // The text of a heading or link is its name already.
    private static bool SaysTheSame(JsonElement child, string name) =>
        Value(child, "role") == "StaticText" && Value(child, "name") == name;

    // An AXValue, as the tree wraps everything it tells.
    private static string Value(JsonElement holder, string key) =>
        holder.TryGetProperty(key, out var wrapped) && wrapped.TryGetProperty("value", out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => value.ToString(),
            }
            : "";

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";
}
