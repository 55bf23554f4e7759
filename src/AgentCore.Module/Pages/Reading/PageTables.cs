using System.Management.Automation;
using System.Text.Json;

namespace AgentCore.Pages.Reading;

/// <summary>Makes objects of tables: one a row, whose properties have the names of the columns.</summary>
internal static class PageTables
{
    private const string TypeName = "AgentCore.BrowserTableRow";

    /// <summary>
    /// The rows of tables. Those of several have a view of their own, as a list of rows has the columns of its first.
    /// </summary>
    /// <param name="tables">
    /// What reading.js says of each: <c>name</c>, <c>headers</c> (rows of texts) and <c>rows</c>.
    /// </param>
    public static IEnumerable<PSObject> RowsOf(IReadOnlyList<JsonElement> tables) =>
        tables.SelectMany((table, index) => RowsOf(table, tables.Count > 1 ? $"{index + 1}" : null));

    // The number is which of the tables it is, where there are several.
    private static IEnumerable<PSObject> RowsOf(JsonElement table, string? number)
    {
        var rows = Texts(table.GetProperty("rows"));
        var headers = Texts(table.GetProperty("headers"));
        var names = NamesOf(headers, rows.Concat(headers).Select(row => row.Length).DefaultIfEmpty().Max());
        var name = table.GetProperty("name").GetString()!;
        foreach (var row in rows)
        {
            var made = new PSObject();
            if (number is not null)
            {
                made.TypeNames.Insert(0, TypeName);
                made.TypeNames.Insert(0, $"{TypeName}#{(name.Length > 0 ? name : number)}");
            }

            for (var column = 0; column < names.Length; column++)
            {
                made.Properties.Add(
                    new PSNoteProperty(names[column], column < row.Length ? row[column] : ""), preValidated: true);
            }

            yield return made;
        }
    }

    /// <summary>A name for each column, none of them empty or there twice.</summary>
    /// <param name="headers">The rows of the head.</param>
    /// <param name="columns">How many columns there are.</param>
    public static string[] NamesOf(IReadOnlyList<string[]> headers, int columns)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. Enumerable.Range(0, columns).Select(column => Free(NameOf(column), taken))];

        // The cells of a head of several rows, one below the other: "Hours From". A cell that spans rows counts once.
        string NameOf(int column)
        {
            var words = headers.Select(row => column < row.Length ? row[column] : "").Where(text => text.Length > 0)
                .Distinct().ToArray();
            return words.Length > 0 ? string.Join(" ", words) : $"Column {column + 1}";
        }
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = $"{name} {number}";
        }

        return free;
    }

    private static IReadOnlyList<string[]> Texts(JsonElement rows) =>
        [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetString()!).ToArray())];
}
