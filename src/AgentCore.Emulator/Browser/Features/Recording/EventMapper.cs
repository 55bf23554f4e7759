using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>
/// Makes lines of a recording of what DevTools reports. Used from one task at a time, except for
/// <see cref="Recorders"/> and what is left out.
/// </summary>
/// <param name="writer">Writes them.</param>
/// <param name="recorder">The recorder in the pages; null before it has started.</param>
internal sealed class EventMapper(
    RecordingWriter writer, Func<PageRecorder?> recorder)
{
    private readonly Dictionary<string, (string Page, string Frame)> _sessions = new(StringComparer.Ordinal);
    private readonly RecordedFrames _frames = new();
    private readonly NetworkLog _network = new(writer);
    private readonly DevToolsLog _devTools = new(writer);

    /// <summary>Where a recorder runs, as CDP session and execution context; read from any thread.</summary>
    public IReadOnlyCollection<(string Session, long Context)> Recorders => _frames.Recorders;

    /// <summary>Whether an event is of use, which its name says.</summary>
    public static bool IsWanted(string method) =>
        DevToolsLog.IsWanted(method)
        || method is "Runtime.bindingCalled" or "Runtime.consoleAPICalled" or "Runtime.exceptionThrown"
            or "Runtime.executionContextCreated" or "Runtime.executionContextDestroyed"
            or "Runtime.executionContextsCleared" or "Page.frameAttached" or "Page.frameDetached"
            or PageRecorder.FrameFound
        || method.StartsWith("Target.", StringComparison.Ordinal)
        || NetworkLog.IsWanted(method);

    /// <summary>Counts an event that was left out; from any thread.</summary>
    public void CountDropped(string method) => writer.CountDropped(
        method == "Runtime.bindingCalled" ? RecordedType.Rrweb
        : method is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" ? RecordedType.Console
        : NetworkLog.IsWanted(method) ? RecordedType.Network
        : RecordedType.DevTools);

    /// <summary>Records an event.</summary>
    /// <exception cref="JsonException">It is not of the form that Chromium documents.</exception>
    public void Add(RawEvent raw)
    {
        var parameters = raw.ReadParams();
        if (raw.Method.StartsWith("Target.", StringComparison.Ordinal))
        {
            FollowTarget(raw, parameters);
        }
        else if (raw.Session is { } session && _sessions.TryGetValue(session, out var at))
        {
            Add(raw.Method, session, at, parameters);
        }
    }

    /// <summary>Records what has not ended.</summary>
    public void End() => _network.End();

    private void Add(string method, string session, (string Page, string Frame) at, JsonElement parameters)
    {
        switch (method)
        {
            case "Runtime.executionContextCreated":
                _frames.AddContext(session, parameters.GetProperty("context"));
                break;
            case "Runtime.executionContextDestroyed":
                _frames.RemoveContext((session, parameters.GetProperty("executionContextId").GetInt64()));
                break;
            case "Runtime.executionContextsCleared":
                _frames.RemoveContexts(session);
                break;
            case "Runtime.bindingCalled" when parameters.GetProperty("name").GetString() == PageRecorder.Binding:
                AddFromRecorder(at.Page, FrameOf(session, at, parameters), parameters.GetProperty("payload"));
                break;
            case "Runtime.consoleAPICalled":
                AddConsole(at.Page, FrameOf(session, at, parameters), parameters);
                break;
            case "Runtime.exceptionThrown":
                AddException(at.Page, parameters);
                break;
            case "Page.frameAttached":
                _frames.Attach(parameters);
                break;
            case "Page.frameDetached":
                _frames.Detach(parameters);
                break;
            case PageRecorder.FrameFound:
                AddFrame(at.Page, parameters);
                break;
            case "Page.frameNavigated" or "Page.documentOpened":
                Renew(session, parameters.GetProperty("frame").GetProperty("id").GetString()!, method);
                _devTools.Add(method, at.Page, parameters);
                break;
            case var _ when NetworkLog.IsWanted(method):
                _network.Add(method, session, at.Page, parameters);
                break;
            default:
                _devTools.Add(method, at.Page, parameters);
                break;
        }
    }

    private void FollowTarget(RawEvent raw, JsonElement parameters)
    {
        if (parameters.TryGetProperty("targetInfo", out var target))
        {
            var (id, type) = (target.GetProperty("targetId").GetString()!, target.GetProperty("type").GetString());
            if (raw.Method == "Target.attachedToTarget")
            {
                var page = raw.Session is { } parent && _sessions.TryGetValue(parent, out var above) ? above.Page : id;
                _sessions[parameters.GetProperty("sessionId").GetString()!] = (page, id);
            }

            if (type == "page")
            {
                var url = writer.Text.CleanUrl(target.GetProperty("url").GetString() ?? "");
                writer.SetPage(id, page => page with { Url = url });
            }
        }
        else if (raw.Method == "Target.targetDestroyed")
        {
            writer.SetPage(
                parameters.GetProperty("targetId").GetString()!, page => page with { ClosedAt = writer.Now });
        }
        else if (raw.Method == "Target.detachedFromTarget")
        {
            var session = parameters.GetProperty("sessionId").GetString()!;
            _frames.RemoveContexts(session);
            _sessions.Remove(session);
            _network.Forget(session);
        }
    }

    private void Renew(string session, string frame, string method)
    {
        foreach (var at in _frames.RecordersOf(frame).Where(at => at.Session == session))
        {
            recorder()?.Renew(at, method == "Page.documentOpened");
        }
    }

    // Null for the page itself.
    private string? FrameOf(string session, (string Page, string Frame) at, JsonElement parameters)
    {
        var frame = parameters.TryGetProperty("executionContextId", out var context)
            ? _frames.FrameOf((session, context.GetInt64())) ?? at.Frame
            : at.Frame;
        return frame == at.Page ? null : frame;
    }

    private void AddFromRecorder(string page, string? frame, JsonElement payload)
    {
        var bytes = Encoding.UTF8.GetBytes(payload.GetString()!);
        var reader = new Utf8JsonReader(bytes, DeepJson.Reading);
        reader.Read();
        reader.Read();
        if (reader.ValueTextEquals("secret"u8))
        {
            reader.Read();
            var text = reader.GetString()!;
            writer.Text.AddSecret(text, isWhole: reader.Read() && reader.TokenType == JsonTokenType.PropertyName);
            return;
        }

        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.StartObject;)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            AddRrweb(page, frame, bytes.AsMemory(start..(int)reader.BytesConsumed));
        }
    }

    private void AddRrweb(string page, string? frame, ReadOnlyMemory<byte> json)
    {
        var (type, timestamp) = RrwebEvent.HeadOf(json.Span);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(timestamp);
        if (type == RrwebEvent.Custom)
        {
            writer.CountDropped(RecordedType.Rrweb); // the recorder has paused
        }

        _frames.AddStream(frame ?? page);
        if (type == RrwebEvent.FullSnapshot)
        {
            FindFrames(page, frame);
        }

        writer.Add(RecordedType.Rrweb, at, page, frame, output =>
        {
            if (type == RrwebEvent.Meta)
            {
                var title = RrwebEvent.WriteMeta(output, json, writer.Text);
                if (frame is null)
                {
                    writer.SetPage(page, known => known with { Title = title });
                }
            }
            else if (writer.Text.IsEmpty)
            {
                output.WriteRawValue(json.Span, skipInputValidation: true);
            }
            else
            {
                writer.Text.Copy(json.Span, output);
            }
        });
    }

    // A snapshot has an empty frame where the document is another recorder's: its snapshot goes there. Those of frames
    // within must come after it.
    private void FindFrames(string page, string? frame)
    {
        if (frame is not null && _frames.RecorderAbove(frame) is { } parent)
        {
            _ = recorder()?.FindFrameAsync(parent, frame);
        }

        foreach (var at in _frames.StreamsIn(frame ?? page).SelectMany(_frames.RecordersOf))
        {
            recorder()?.TakeSnapshot(at);
        }
    }

    private void AddFrame(string page, JsonElement parameters)
    {
        var (frame, node) = (parameters.GetProperty("frame").GetString()!, parameters.GetProperty("node").GetInt64());
        if (node > 0 && _frames.StreamAbove(frame) is { } stream)
        {
            writer.Add(RecordedType.Frame, writer.Now, page, frame, output =>
            {
                output.WriteStartObject();
                output.WriteString("in", stream == page ? null : stream);
                output.WriteNumber("node", node);
                output.WriteEndObject();
            });
        }
    }

    private void AddConsole(string page, string? frame, JsonElement parameters)
    {
        var texts = parameters.GetProperty("args").EnumerateArray().Select(TextOf);
        writer.Add(RecordedType.Console, AtOf(parameters), page, frame, output =>
        {
            output.WriteStartObject();
            output.WriteString("level", parameters.GetProperty("type").GetString());
            output.WriteString("text", writer.Text.Short(string.Join(' ', texts)));
            output.WriteEndObject();
        });
    }

    private void AddException(string page, JsonElement parameters)
    {
        var details = parameters.GetProperty("exceptionDetails");
        var text = details.TryGetProperty("exception", out var thrown) ? TextOf(thrown) : "";
        writer.Add(RecordedType.Console, AtOf(parameters), page, null, output =>
        {
            output.WriteStartObject();
            output.WriteString("level", "exception");
            var message = $"{details.GetProperty("text").GetString()} {text}".TrimEnd();
            output.WriteString("text", writer.Text.Short(message));
            if (details.TryGetProperty("url", out var url))
            {
                output.WriteString("url", writer.Text.CleanUrl(url.GetString()!));
                output.WriteNumber("line", details.GetProperty("lineNumber").GetInt64() + 1);
            }

            output.WriteEndObject();
        });
    }

    private DateTimeOffset AtOf(JsonElement parameters) => parameters.TryGetProperty("timestamp", out var milliseconds)
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds.GetDouble())
        : writer.Now;

    private static string TextOf(JsonElement remote) =>
        remote.TryGetProperty("value", out var value) ? value.ToString()
        : remote.TryGetProperty("preview", out var preview) ? PreviewOf(preview)
        : remote.TryGetProperty("description", out var description) ? description.ToString()
        : remote.TryGetProperty("unserializableValue", out var other) ? other.ToString()
        : remote.GetProperty("type").ToString();

    private static string PreviewOf(JsonElement preview)
    {
        var members = preview.GetProperty("properties").EnumerateArray().Select(property =>
        {
            var text = property.TryGetProperty("value", out var value) ? value.ToString() : "…";
            return $"{property.GetProperty("name")}: {text}";
        });
        return $"{preview.GetProperty("description")} {{{string.Join(", ", members)}}}";
    }
}
