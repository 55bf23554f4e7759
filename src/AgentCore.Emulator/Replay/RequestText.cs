using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Replay;

/// <summary>
/// A request as it is compared with recorded ones: a line for each value, whatever the order of members was.
/// Idempotency tokens, signatures and trace ids are not in it.
/// </summary>
internal sealed class RequestText
{
    private const string ClientToken = "clientToken"; // of IIdempotentRequest, in every operation that has one

    private const int LongestShown = 120;

    // Deeper ones are compared as they are; the emulator rejects them anyway.
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 300 };

    private RequestText(string name, IEnumerable<string> lines)
    {
        Name = name;
        Lines = [.. lines];
        Words = ChanceWords.Find(string.Join('\n', Lines.Prepend(name)));
    }

    /// <summary>The operation, or the method of a command.</summary>
    public string Name { get; }

    /// <summary>A line for each value: its name, an equals sign, and its JSON.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The whole text, and what in it is made by chance.</summary>
    public ChanceWords Words { get; }

    /// <summary>The text of a call.</summary>
    /// <param name="operation">API name of the operation.</param>
    /// <param name="region">Region of the signature.</param>
    /// <param name="labels">Labels of the path.</param>
    /// <param name="query">The query, as <see cref="QueryOf"/> returns it.</param>
    /// <param name="session">The session, which a header of the request names; null for none.</param>
    /// <param name="body">The body, as JSON without secrets; empty for none.</param>
    public static RequestText OfCall(
        string operation,
        string region,
        IEnumerable<KeyValuePair<string, string>> labels,
        IEnumerable<KeyValuePair<string, string>> query,
        string? session,
        string body) =>
        new(operation, [
            $"region={region}",
            .. labels.Select(label => $"{label.Key}={label.Value}"),
            .. query.Select(pair => $"{pair.Key}={SafeJson.Mask(pair.Value)}").Order(StringComparer.Ordinal),
            .. session is null ? [] : new[] { $"session={session}" },
            .. Flatten(body).Where(line => !line.StartsWith(ClientToken + "=", StringComparison.Ordinal)),
        ]);

    /// <summary>The text of a call that was received.</summary>
    public static RequestText OfCall(OperationInput input, OperationContext context) => OfCall(
        context.Operation,
        context.Region,
        input.Labels,
        QueryOf(input.Query),
        OperationInput.SessionOf(input.Headers),
        WithoutSecrets(input.Body.Span));

    /// <summary>The text of a DevTools command; its id is not in it.</summary>
    /// <param name="command">The command, as JSON without secrets.</param>
    public static RequestText OfCommand(string command)
    {
        var lines = Flatten(command).Where(line => !line.StartsWith("id=", StringComparison.Ordinal)).ToArray();
        var method = lines.FirstOrDefault(line => line.StartsWith("method=", StringComparison.Ordinal));
        return new(method?["method=".Length..].Trim('"') ?? "?", lines.Where(line => line != method));
    }

    /// <summary>
    /// Of some requests the one that has most in common with this one, and what differs first, as parts of a sentence.
    /// </summary>
    public (T Nearest, string Asked, string Recorded) Compare<T>(IEnumerable<T> requests, Func<T, RequestText> textOf)
    {
        var nearest = requests.MaxBy(other => textOf(other).Lines.Intersect(Lines).Count())!;
        var recorded = textOf(nearest).Lines;
        return (
            nearest,
            Shorten(Lines.Except(recorded).FirstOrDefault()),
            Shorten(recorded.Except(Lines).FirstOrDefault()));
    }

    /// <summary>The parameters of a query that are no part of a signature.</summary>
    public static IEnumerable<KeyValuePair<string, string>> QueryOf(RawQuery query) => query.Pairs.Where(
        pair => pair.Key != ClientToken && !pair.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase));

    /// <summary>JSON as a recording has it.</summary>
    public static string WithoutSecrets(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return "";
        }

        var safe = new ArrayBufferWriter<byte>(json.Length);
        using (var writer = new Utf8JsonWriter(safe, DeepJson.Writing))
        {
            SafeJson.Write(writer, json);
        }

        return Encoding.UTF8.GetString(safe.WrittenSpan);
    }

    private static string Shorten(string? line) => line switch
    {
        null => "nothing there",
        { Length: > LongestShown } => line[..LongestShown] + "…",
        _ => line,
    };

    private static IEnumerable<string> Flatten(string json)
    {
        if (json.Length == 0)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(json, Depth);
            var lines = new List<string>();
            Flatten("", document.RootElement, lines);
            return lines;
        }
        catch (JsonException)
        {
            return [$"body={json}"];
        }
    }

    private static void Flatten(string name, JsonElement value, List<string> lines)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    Flatten(name.Length == 0 ? member.Name : $"{name}.{member.Name}", member.Value, lines);
                }

                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    Flatten($"{name}[{index++}]", item, lines);
                }

                break;
            case JsonValueKind.Object when name.Length == 0: // an empty body is as good as none
                break;
            default:
                lines.Add($"{name}={value.GetRawText()}");
                break;
        }
    }
}
