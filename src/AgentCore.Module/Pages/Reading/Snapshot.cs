using System.Text.RegularExpressions;

namespace AgentCore.Pages.Reading;

/// <summary>
/// The accessibility tree as an agent reads it: short, with a reference to whatever can be acted on or has a name.
/// </summary>
internal static class Snapshot
{
    // They say how a text looks, or to which field it belongs, which has it as its name.
    private static readonly HashSet<string> OfText =
    [
        "strong", "emphasis", "code", "mark", "subscript", "superscript", "insertion", "deletion", "time", "Abbr",
        "LabelText", "Legend", "MenuListPopup",
    ];

    // Their names are but what is in them.
    private static readonly HashSet<string> NamedByContent = ["cell", "gridcell", "columnheader", "rowheader", "row"];

    // What the browser itself builds a field of cannot be named.
    private static readonly HashSet<string> Whole = ["Date", "DateTime", "InputTime", "ColorWell"];

    /// <summary>The lines of a document, or of parts of it.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="parts">Its root, or some of its nodes.</param>
    /// <param name="refOf">Gives the elements their references.</param>
    public static IReadOnlyList<SnapshotLine> Of(
        AccessibilityTree tree, IEnumerable<AccessibilityNode> parts, Func<ElementPlace, string> refOf)
    {
        var lines = new List<SnapshotLine>();
        Write(lines, Joined(parts.SelectMany(part => Read(tree, part, refOf))), 0);
        return lines;
    }

    private static IEnumerable<Part> Read(
        AccessibilityTree tree, AccessibilityNode node, Func<ElementPlace, string> refOf)
    {
        if (node.IsText)
        {
            // What has no node in the document is a bullet or number of a list.
            return node.BackendNodeId is null ? [] : [new Part { Text = node.Name }];
        }

        var inner = tree.Below(node).SelectMany(child => Read(child.Tree, child.Node, refOf));
        if (node.Role == "RootWebArea" || node.IsIgnored)
        {
            return inner;
        }

        var canAct = tree.CanAct(node);
        if (!canAct && (node.IsSilent || (node.Name.Length == 0 && OfText.Contains(node.Role))))
        {
            // Texts of different blocks are not one text; those of a line are.
            return node.IsSilent ? [Part.Break, .. inner, Part.Break] : inner;
        }

        var isNamed = node.Name.Length > 0 && !NamedByContent.Contains(node.Role);
        var reference = canAct || isNamed ? tree.PlaceOf(node) : null;
        return
        [
            new Part
            {
                Node = node,
                Ref = reference is null ? null : refOf(reference),
                Inner = Whole.Contains(node.Role) ? [] : [.. Joined(inner).Where(part => !Repeats(part, node.Name))],
            },
        ];
    }

    // Texts that follow one another become one; those that only repeat the name of what is next to them are left out.
    private static List<Part> Joined(IEnumerable<Part> parts)
    {
        var joined = new List<Part>();
        foreach (var part in parts)
        {
            if (part.Text is { } text && joined.LastOrDefault() is { Text: { } before })
            {
                joined[^1] = new Part { Text = before + text };
            }
            else
            {
                joined.Add(part);
            }
        }

        joined.RemoveAll(part => part.Node is null && Plain(part.Text ?? "").Length == 0);
        for (var index = joined.Count - 1; index >= 0; index--)
        {
            if (joined[index].Text is { } text && (Names(index - 1, text) || Names(index + 1, text)))
            {
                joined.RemoveAt(index);
            }
        }

        return joined;

        bool Names(int index, string text) => index >= 0 && index < joined.Count
            && joined[index].Node is { Name.Length: > 0 } node && Plain(node.Name) == Plain(text);
    }

    // A caption or text that is the name of what it is in.
    private static bool Repeats(Part part, string name) => part switch
    {
        { Text: { } text } => Plain(text) == Plain(name),
        { Node.Role: "caption" or "Figcaption", Inner: [{ Text: { } text }] } => Plain(text) == Plain(name),
        _ => false,
    };

    private static void Write(List<SnapshotLine> lines, List<Part> parts, int depth)
    {
        foreach (var part in parts)
        {
            if (part.Node is not { } node)
            {
                lines.Add(new SnapshotLine(depth, $"text {AccessibilityNode.Quote(Plain(part.Text!))}", null));
                continue;
            }

            var text = part.Inner.Count > 0 && part.Inner.All(one => one.Node is null)
                ? string.Join(" ", part.Inner.Select(one => Plain(one.Text!)))
                : null;
            var value = node.Value.Length > 0 ? node.Value : node.Name.Length == 0 ? text ?? "" : "";
            var isSaid = text is not null && (value.Length > 0 || text == Plain(node.Name));
            lines.Add(new SnapshotLine(
                depth,
                node.Head + (part.Ref is null ? "" : $" [ref={part.Ref}]")
                    + (value.Length > 0 ? $": {AccessibilityNode.Quote(value)}" : ""),
                part.Ref));
            Write(lines, isSaid ? [] : part.Inner, depth + 1);
        }
    }

    private static string Plain(string text) => Regex.Replace(text, @"\s+", " ").Trim();

    // A text, an element with what is in it, or the border between two texts.
    private sealed class Part
    {
        public static Part Break { get; } = new();

        public string? Text { get; init; }

        public AccessibilityNode? Node { get; init; }

        public string? Ref { get; init; }

        public List<Part> Inner { get; init; } = [];
    }
}

/// <summary>A line of a snapshot.</summary>
/// <param name="Depth">How many others it is in.</param>
/// <param name="Text">What it says.</param>
/// <param name="Ref">The reference to its element; null for none.</param>
internal sealed record SnapshotLine(int Depth, string Text, string? Ref)
{
    /// <summary>The line after a bullet, indented by its depth.</summary>
    public string ToString(char bullet) => $"{new string(' ', 2 * Depth)}{bullet} {Text}";

    /// <inheritdoc/>
    public override string ToString() => ToString('-');
}
