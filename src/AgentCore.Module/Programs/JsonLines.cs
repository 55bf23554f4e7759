using System.Collections;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore.Programs;

/// <summary>PowerShell objects on their way into a program and out of it: JSON, a line each.</summary>
internal static class JsonLines
{
    private const int Depth = 16;

    // PowerShell's own conversion, so that a program reads what ConvertTo-Json shows. It warns where it leaves out what
    // is too deep: then nothing is sent.
    private const string Convert = """
        param($items, $options)
        foreach ($item in $items) {
            if ($item -is [string]) { $item }
            else { Microsoft.PowerShell.Utility\ConvertTo-Json -InputObject $item -Compress @options }
        }
        """;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    /// <summary>
    /// Standard input of a program: texts as they are and other objects as JSON, a line each; bytes as they are. Called
    /// on the pipeline thread.
    /// </summary>
    /// <param name="items">The objects.</param>
    /// <exception cref="AgentCoreException">One holds more than JSON of a line should.</exception>
    public static byte[] Write(object?[] items)
    {
        var plain = Array.ConvertAll(items, PlainObject.Of);
        if (plain.Length > 0 && Array.TrueForAll(plain, item => item is byte or byte[]))
        {
            return [.. plain.SelectMany(item => item as byte[] ?? [(byte)item!])];
        }

        var text = new StringBuilder();
        foreach (var line in Lines(items))
        {
            text.Append(line).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string> Lines(object?[] items)
    {
        var options = new Hashtable { ["Depth"] = Depth, ["WarningAction"] = "Stop" };
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        try
        {
            return shell.AddScript(Convert, useLocalScope: true).AddArgument(items).AddArgument(options)
                .Invoke<string>();
        }
        catch (ActionPreferenceStopException)
        {
            throw Failures.InvalidArgument(
                $"-InputObject: an object has more than {Depth} levels or contains itself, and cannot be sent "
                    + "unchanged. Choose what the program needs, such as with Select-Object Name, Length.");
        }
    }

    /// <summary>The objects of what a program printed: a JSON value, of a list its items, or one a line.</summary>
    /// <param name="result">The program's result.</param>
    /// <exception cref="AgentCoreException">It is not JSON.</exception>
    public static object?[] Read(CodeInterpreterResult result)
    {
        var text = result.Output.Trim();
        if (text.Length == 0)
        {
            return [];
        }

        return TryParse(text, out var whole, out _)
            ? whole is object?[] items ? items : [whole]
            : [.. text.Split('\n').Select((line, at) => (Line: line.Trim(), Number: at + 1))
                .Where(line => line.Line.Length > 0)
                .Select(line => Parse(line.Line, line.Number, result))];
    }

    private static object? Parse(string line, int number, CodeInterpreterResult result) =>
        TryParse(line, out var value, out var reason)
            ? value
            : throw new AgentCoreException(
                "OutputIsNotJson",
                ErrorCategory.InvalidData,
                $"The program's output is not JSON: line {number} is '{Start(line)}'. Let it print one JSON value, or "
                    + "one a line, and write everything else to standard error.",
                reason)
            {
                Result = result,
            };

    private static string Start(string line) => line.Length > 100 ? line[..100] + "…" : line;

    private static bool TryParse(string text, out object? value, out JsonException? reason)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Options);
            (value, reason) = (JsonObjects.Read(json.RootElement), null);
            return true;
        }
        catch (JsonException not)
        {
            (value, reason) = (null, not);
            return false;
        }
    }
}
