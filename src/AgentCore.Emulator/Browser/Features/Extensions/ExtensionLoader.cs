using System.IO.Compression;
using System.IO.Hashing;
using AgentCore.Emulator.Browser.Cdp;
using AgentCore.Emulator.Browser.Chromium;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.Browser.Features.Extensions;

/// <summary>The extensions of a session: unpacked before its Chromium starts, loaded after.</summary>
/// <param name="objects">Stands in for S3, where the extensions are.</param>
/// <param name="quotas">The quotas of the account.</param>
internal sealed class ExtensionLoader(LocalObjects objects, Quotas quotas) : IBrowserFeature
{
    private readonly List<string> _members = [];
    private string _folder = "";

    /// <inheritdoc/>
    public bool NeedsColdStart => _members.Count > 0;

    /// <summary>Unpacks each extension into a folder of its own.</summary>
    /// <exception cref="ServiceException">
    /// An extension does not exist, is not an archive of an extension, or is larger than its quota.
    /// </exception>
    public async Task PrepareAsync(SessionStart start)
    {
        _folder = Path.Combine(start.Folder, "extensions");
        var extensions = start.Request.Extensions ?? [];
        for (var index = 0; index < extensions.Count; index++)
        {
            var (location, member) = (extensions[index].Location!.S3!, $"extensions[{index}].location.s3");
            await using var archive = objects.Open(member, location.Bucket!, location.Prefix!);
            if (archive.Length > quotas[Quota.ExtensionBytes])
            {
                throw ServiceErrors.QuotaExceeded(quotas, Quota.ExtensionBytes);
            }

            await ExtensionArchive.UnpackAsync(archive, Path.Combine(_folder, $"{index}"), member);
            _members.Add(member);
        }
    }

    /// <summary>Lets Chromium load the extensions, and see them behind its wall.</summary>
    public ChromiumSpec Configure(ChromiumSpec spec)
    {
        if (_members.Count == 0)
        {
            return spec;
        }

        var source = _folder;
        _folder = spec.Wall is null ? source : $"{ChromiumWall.SessionFiles}/extensions";
        return spec with
        {
            ExtraArguments = [.. spec.ExtraArguments, "--enable-unsafe-extension-debugging"],
            Bound = [.. spec.Bound, new(source, _folder)],
        };
    }

    /// <summary>Loads the extensions.</summary>
    /// <exception cref="ServiceException">Chromium rejects one; the message has its reason.</exception>
    public async Task InitializeAsync(CdpHub hub)
    {
        await using var connection = await CdpConnection.OpenAsync(hub);
        foreach (var (member, index) in _members.Select((member, index) => (member, index)))
        {
            try
            {
                await connection.SendAsync("Extensions.loadUnpacked", new { path = Path.Combine(_folder, $"{index}") });
            }
            catch (CdpException error)
            {
                var reason = error.Message.TrimEnd('.');
                throw ServiceErrors.Invalid(new FieldError(member, $"was rejected by Chromium: {reason}"));
            }
        }
    }
}

/// <summary>Unpacks the zip archive of an extension.</summary>
internal static class ExtensionArchive
{
    private const int MaxFiles = 10_000;
    private const long MaxBytes = 256L * 1024 * 1024;
    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;

    /// <summary>Unpacks an archive into a new folder.</summary>
    /// <param name="archive">The archive, a stream that can seek.</param>
    /// <param name="folder">Path of the folder, which must not exist yet.</param>
    /// <param name="member">Path of the member that names it, for errors.</param>
    /// <exception cref="ServiceException">
    /// It is not an archive of an extension, is too large or damaged, or would write outside the folder.
    /// </exception>
    /// <exception cref="StorageException">The folder cannot be written.</exception>
    public static async Task UnpackAsync(Stream archive, string folder, string member)
    {
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
            Check(zip);
            var left = MaxBytes;
            foreach (var (path, entry) in Files(zip, folder))
            {
                left = await UnpackAsync(entry, path, left);
            }
        }
        catch (Exception error) when (error is InvalidDataException or PathTooLongException)
        {
            throw ServiceErrors.Invalid(
                new FieldError(member, $"is not a zip archive of an extension: {ReasonOf(error)}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageException.NotWritten(folder, error);
        }
    }

    private static void Check(ZipArchive zip)
    {
        if (zip.Entries.Count > MaxFiles)
        {
            throw new InvalidDataException($"it has {zip.Entries.Count} files, more than {MaxFiles}");
        }

        if (zip.GetEntry("manifest.json") is null)
        {
            throw new InvalidDataException("it has no manifest.json at its top");
        }

        if (zip.Entries.FirstOrDefault(entry => ((entry.ExternalAttributes >> 16) & TypeMask) == LinkType) is { } link)
        {
            throw new InvalidDataException($"'{link.FullName}' is a symbolic link");
        }

        if (zip.Entries.FirstOrDefault(entry => entry.IsEncrypted) is { } locked)
        {
            throw new InvalidDataException($"'{locked.FullName}' is encrypted");
        }
    }

    // The path of each file: it must be unique, and must not be the folder of another file.
    private static Dictionary<string, ZipArchiveEntry> Files(ZipArchive zip, string folder)
    {
        var files = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            var path = PathIn(folder, entry.FullName);
            if (!entry.FullName.EndsWith('/') && !files.TryAdd(path, entry))
            {
                throw new InvalidDataException($"it has '{entry.FullName}' twice");
            }

            var parent = Path.GetDirectoryName(path);
            while (parent is not null && folders.Add(parent)) // the parents of a known folder are known
            {
                parent = Path.GetDirectoryName(parent);
            }
        }

        return files.Keys.FirstOrDefault(folders.Contains) is { } both
            ? throw new InvalidDataException($"'{files[both].FullName}' is both a file and a folder")
            : files;
    }

    private static string ReasonOf(Exception error) =>
        error is PathTooLongException ? "the name of one of its files is too long" : error.Message.TrimEnd('.');

    private static string PathIn(string folder, string name)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var path = name.IndexOfAny(['\0', '\\', ':']) < 0 ? Path.GetFullPath(Path.Join(root, name)) : "";
        return path.StartsWith(root, StringComparison.Ordinal) && (path.Length > root.Length || name.EndsWith('/'))
            ? path
            : throw new InvalidDataException($"'{name}' does not lie in it");
    }

    // The sizes in the archive cannot be trusted: bytes are counted as they are read. The checksum shows whether they
    // are what was packed.
    private static async Task<long> UnpackAsync(ZipArchiveEntry entry, string path, long left)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var source = entry.Open();
        await using var target = new FileStream(path, FileMode.Create);
        var buffer = new byte[64 * 1024];
        var checksum = new Crc32();
        while (await source.ReadAsync(buffer) is > 0 and var count)
        {
            left -= count;
            if (left < 0)
            {
                throw new InvalidDataException($"unpacked it has more than {MaxBytes / (1024 * 1024)} MiB");
            }

            checksum.Append(buffer.AsSpan(0, count));
            await target.WriteAsync(buffer.AsMemory(0, count));
        }

        return checksum.GetCurrentHashAsUInt32() == entry.Crc32
            ? left
            : throw new InvalidDataException($"'{entry.FullName}' is damaged: its checksum is wrong");
    }
}
