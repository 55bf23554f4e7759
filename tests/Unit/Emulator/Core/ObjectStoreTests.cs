using System.Runtime.Versioning;
using System.Text;
using AgentCore.Emulator.Core;
using Xunit;

namespace Tests.Emulator.Core;

[UnsupportedOSPlatform("windows")]
public sealed class ObjectStoreTests : IDisposable
{
    private readonly DirectoryInfo _outside = Directory.CreateTempSubdirectory();
    private readonly DataFolder _data = DataFolder.Open(null);
    private readonly ObjectStore _store;

    public ObjectStoreTests() => _store = new(_data);

    public void Dispose()
    {
        _data.Dispose();
        _outside.Delete(recursive: true);
    }

    [Fact]
    public void What_was_written_is_listed_in_the_order_of_bytes_and_read()
    {
        Write("b/2", "ab/1", "b/10", "b.txt", "ä", "c");
        Assert.Equal(["ab/1", "b.txt", "b/10", "b/2", "c", "ä"], Keys(""));
        Assert.Equal(["b/10", "b/2"], Keys("b/"));
        Assert.Equal(["b/10"], Keys("b/1"));
        Assert.Empty(Keys("x/"));
        Assert.Empty(Keys("b//")); // no key has an empty part
        Assert.Empty(_store.List("other"));
        Assert.Equal(["bucket"], _store.Buckets);
        using var reader = new StreamReader(_store.OpenRead("bucket", "b/10"));
        Assert.Equal("b/10", reader.ReadToEnd());
        Assert.Equal(4, _store.Find("bucket", "b/10")!.Length);
    }

    [Fact]
    public void Files_are_closed_to_others()
    {
        Write("a/b");
        var file = Path.Combine(_data.Root, "s3", "bucket", "a", "b");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(file)!));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData(".agentcore-part-a")]
    public void A_key_that_cannot_be_a_path_is_the_key_of_no_object(string key)
    {
        File.WriteAllText(Path.Combine(_data.Root, "secret"), "secret");
        Write("a/b");
        Assert.NotNull(ObjectStore.ProblemOf(key));
        Assert.Null(_store.Find("bucket", key));
        Assert.Throws<FileNotFoundException>(() => _store.OpenRead("bucket", key));
        Assert.Throws<ArgumentException>(() => _store.Write("bucket", key, "x"u8));
        Assert.Null(_store.Find("..", "secret"));
        Assert.Empty(_store.List("..", ""));
    }

    [Fact]
    public void A_name_that_is_too_long_for_a_file_or_no_text_is_named()
    {
        Assert.Contains("longer than", ObjectStore.ProblemOf(new string('a', 256)), StringComparison.Ordinal);
        Assert.Contains("a character", ObjectStore.ProblemOf("half of one: \ud800"), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_and_pipes_are_not_followed()
    {
        Write("a/b");
        var bucket = Path.Combine(_data.Root, "s3", "bucket");
        File.WriteAllText(Path.Combine(_outside.FullName, "secret"), "secret");
        File.CreateSymbolicLink(Path.Combine(bucket, "link"), Path.Combine(_outside.FullName, "secret"));
        Directory.CreateSymbolicLink(Path.Combine(bucket, "folder"), _outside.FullName);
        Directory.CreateSymbolicLink(Path.Combine(_data.Root, "s3", "linked"), _outside.FullName);
        Assert.Equal(["a/b"], Keys(""));
        Assert.Empty(Keys("folder/"));
        Assert.Null(_store.Find("bucket", "link"));
        Assert.Null(_store.Find("bucket", "folder/secret"));
        Assert.Empty(_store.List("linked"));
        Assert.Throws<StorageException>(() => _store.Write("bucket", "folder/new", "x"u8));
        Assert.False(File.Exists(Path.Combine(_outside.FullName, "new")));
        _store.Write("bucket", "link", "x"u8);
        Assert.Equal("secret", File.ReadAllText(Path.Combine(_outside.FullName, "secret")));
    }

    [Fact]
    public void A_part_that_a_killed_emulator_left_is_never_listed_and_is_in_nobodys_way()
    {
        Write("a/b");
        var part = Path.Combine(_data.Root, "s3", "bucket", "a", ".agentcore-part-b");
        File.WriteAllText(part, "half");
        Assert.Equal(["a/b"], Keys(""));
        Write("a/b");
        Assert.False(File.Exists(part));
    }

    private string[] Keys(string prefix) => [.. _store.List("bucket", prefix).Select(found => found.Key)];

    private void Write(params string[] keys) =>
        Array.ForEach(keys, key => _store.Write("bucket", key, Encoding.UTF8.GetBytes(key)));
}
