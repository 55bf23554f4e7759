using System.Management.Automation;

namespace AgentCore;

/// <summary>What comes down a pipeline to name something new: a row of a file, whose columns bind by name, or a text.</summary>
internal static class PipelineRow
{
    // What has one of these is there already; its name belongs to it.
    private static readonly string[] IdProperties = ["SessionId", "BrowserId", "ProfileId", "CodeInterpreterId"];

    /// <summary>Refuses what cannot describe something new.</summary>
    /// <param name="input">What came down the pipeline.</param>
    /// <param name="what">What is to be made, such as <c>browser</c>.</param>
    /// <param name="columns">The parameters that bind by name; one at least has to be there.</param>
    /// <exception cref="AgentCoreException">It exists already, or has none of the columns.</exception>
    public static void Check(PSObject input, string what, params string[] columns)
    {
        if (Array.Find(IdProperties, name => Has(input, name)) is { } id)
        {
            throw Refusal.InvalidArgument(
                $"'{input.Properties[id].Value}' exists already and is not taken for a new {what}. To make one like it, select what is to be the same: Select-Object {string.Join(", ", columns)}.");
        }
        if (input.BaseObject is not string && !Array.Exists(columns, name => Has(input, name)))
        {
            throw Refusal.InvalidArgument(
                $"'{input}' has no property that describes a new {what}. Pipe in names, or objects with {string.Join(", ", columns)}.");
        }
    }

    private static bool Has(PSObject input, string name) => input.Properties[name] is not null;
}
