using System.Text.RegularExpressions;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>
/// Reads objects that requests name from the emulator's S3. Each has one version, whatever version a request names.
/// </summary>
internal sealed class LocalObjects(DataFolder data)
{
    private readonly ObjectStore _store = new(data);

    /// <summary>Opens an object for reading.</summary>
    /// <param name="member">Path of the member that names it, for error messages.</param>
    /// <param name="bucket">Bucket.</param>
    /// <param name="key">Key.</param>
    /// <exception cref="ServiceException">
    /// It does not exist, or cannot be read; the message has the path of the file.
    /// </exception>
    public Stream Open(string member, string bucket, string key)
    {
        var path = Path.Join(_store.Root, bucket, key);
        try
        {
            return _store.OpenRead(bucket, key);
        }
        catch (FileNotFoundException)
        {
            throw ServiceErrors.Invalid(new FieldError(
                member,
                $"is s3://{bucket}/{key}, which does not exist. The emulator reads it from the file {path}"));
        }
        catch (StorageException error)
        {
            throw ServiceErrors.Invalid(new FieldError(member, $"is read from the file {path}. {error.Message}"));
        }
    }
}

/// <summary>Finds files of the data folder by names in requests.</summary>
internal static class LocalFile
{
    /// <summary>
    /// Full path of the regular file of this name in a folder or below it; null when there is none. A pipe or a device,
    /// which may block, does not count.
    /// </summary>
    public static string? Find(string folder, string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var path = Path.GetFullPath(Path.Join(folder, name));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && File.Exists(path)
            && FileStatus.IsRegular(path)
            ? path
            : null;
    }

    /// <summary>Opens or reads a file.</summary>
    /// <param name="member">Path of the member that names it, for error messages.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="open">Opens or reads it.</param>
    /// <exception cref="ServiceException">It cannot be read; the message has its path.</exception>
    public static T Read<T>(string member, string path, Func<string, T> open)
    {
        try
        {
            return open(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var reason = StorageException.ReasonOf(error);
            throw ServiceErrors.Invalid(
                new FieldError(member, $"is read from the file {path}, which cannot be read: {reason}"));
        }
    }
}

/// <summary>
/// The emulator's Secrets Manager: the secret <c>name</c> is the file <c>secrets/name</c> of the data folder. An ARN
/// may end with the hyphen and six characters that the service adds to a name.
/// </summary>
internal sealed partial class LocalSecrets(DataFolder data)
{
    /// <summary>Reads a secret.</summary>
    /// <param name="member">Path of the member that names it, for error messages.</param>
    /// <param name="arn">Its ARN.</param>
    /// <exception cref="ServiceException">
    /// It does not exist, or cannot be read; the message has the path of the file.
    /// </exception>
    public string Read(string member, string arn)
    {
        var root = Path.Join(data.Root, "secrets");
        var name = arn.Split(':', 7)[6];
        return (LocalFile.Find(root, name) ?? LocalFile.Find(root, Suffix().Replace(name, ""))) is { } path
            ? LocalFile.Read(member, path, File.ReadAllText)
            : throw ServiceErrors.Invalid(new FieldError(
                member,
                $"is the secret {arn}, which does not exist. The emulator reads it from the file "
                + $"{Path.Join(root, name)}"));
    }

    [GeneratedRegex(@"-[a-zA-Z0-9]{6}\z")]
    private static partial Regex Suffix();
}
