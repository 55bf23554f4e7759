using System.Text.Json;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>Records events of DevTools: of each, the facts that tell what happened and hold no secret.</summary>
internal sealed class DevToolsLog(RecordingWriter writer)
{
    // What is kept of each event; addresses are members whose name ends with "url".
    private static readonly Dictionary<string, string[]> Kept = new(StringComparer.Ordinal)
    {
        ["Page.frameNavigated"] = ["frame.id", "frame.parentId", "frame.url", "frame.mimeType"],
        ["Page.documentOpened"] = ["frame.id", "frame.url"],
        ["Page.navigatedWithinDocument"] = ["frameId", "url"],
        ["Page.domContentEventFired"] = [],
        ["Page.loadEventFired"] = [],
        ["Page.javascriptDialogOpening"] = ["url", "type", "message"],
        ["Page.javascriptDialogClosed"] = ["result"], // not what was typed
        ["Page.downloadWillBegin"] = ["url", "suggestedFilename"],
        ["Page.windowOpen"] = ["url", "windowName", "userGesture"],
        ["Log.entryAdded"] = ["entry.source", "entry.level", "entry.text", "entry.url", "entry.lineNumber"],
        ["Inspector.targetCrashed"] = [],
    };

    /// <summary>Whether an event of DevTools is recorded.</summary>
    public static bool IsWanted(string method) => Kept.ContainsKey(method);

    /// <summary>Records an event.</summary>
    public void Add(string method, string page, JsonElement parameters)
    {
        if (!Kept.TryGetValue(method, out var members))
        {
            return;
        }

        writer.Add(RecordedType.DevTools, writer.Now, page, null, output =>
        {
            output.WriteStartObject();
            output.WriteString("event", method);
            foreach (var member in members)
            {
                var value = member.Split('.').Aggregate(
                    parameters,
                    (found, name) => found.ValueKind == JsonValueKind.Object && found.TryGetProperty(name, out var next)
                        ? next
                        : default);
                WriteKept(output, member.Split('.')[^1], value);
            }

            output.WriteEndObject();
        });
    }

    private void WriteKept(Utf8JsonWriter output, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!;
            output.WriteString(name, name == "url" ? writer.Text.CleanUrl(text) : writer.Text.Short(text));
        }
        else if (value.ValueKind != JsonValueKind.Undefined)
        {
            output.WritePropertyName(name);
            value.WriteTo(output);
        }
    }
}
