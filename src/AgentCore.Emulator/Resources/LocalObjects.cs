using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>
/// Stands in for S3: the object <c>s3://bucket/key</c> is the file <c>s3/bucket/key</c> of the data folder. It has one
/// version, whatever version is asked for.
/// </summary>
internal sealed class LocalObjects(DataFolder data)
{
    /// <summary>Reads an object.</summary>
    /// <param name="member">Path of the member that names it, for errors.</param>
    /// <param name="bucket">Bucket.</param>
    /// <param name="key">Key.</param>
    /// <exception cref="ServiceException">It is not there, or cannot be read; the message names the file.</exception>
    public Stream Open(string member, string bucket, string key) => LocalFile.Find(Path.Join(data.Root, "s3", bucket), key) is { } path
        ? LocalFile.Read(member, path, File.OpenRead)
        : throw ServiceErrors.Invalid(new FieldError(
            member,
            $"is s3://{bucket}/{key}, which is not there. The emulator reads it from the file "
            + $"{Path.Join(data.Root, "s3", bucket, key)}"));
}
