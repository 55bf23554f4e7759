using System.Management.Automation;

namespace AgentCore.Formatting;

/// <summary>The rows of several tables of a page; called from AgentCore.Format.ps1xml.</summary>
public static class TableRowText
{
    /// <summary>The values of a row in a line, <c>Fruit: Apple, Price: 0.50</c>, without empty ones.</summary>
    /// <param name="row">The row.</param>
    public static string Of(PSObject row) => row is null
        ? ""
        : string.Join(", ", row.Properties
            .Where(property => property.Value is not (null or ""))
            .Select(property => $"{property.Name}: {property.Value}"));
}
