#nullable enable
using System.Management.Automation;

namespace Benchmarks;

/// <summary>Writes an object and does nothing else: what PowerShell itself takes for a cmdlet.</summary>
[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class EmptyCommand : PSCmdlet
{
    private static readonly object Nothing = new();

    /// <summary>Is bound, and that is all.</summary>
    [Parameter]
    public string? SessionId { get; set; }

    /// <summary>How many objects to write.</summary>
    [Parameter]
    public int Count { get; set; } = 1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        for (var written = 0; written < Count; written++)
        {
            WriteObject(Nothing);
        }
    }
}
