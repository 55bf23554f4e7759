using System.Buffers;
using System.Text;

namespace AgentCore.Emulator.Core;

/// <summary>
/// The emulator's S3: the object <c>s3://bucket/key</c> is the file <c>s3/bucket/key</c> of the data folder. A key that
/// cannot be a path there, such as one with <c>..</c> in it, is the key of no object, and links are not followed.
/// </summary>
/// <param name="dataFolder">Full path of the data folder.</param>
internal sealed class ObjectStore(string dataFolder)
{
    // A file that is being written; no object has such a name.
    private const string PartPrefix = ".agentcore-part-";
    private const int LongestKey = 1024;
    private const int LongestSegment = 255;
    private static readonly SearchValues<char> NotOnWindows = SearchValues.Create("\\:*?\"<>|");
    private readonly string _root = Path.Join(dataFolder, "s3");

    /// <summary>The objects of a data folder.</summary>
    public ObjectStore(DataFolder data)
        : this(data.Root)
    {
    }

    /// <summary>Full path of the folder of the buckets.</summary>
    public string Root => _root;

    /// <summary>The buckets, in the order of their names: every folder below <c>s3</c> is one.</summary>
    public IReadOnlyList<string> Buckets =>
        Directory.Exists(_root)
            ? [.. Entries(_root).OfType<DirectoryInfo>().Select(bucket => bucket.Name).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Why nothing can be stored with this key, as the end of a sentence; null when it can be.</summary>
    /// <param name="key">The key, of which each part between slashes becomes a folder or the file.</param>
    public static string? ProblemOf(string key)
    {
        var segments = key.Split('/');
        return key.Length == 0 ? "it is empty"
            : LengthOf(key) > LongestKey ? $"it is longer than {LongestKey} bytes"
            : Array.Exists(segments, segment => segment.Length == 0) ? "a part between its slashes is empty"
            : Array.Exists(segments, segment => segment is "." or "..") ? "it leads out of its folder"
            : Array.Exists(segments, segment => LengthOf(segment) > LongestSegment - PartPrefix.Length)
                ? $"a part between its slashes is longer than {LongestSegment - PartPrefix.Length} bytes"
            : Array.Exists(segments, segment => segment.StartsWith(PartPrefix, StringComparison.Ordinal))
                ? $"a part of it begins with {PartPrefix}"
            : key.Any(char.IsControl) || !IsText(key) ? "it has a character that no name of a file has"
            : OperatingSystem.IsWindows() && Array.Exists(segments, IsOddOnWindows)
                ? "it has a part that no file of Windows is called"
            : null;
    }

    /// <summary>Compares keys as S3 lists them: by the bytes of their UTF-8.</summary>
    public static int CompareKeys(string one, string other) =>
        Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));

    /// <summary>Whether there is a bucket of this name.</summary>
    public bool HasBucket(string bucket) => IsBucketName(bucket) && IsPlainFolder(Path.Join(_root, bucket));

    /// <summary>The objects of a bucket, in the order of <see cref="CompareKeys"/>; none without a bucket.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="prefix">What the keys begin with.</param>
    /// <exception cref="StorageException">A folder cannot be read.</exception>
    public IReadOnlyList<StoredObject> List(string bucket, string prefix = "")
    {
        // The last part of a prefix may be the beginning of a name, the others are folders.
        var folder = prefix[..(prefix.LastIndexOf('/') + 1)];
        if (!HasBucket(bucket) || (folder.Length > 0 && !AreFolders(bucket, folder[..^1])))
        {
            return [];
        }

        try
        {
            return
            [
                .. Walk(new DirectoryInfo(Path.Join(_root, bucket, folder)), folder)
                    .Where(found => found.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .Order(Comparer<StoredObject>.Create((one, other) => CompareKeys(one.Key, other.Key))),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotRead(Path.Join(_root, bucket, folder), error);
        }
    }

    /// <summary>An object; null when there is none with this key.</summary>
    public StoredObject? Find(string bucket, string key) =>
        TryFind(bucket, key) is { } path ? Describe(new FileInfo(path), key) : null;

    /// <summary>Opens an object for reading.</summary>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public Stream OpenRead(string bucket, string key)
    {
        var path = TryFind(bucket, key) ?? throw new FileNotFoundException($"There is no object s3://{bucket}/{key}.");
        try
        {
            // Whoever reads does not keep another from replacing the object.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotRead(path, error);
        }
    }

    /// <summary>
    /// Writes an object, or replaces it: it is complete when this returns, and nobody sees a part of it.
    /// Only the user of the emulator may read its file.
    /// </summary>
    /// <exception cref="ArgumentException">Bucket or key cannot be a path.</exception>
    /// <exception cref="StorageException">It cannot be written; what was there before is still there.</exception>
    public void Write(string bucket, string key, ReadOnlySpan<byte> content)
    {
        if (!IsBucketName(bucket) || ProblemOf(key) is not null)
        {
            throw new ArgumentException($"'s3://{bucket}/{key}' is not a place of an object.", nameof(key));
        }

        var path = Path.Join(_root, bucket, key);
        var folder = CreateFolders(bucket, key);
        PrivateFile.Replace(path, Path.Join(folder, PartPrefix + Path.GetFileName(path)), content);
    }

    private static int LengthOf(string text) => Encoding.UTF8.GetByteCount(text);

    private static bool IsOddOnWindows(string segment) =>
        segment.AsSpan().ContainsAny(NotOnWindows) || segment[^1] is '.' or ' ';

    // A lone surrogate has no bytes: two keys would share one file.
    private static bool IsText(string key) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(key)) == key;

    private static bool IsBucketName(string bucket) =>
        ProblemOf(bucket) is null && !bucket.Contains('/', StringComparison.Ordinal);

    private static bool IsPlainFolder(string path) =>
        new DirectoryInfo(path) is { Exists: true, LinkTarget: null };

    private static StorageException NotRead(string path, Exception error) => StorageException.NotRead(
        path, StorageException.ReasonOf(error), "Make it readable, then try again.", error);

    private static StoredObject Describe(FileInfo file, string key) => new(key, file.Length, file.LastWriteTimeUtc);

    private static IEnumerable<FileSystemInfo> Entries(string folder) => new DirectoryInfo(folder)
        .EnumerateFileSystemInfos()
        .Where(entry => entry.LinkTarget is null && ProblemOf(entry.Name) is null);

    private static IEnumerable<StoredObject> Walk(DirectoryInfo folder, string prefix)
    {
        foreach (var entry in Entries(folder.FullName))
        {
            if (entry is DirectoryInfo below)
            {
                foreach (var found in Walk(below, $"{prefix}{entry.Name}/"))
                {
                    yield return found;
                }
            }
            else if (entry is FileInfo file && FileStatus.IsRegular(file.FullName) && file.Exists)
            {
                yield return Describe(file, prefix + entry.Name);
            }
        }
    }

    private bool AreFolders(string bucket, string key) =>
        ProblemOf(key) is null && Parents(bucket, key + "/").All(IsPlainFolder);

    private string? TryFind(string bucket, string key)
    {
        if (!HasBucket(bucket) || ProblemOf(key) is not null || !Parents(bucket, key).All(IsPlainFolder))
        {
            return null;
        }

        var path = Path.Join(_root, bucket, key);
        return new FileInfo(path) is { Exists: true, LinkTarget: null } && FileStatus.IsRegular(path) ? path : null;
    }

    // The folders on the way to a key, from the bucket down.
    private IEnumerable<string> Parents(string bucket, string key)
    {
        var path = Path.Join(_root, bucket);
        yield return path;
        foreach (var segment in key.Split('/').SkipLast(1))
        {
            path = Path.Join(path, segment);
            yield return path;
        }
    }

    private string CreateFolders(string bucket, string key)
    {
        DataFolder.CreatePrivate(_root);
        var folder = _root;
        foreach (var path in Parents(bucket, key))
        {
            folder = path;
            if (!IsPlainFolder(path))
            {
                if (new DirectoryInfo(path).LinkTarget is not null)
                {
                    throw StorageException.NotWritten(path, new IOException("it is a link"));
                }

                DataFolder.CreatePrivate(path);
            }
        }

        return folder;
    }
}

/// <summary>An object of the emulator's S3.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="LastModified">When it was last written (UTC).</param>
internal sealed record StoredObject(string Key, long Length, DateTimeOffset LastModified);
