using AgentCore.Pages.Reading;
using Xunit;

namespace Tests.Module.Pages.Reading;

public sealed class PageTablesTests
{
    public static IEnumerable<TheoryDataRow<string, int, string>> Heads =>
    [
        new("Fruit|Price", 2, "Fruit|Price"),
        new("", 2, "Column 1|Column 2"),
        new("Fruit", 3, "Fruit|Column 2|Column 3"),
        new("Name|name||Name", 4, "Name|name 2|Column 3|Name 3"),
        new("Name|Name 2|Name", 3, "Name|Name 2|Name 3"),
        new("Day|Hours|Hours\nDay|From|To", 3, "Day|Hours From|Hours To"),
        new("Column 2|", 2, "Column 2|Column 2 2"),
    ];

    [Theory]
    [MemberData(nameof(Heads))]
    public void Every_column_has_a_name_of_its_own(string head, int columns, string names) => Assert.Equal(
        names.Split('|'),
        PageTables.NamesOf([.. head.Split('\n').Where(row => row.Length > 0).Select(row => row.Split('|'))], columns));
}
