using System.Management.Automation;
using AgentCore.Cmdlets.Binding;

namespace AgentCore.Cmdlets.Drive;

/// <summary>What New-PSDrive takes for a drive of this provider.</summary>
internal sealed class DriveParameters
{
    /// <summary>The session whose files the drive shows, or its id.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(CodeInterpreterSessionCompleter))]
    [CodeInterpreterSessionArgument]
    public CodeInterpreterSession Session { get; set; } = null!;
}

/// <summary>Marks Test-Path, which takes nothing of its own.</summary>
internal sealed class TestPathParameters
{
    /// <summary>Whether the user was told that there is no answer; PowerShell asks more than once.</summary>
    public bool Told { get; set; }
}

/// <summary>Marks Remove-Item, which takes nothing of its own.</summary>
internal sealed class RemoveParameters;

/// <summary>Marks Copy-Item, which takes nothing of its own.</summary>
internal sealed class CopyParameters;

/// <summary>What Get-ChildItem takes.</summary>
internal sealed class ChildParameters
{
    /// <summary>Files only.</summary>
    [Parameter]
    public SwitchParameter File { get; set; }

    /// <summary>Folders only.</summary>
    [Parameter]
    public SwitchParameter Directory { get; set; }

    public bool Wants(CodeInterpreterFile file) => File == Directory || (file.IsDirectory ? Directory : File);
}

/// <summary>What Get-Content, Set-Content and Add-Content take.</summary>
internal class ContentParameters
{
    /// <summary>Bytes instead of text.</summary>
    [Parameter]
    public SwitchParameter AsByteStream { get; set; }

    /// <summary>How text is encoded; utf8 unless given.</summary>
    [Parameter]
    [ValidateSet("utf8", "utf8BOM", "utf8NoBOM", "unicode", "bigendianunicode", "utf32", "ascii", "latin1")]
    public string Encoding { get; set; } = "utf8";

    public System.Text.Encoding TextEncoding => Encoding.ToUpperInvariant() switch
    {
        "UTF8BOM" => new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        "UNICODE" => System.Text.Encoding.Unicode,
        "BIGENDIANUNICODE" => System.Text.Encoding.BigEndianUnicode,
        "UTF32" => System.Text.Encoding.UTF32,
        "ASCII" => System.Text.Encoding.ASCII,
        "LATIN1" => System.Text.Encoding.GetEncoding("iso-8859-1"),
        _ => new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };
}

/// <summary>What Get-Content takes beside that.</summary>
internal sealed class ContentReaderParameters : ContentParameters
{
    /// <summary>All text as one string, with its line ends.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }
}

/// <summary>What Set-Content and Add-Content take beside that.</summary>
internal sealed class ContentWriterParameters : ContentParameters
{
    /// <summary>Adds no line ends.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }
}
