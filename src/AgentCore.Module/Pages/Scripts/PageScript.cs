using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using AgentCore.Pages.Engine;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Scripts;

/// <summary>Runs a user's script in a tab.</summary>
/// <remarks>
/// As with the body of a JavaScript arrow function: an expression gives its value, statements give what they
/// <c>return</c>. Either may <c>await</c>, and finds what was handed over in <c>args</c>.
/// </remarks>
internal static class PageScript
{
    // What stack traces call the script; its first line stands below one of ours.
    private const string Source = "script";

    private const int MaxThrown = 200; // characters

    // Objects of the browser (a DOMRect, a URL) keep their members where serialisation does not look.
    private const string Unwrap
        = "(value) => typeof value === 'object' && typeof value?.toJSON === 'function' "
            + "&& !(value instanceof Date) ? value.toJSON() : value";

    /// <summary>The script's result; the browser's <c>RemoteObject</c> of it.</summary>
    /// <param name="tab">Where to run it.</param>
    /// <param name="script">The script.</param>
    /// <param name="arguments">JavaScript source of the array that it finds in <c>args</c>.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <exception cref="AgentCoreException">It cannot be read, or it failed.</exception>
    public static async Task<JsonElement> RunAsync(
        Tab tab, string script, string arguments, CancellationToken cancellationToken)
    {
        try
        {
            var call = $"({arguments}).then({Unwrap})";
            var response = await EvaluateAsync(
                tab, $"(async (args) => (\n{script.TrimEnd().TrimEnd(';')}\n)){call}", cancellationToken);
            // Nothing of it has run yet where it is not an expression.
            return await ResultAsync(
                tab,
                IsUnreadable(response)
                    ? await EvaluateAsync(tab, $"(async (args) => {{\n{script}\n}}){call}", cancellationToken)
                    : response,
                cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Else an endless loop would keep the page from responding. Does no harm to a page at rest.
            tab.Post("Runtime.terminateExecution", new { });
            throw;
        }
        catch (CdpException left) when (left.Message.Contains("navigated", StringComparison.Ordinal)
            || left.Message.Contains("context", StringComparison.Ordinal))
        {
            throw Failures.InvalidState("The page navigated away while the script ran; the script's result is lost.");
        }
        catch (CdpException deep) when (deep.Message.Contains("stack limit", StringComparison.Ordinal))
        {
            throw ScriptValue.TooDeep;
        }
        catch (CdpException unread) when (unread.Message.Contains("deep serialization", StringComparison.Ordinal))
        {
            throw new AgentCoreException(
                "ScriptError", ErrorCategory.InvalidResult,
                "The script's result cannot be read: reading one of its properties throws an error.", unread);
        }
    }

    private static Task<JsonElement> EvaluateAsync(Tab tab, string source, CancellationToken cancellationToken) =>
        tab.SendAsync(
            "Runtime.evaluate",
            new
            {
                expression = $"{source}\n//# sourceURL={Source}",
                awaitPromise = true,
                userGesture = true,
                serializationOptions = new { serialization = "deep" },
            },
            cancellationToken);

    // The browser could not read the source. What the script itself throws rejects its promise or has a stack.
    private static bool IsUnreadable(JsonElement response) =>
        response.TryGetProperty("exceptionDetails", out var details)
        && details.GetProperty("text").ValueEquals("Uncaught")
        && !details.TryGetProperty("stackTrace", out _)
        && details.TryGetProperty("exception", out var thrown)
        && thrown.TryGetProperty("className", out var name)
        && name.ValueEquals("SyntaxError");

    private static async Task<JsonElement> ResultAsync(
        Tab tab, JsonElement response, CancellationToken cancellationToken) =>
        response.TryGetProperty("exceptionDetails", out var details)
            ? throw Failed(details, await WordsAsync(tab, details, cancellationToken))
            : response.GetProperty("result");

    private static AgentCoreException Failed(JsonElement details, string thrown)
    {
        var stack = Regex.Replace(thrown, $@"\b{Source}:(\d+):(\d+)", OwnLine);
        var position = Regex.Match(stack, $@"\b{Source}:(\d+):\d+");
        // A script that cannot be read has no stack, but the browser gives the line, counted from 0.
        var line = position.Success ? position.Groups[1].Value
            : details.TryGetProperty("scriptId", out _) ? $"{details.GetProperty("lineNumber")}"
            : null;
        return new AgentCoreException(
            "ScriptError",
            ErrorCategory.InvalidResult,
            $"The script failed{(line is null ? "" : $" in line {line}")}: {Regex.Split(stack, "\n    at ")[0]}")
        {
            ScriptStack = stack,
        };
    }

    // An error has a description, which holds its stack; a script may throw anything else as well.
    private static async Task<string> WordsAsync(Tab tab, JsonElement details, CancellationToken cancellationToken)
    {
        if (!details.TryGetProperty("exception", out var thrown))
        {
            return details.GetProperty("text").GetString()!;
        }

        if (thrown.TryGetProperty("objectId", out var objectId)
            && thrown.GetProperty("type").ValueEquals("object")
            && (!thrown.TryGetProperty("subtype", out var subtype) || subtype.ValueEquals("array"))
            && await JsonAsync(tab, objectId.GetString()!, cancellationToken) is { } json)
        {
            return json;
        }

        return thrown.TryGetProperty("description", out var description) ? description.GetString()!
            : thrown.TryGetProperty("value", out var value)
                ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
            : thrown.GetProperty("type").GetString()!;
    }

    // Of an object the description is the name of its class alone. Null where there is no JSON of it.
    private static async Task<string?> JsonAsync(Tab tab, string objectId, CancellationToken cancellationToken)
    {
        var response = await tab.SendAsync(
            "Runtime.callFunctionOn",
            new { objectId, functionDeclaration = "function () { return JSON.stringify(this); }" },
            cancellationToken);
        return !response.TryGetProperty("exceptionDetails", out _)
            && response.GetProperty("result").TryGetProperty("value", out var value)
            && value.ValueKind == JsonValueKind.String
            && value.GetString() is { } json and not "{}"
            ? json.Length > MaxThrown ? json[..MaxThrown] + "..." : json
            : null;
    }

    private static string OwnLine(Match position) =>
        $"{Source}:{int.Parse(position.Groups[1].Value, CultureInfo.InvariantCulture) - 1}:{position.Groups[2].Value}";
}
