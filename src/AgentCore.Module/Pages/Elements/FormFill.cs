using System.Collections;
using AgentCore.Errors;

namespace AgentCore.Pages.Elements;

/// <summary>Fills a form: every field is found before one is written.</summary>
internal static class FormFill
{
    /// <summary>Sets the fields that the keys name, one after the other; gives each with how it was named.</summary>
    /// <param name="elements">The page's elements.</param>
    /// <param name="form">The element that has the fields; null for the whole page.</param>
    /// <param name="values">What each field is to have.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="AgentCoreException">A key names no field, or several; or a field does not take its value.
    /// </exception>
    public static async Task<IReadOnlyList<(FoundElement Field, ElementQuery Query)>> RunAsync(
        PageElements elements, BrowserElement? form, IDictionary values, CancellationToken cancellationToken)
    {
        var entries = values.Cast<DictionaryEntry>()
            .Select(entry => (Query: new ElementQuery { Field = $"{entry.Key}", Element = form }, entry.Value))
            .ToArray();
        await ElementWait.UntilAsync(
            elements, entries[0].Query, _ => FindAllAsync(elements, entries, cancellationToken), cancellationToken);
        var written = new List<(FoundElement, ElementQuery)>();
        foreach (var (query, value) in entries)
        {
            written.Add((await WriteAsync(elements, query, value, cancellationToken), query));
        }

        return written;
    }

    private static async Task<(string? Ready, AgentCoreException? Missing)> FindAllAsync(
        PageElements elements, IEnumerable<(ElementQuery Query, object? Value)> entries,
        CancellationToken cancellationToken)
    {
        var missing = new List<AgentCoreException>();
        foreach (var (query, _) in entries)
        {
            var found = new ElementNeed().Narrow(await elements.FindAsync(query, cancellationToken));
            if (found.Count > 1)
            {
                throw MissingElement.Several(query, found);
            }

            if (found.Count == 0)
            {
                missing.Add(await MissingElement.NoneAsync(elements, query, cancellationToken));
            }
        }

        return missing.Count switch
        {
            0 => ("", null),
            1 => (null, missing[0]),
            _ => (null, Failures.NotFound(string.Join(" ", missing.Select(error => error.Message)))),
        };
    }

    private static async Task<FoundElement> WriteAsync(
        PageElements elements, ElementQuery query, object? value, CancellationToken cancellationToken)
    {
        try
        {
            return await new FieldWriter(elements, query).WriteAsync(Of(value), cancellationToken);
        }
        catch (AgentCoreException error) when (!error.Message.Contains(query.Field!, StringComparison.Ordinal))
        {
            throw new AgentCoreException(error.ErrorCode, error.Category, $"{query.Field}: {error.Message}", error)
            {
                RecommendedAction = error.RecommendedAction,
            };
        }
    }

    private static FieldValue Of(object? value) => PlainObject.Of(value) switch
    {
        FileInfo file => new FieldValue { File = [file] },
        object[] { Length: > 0 } many when many.All(one => PlainObject.Of(one) is FileInfo) =>
            new FieldValue { File = [.. many.Select(one => (FileInfo)PlainObject.Of(one)!)] },
        var plain => new FieldValue { Value = plain },
    };
}
