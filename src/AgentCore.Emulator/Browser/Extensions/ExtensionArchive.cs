using System.IO.Compression;
using AgentCore.Emulator.Protocol.Errors;

namespace AgentCore.Emulator.Browser.Extensions;

/// <summary>The zip archive that an extension comes in.</summary>
internal static class ExtensionArchive
{
    private const int MostFiles = 10_000;
    private const long MostBytes = 256L * 1024 * 1024;
    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;

    /// <summary>Unpacks an archive into a folder that is not there yet.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="member">Path of the member that names it, for errors.</param>
    /// <exception cref="ServiceException">It is no archive of an extension, too large, or would write elsewhere.</exception>
    public static async Task UnpackAsync(Stream archive, string folder, string member)
    {
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
            Check(zip);
            var left = MostBytes;
            foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
            {
                left = await UnpackAsync(entry, PathIn(folder, entry.FullName), left);
            }
        }
        catch (InvalidDataException error)
        {
            throw ServiceErrors.Invalid(new FieldError(member, $"is not a zip archive of an extension: {error.Message.TrimEnd('.')}"));
        }
    }

    private static void Check(ZipArchive zip)
    {
        if (zip.Entries.Count > MostFiles)
        {
            throw new InvalidDataException($"it has {zip.Entries.Count} files, more than {MostFiles}");
        }

        if (zip.GetEntry("manifest.json") is null)
        {
            throw new InvalidDataException("it has no manifest.json at its top");
        }

        if (zip.Entries.FirstOrDefault(entry => ((entry.ExternalAttributes >> 16) & TypeMask) == LinkType) is { } link)
        {
            throw new InvalidDataException($"'{link.FullName}' is a symbolic link");
        }
    }

    private static string PathIn(string folder, string name)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var path = name.IndexOfAny(['\0', '\\', ':']) < 0 ? Path.GetFullPath(Path.Join(root, name)) : "";
        return path.StartsWith(root, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"'{name}' does not lie in it");
    }

    // What the archive says of sizes is not to be trusted: bytes are counted as they come.
    private static async Task<long> UnpackAsync(ZipArchiveEntry entry, string path, long left)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var source = entry.Open();
        await using var target = new FileStream(path, FileMode.Create);
        var buffer = new byte[64 * 1024];
        while (await source.ReadAsync(buffer) is > 0 and var count)
        {
            left -= count;
            if (left < 0)
            {
                throw new InvalidDataException($"unpacked it has more than {MostBytes / (1024 * 1024)} MiB");
            }

            await target.WriteAsync(buffer.AsMemory(0, count));
        }

        return left;
    }
}
