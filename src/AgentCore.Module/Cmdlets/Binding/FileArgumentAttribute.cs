using System.Globalization;
using System.Management.Automation;
using AgentCore.Files;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Lets a parameter that takes files of a session also take what has their <c>RemotePath</c> and <c>SessionId</c>.</summary>
/// <remarks>Such as rows of a file and objects of a job. Sessions are left to another parameter.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FileArgumentAttribute : ItemsArgumentAttribute
{
    internal override object One(object input)
    {
        if (Bare(input) is not PSObject { BaseObject: PSCustomObject } bag
            || Text(bag, "RemotePath") is not { } path
            || new CodeInterpreterSessionArgumentAttribute().SessionOf(bag) is not CodeInterpreterSession session)
        {
            return Bare(input)!;
        }

        var isFolder = bool.TryParse(Text(bag, "IsDirectory"), out var folder) && folder;
        var size = long.TryParse(Text(bag, "Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : (long?)null;
        return new CodeInterpreterFile(
            new FileEntry(path, isFolder ? "folder" : "file", 0, Reachable: true, Readable: true) { Size = size }, session);
    }
}
