// The four tools in one file: most tests use several of them, and all share the calls at the end.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Doctor;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>writeFiles, readFiles, listFiles and removeFiles.</summary>
public sealed class FileToolTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    [Fact]
    public async Task New_session_shows_its_two_folders()
    {
        var outcome = await ListAsync(await emulator.StartSessionAsync(), "");

        Assert.Equal(
            [
                (".ipython", "file:///.ipython", "Directory", null, null),
                ("log", "file:///log", "Directory", null, null),
            ],
            Entries(outcome));
    }

    [Fact]
    public async Task Written_files_are_listed_read_and_removed()
    {
        var session = await emulator.StartSessionAsync();
        var binary = Enumerable.Range(0, 67).Select(i => (byte)(i * 37)).ToArray();

        var written = await WriteAsync(
            session, ("data.csv", "a,b\n1,2\n"), ("sub/deep/my code.py", "print('ä')"), ("x.bin", binary));
        Assert.Equal(("Successfully wrote all 3 files", false), (written.Text, written.IsError));
        Assert.False(written.Last.TryGetProperty("structuredContent", out _));

        Assert.Equal(
            [
                (".ipython", "file:///.ipython", "Directory", null, null),
                ("data.csv", "file:///data.csv", "File", "text/csv", 8),
                ("log", "file:///log", "Directory", null, null),
                ("sub", "file:///sub", "Directory", null, null),
                ("x.bin", "file:///x.bin", "File", "application/octet-stream", 67),
            ],
            Entries(await ListAsync(session, "")));
        Assert.Equal(
            [("my code.py", "file:///sub/deep/my%20code.py", "File", "text/x-python", 11)],
            Entries(await ListAsync(session, "sub/deep/")));

        var read = await ReadAsync(session, "data.csv", "nope.txt", "x.bin", "sub/deep/my code.py");
        Assert.False(read.IsError);
        var resources = read.Content.Select(block => block.GetProperty("resource")).ToArray();
        Assert.All(read.Content, block => Assert.Equal("resource", Outcome.Type(block)));
        Assert.Equal(
            [
                "text file:///data.csv text/csv",
                "blob file:///x.bin application/octet-stream",
                "text file:///sub/deep/my%20code.py text/x-python",
            ],
            resources.Select(
                one =>
                    $"{Outcome.Type(one)} {one.GetProperty("uri").GetString()} "
                        + $"{one.GetProperty("mimeType").GetString()}"));
        Assert.Equal("a,b\n1,2\n", resources[0].GetProperty("text").GetString());
        Assert.Equal(binary, resources[1].GetProperty("blob").GetBytesFromBase64());
        Assert.Equal("print('ä')", resources[2].GetProperty("text").GetString());

        var removed = await RemoveAsync(session, "data.csv", "sub");
        Assert.Equal(("Successfully removed all 2 files", false), (removed.Text, removed.IsError));
        Assert.Equal([".ipython", "log", "x.bin"], Entries(await ListAsync(session, "")).Select(entry => entry.Name));
    }

    [Fact]
    public async Task Folders_nested_however_deep_are_removed_with_all_in_them_and_no_link_is_followed()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, """
            import os
            open("kept.txt", "w").close()
            os.mkdir("wide")
            os.mkdir("wide/closed", 0o555)
            for name in ("a", "b"):
                os.makedirs(f"wide/{name}/same")
                open(f"wide/{name}/same/file", "w").close()
                os.symlink("../../kept.txt", f"wide/{name}/link")
                os.symlink("../..", f"wide/{name}/up")
            place = os.getcwd()
            for _ in range(2500):
                os.mkdir("deep")
                open("file", "w").close()
                os.chdir("deep")
            os.chdir(place)
            os.unlink("file")
            kept = 1
            """);

        var removed = await RemoveAsync(session, "deep", "wide");

        Assert.Equal(("Successfully removed all 2 files", false), (removed.Text, removed.IsError));
        Assert.Equal(
            [".ipython", "kept.txt", "log"], Entries(await ListAsync(session, "")).Select(entry => entry.Name));
        Assert.Equal("1", (await emulator.PythonAsync(session, "kept")).Stdout);
    }

    [Fact]
    public async Task What_a_refused_removal_leaves_keeps_its_place_and_name()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.CommandAsync(
            session,
            "mkdir -p proj/src/main proj/in/ro; echo 1 > proj/src/main/a.py; echo 2 > proj/in/ro/f; chmod 555 "
                + "proj/in/ro");

        var removed = await RemoveAsync(session, "proj");

        Assert.Equal(("Cannot remove proj: Permission denied", true), (removed.Text, removed.IsError));
        var names = (await emulator.CommandAsync(
            session, "cat proj/in/ro/f; find proj -name '.*'; chmod 755 proj/in/ro")).Stdout;
        Assert.Equal("2", names.Trim());
        Assert.False((await RemoveAsync(session, "proj")).IsError);
    }

    [Theory]
    [InlineData("ok.txt", "+", "Nothing was written: File name too long")]
    [InlineData("new/ok.txt", "+", "Nothing was written: File name too long")]
    [InlineData("new/ok.txt", "new/+", "Nothing was written: File name too long")]
    [InlineData("new/ok.txt", "new", "Path names a folder, not a file: new")]
    [InlineData("new", "new/ok.txt", "Path names a folder, not a file: new")]
    public async Task Where_one_file_cannot_have_its_name_none_is_written(string first, string second, string reason)
    {
        var session = await emulator.StartSessionAsync();

        var outcome = await WriteAsync(
            session, (first, "1"), (second.Replace("+", new('y', 256), StringComparison.Ordinal), "2"));

        Assert.Equal((reason, true), (outcome.Text, outcome.IsError));
        Assert.Equal([".ipython", "log"], Entries(await ListAsync(session, "")).Select(entry => entry.Name));
    }

    [Fact]
    public async Task Links_that_lead_nowhere_are_listed_as_files()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(
            session,
            "import os\nos.symlink('loop', 'loop')\nos.symlink('x' * 300, 'long')\nos.symlink('gone', 'missing')");

        Assert.Equal(
            [("log", "Directory", null), ("long", "File", 300L), ("loop", "File", 4L), ("missing", "File", 4L)],
            Entries(await ListAsync(session, "")).Skip(1).Select(entry => (entry.Name, entry.Description, entry.Size)));
    }

    [Fact]
    public async Task Too_many_links_are_refused_and_the_session_goes_on()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(
            session, "import os\nfor i in range(2000): os.symlink(f'link{i + 1}', f'link{i}')\nkept = 1");

        var listed = await ListAsync(session, "link0");

        Assert.Equal(("Path leads through too many symbolic links: link0", true), (listed.Text, listed.IsError));
        Assert.Equal("1", (await emulator.PythonAsync(session, "kept")).Stdout);
    }

    [Fact]
    public async Task Large_file_survives_the_way_there_and_back()
    {
        var session = await emulator.StartSessionAsync();
        var content = new byte[18_000_000];
        new Random(1).NextBytes(content);

        await WriteAsync(session, ("big.bin", content));

        var sum = await emulator.PythonAsync(
            session, "import hashlib; print(hashlib.sha256(open('big.bin', 'rb').read()).hexdigest())");
        Assert.Equal(Convert.ToHexString(SHA256.HashData(content)), sum.Stdout, ignoreCase: true);
        var blob = (await ReadAsync(session, "big.bin")).Content[0].GetProperty("resource").GetProperty("blob")
            .GetBytesFromBase64();
        Assert.Equal(SHA256.HashData(content), SHA256.HashData(blob));
    }

    // AWS SDK for Python reads messages of up to 24 MiB.
    [Theory]
    [InlineData("b'\\n' * 17_000_000", "blob", 17_000_000)] // as text, each line end is two bytes of JSON
    [InlineData("b'x' * 24_000_000", "text", 24_000_000)]
    [InlineData("b'\\xff' * 18_000_000", "blob", 18_000_000)]
    public async Task File_is_read_in_the_form_that_fits_into_one_message(string content, string type, int size)
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, $"_ = open('big', 'wb').write({content})");

        var read = await ReadAsync(session, "big");

        var resource = Assert.Single(read.Content).GetProperty("resource");
        Assert.Equal(type, Outcome.Type(resource));
        Assert.Equal(
            size,
            type == "text"
                ? resource.GetProperty("text").GetString()!.Length
                : resource.GetProperty("blob").GetBytesFromBase64().Length);
        Assert.InRange(Encoding.UTF8.GetByteCount(read.Last.GetRawText()), size, 24 * 1024 * 1024);
    }

    [Theory]
    [InlineData("b'\\xff' * 19_000_000", "19000000 bytes")]
    [InlineData("b'x' * 25_000_000 + b'\\n' * 500_000", "25500000 bytes")]
    [InlineData("b'\\xff' * 90_000_000", "90000000 bytes")]
    public async Task File_that_no_message_can_hold_is_named_with_its_size_and_the_limit(string content, string size)
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, $"_ = open('big', 'wb').write({content})");

        var read = await ReadAsync(session, "big");

        Assert.True(read.IsError);
        Assert.Contains("25164800", read.Text);
        Assert.Contains(size, read.Text);
        Assert.EndsWith("big", read.Text);
    }

    [Fact]
    public async Task Files_that_are_too_much_together_are_not_read()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(
            session, "for name in 'abc': open(name, 'wb').write(bytes(5_000_000) + b'\\xff' * 4_000_000)");

        Assert.Equal(2, (await ReadAsync(session, "a", "b")).Content.Count);
        var read = await ReadAsync(session, "a", "b", "c");

        Assert.True(read.IsError);
        Assert.Matches("27000000 bytes together.*25164800", read.Text);
    }

    [Theory]
    [InlineData("/etc/passwd", "Path must be relative: /etc/passwd")]
    [InlineData("../up.txt", "Path leads out of the working folder: ../up.txt")]
    [InlineData("a/../../up.txt", "Path leads out of the working folder: a/../../up.txt")]
    [InlineData("outside/x.txt", "Path leads out of the working folder: outside/x.txt")]
    [InlineData("link", "Path leads out of the working folder: link")]
    [InlineData("log", "Path names a folder, not a file: log")]
    [InlineData("", "Path names a folder, not a file: ")]
    [InlineData("no\0good", "Path holds a null character: 'no\\x00good'")]
    public async Task Files_are_not_written_outside_and_all_or_none(string path, string reason)
    {
        var session = await emulator.StartSessionAsync();
        await emulator.CommandAsync(session, "ln -s /tmp outside; ln -s /tmp/target link");

        var outcome = await WriteAsync(session, ("first.txt", "1"), (path, "2"));

        Assert.Equal((reason, true), (outcome.Text, outcome.IsError));
        Assert.Equal(
            "",
            (await emulator.CommandAsync(
                session, "ls /tmp/x.txt /tmp/target /tmp/up.txt first.txt 2>/dev/null || true")).Stdout);
    }

    [Fact]
    public async Task Files_are_not_read_listed_or_removed_outside()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.CommandAsync(session, "ln -s /etc outside; ln -s /etc/hosts link; echo x > /tmp/kept");

        Assert.Equal("Path leads out of the working folder: link", (await ReadAsync(session, "link")).Text);
        Assert.Equal("Path must be relative: /etc/hosts", (await ReadAsync(session, "/etc/hosts")).Text);
        Assert.Equal("Path leads out of the working folder: outside", (await ListAsync(session, "outside")).Text);
        Assert.Equal("Path leads out of the working folder: ..", (await ListAsync(session, "..")).Text);
        Assert.Equal(
            "Path leads out of the working folder: ../../tmp", (await RemoveAsync(session, "../../tmp/kept")).Text);
        Assert.Equal("Path names the working folder itself: .", (await RemoveAsync(session, ".")).Text);
        Assert.False((await RemoveAsync(session, "link", "outside")).IsError);
        Assert.Equal("x", (await emulator.CommandAsync(session, "cat /tmp/kept")).Stdout);
    }

    [Fact]
    public async Task Missing_files_and_folders_are_named_and_nothing_is_removed()
    {
        var session = await emulator.StartSessionAsync();
        await WriteAsync(session, ("a.txt", "a"));

        var removed = await RemoveAsync(session, "a.txt", "b.txt");
        Assert.Equal(("File not found: b.txt", true), (removed.Text, removed.IsError));
        Assert.Equal("Folder not found: nope", (await ListAsync(session, "nope")).Text);
        Assert.Equal("Folder not found: a.txt", (await ListAsync(session, "a.txt")).Text);
        Assert.Single((await ReadAsync(session, "a.txt", "b.txt")).Content);
    }

    [Fact]
    public async Task Odd_names_and_many_files_come_whole()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, """
            import os
            os.mkdir("many")
            for i in range(10_000): open(f"many/{i:05}", "w").close()
            open(b"invalid\xff", "w").close()
            os.symlink("nowhere", "broken")
            os.mkfifo("pipe")
            """);

        Assert.Equal(
            Enumerable.Range(0, 10_000).Select(i => $"{i:00000}"),
            Entries(await ListAsync(session, "many")).Select(entry => entry.Name));
        var names = Entries(await ListAsync(session, "")).Select(entry => entry.Name).ToArray();
        Assert.Contains("invalid\uFFFD", names);
        Assert.Contains("broken", names);
        Assert.Empty((await ReadAsync(session, "pipe", "broken", "many")).Content);
        await WriteAsync(session, ("ein \"Name\" mit 'allem' & ü.txt", "ok"));
        Assert.Equal(
            "ok",
            (await ReadAsync(session, "ein \"Name\" mit 'allem' & ü.txt")).Content[0].GetProperty("resource")
                .GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("writeFiles", "{}", "arguments.content")]
    [InlineData("writeFiles", """{"content":[{"path":"a"}]}""", "arguments.content[0] must have either text or blob")]
    [InlineData("writeFiles", """{"content":[{"text":"a"}]}""", "arguments.content[0].path")]
    [InlineData("readFiles", "{}", "arguments.paths")]
    [InlineData("removeFiles", "{}", "arguments.paths")]
    public async Task Missing_arguments_are_named(string tool, string arguments, string message)
    {
        var session = await emulator.StartSessionAsync();

        var error = await Assert.ThrowsAsync<CallFailedException>(
            () => emulator.InvokeAsync(session, tool, JsonNode.Parse(arguments)!));

        Assert.Equal("ValidationException", error.Code);
        Assert.Contains(message, error.Message);
    }

    [Theory]
    [InlineData("writeFiles", "content")]
    [InlineData("readFiles", "paths")]
    [InlineData("removeFiles", "paths")]
    public async Task Empty_lists_are_taken_and_change_nothing(string tool, string list)
    {
        var session = await emulator.StartSessionAsync();
        await WriteAsync(session, ("kept.txt", "ok"));

        var outcome = await emulator.InvokeAsync(session, tool, new JsonObject { [list] = new JsonArray() });

        Assert.False(outcome.Last.GetProperty("isError").GetBoolean());
        Assert.Contains("kept.txt", Entries(await ListAsync(session, "")).Select(entry => entry.Name));
    }

    private static IEnumerable<(string Name, string Uri, string Description, string? MimeType, long? Size)> Entries(
        Outcome outcome) =>
        outcome.Content.Select(block =>
        {
            Assert.Equal("resource_link", Outcome.Type(block));
            return (
                block.GetProperty("name").GetString()!,
                block.GetProperty("uri").GetString()!,
                block.GetProperty("description").GetString()!,
                block.TryGetProperty("mimeType", out var type) ? type.GetString() : null,
                block.TryGetProperty("size", out var size) ? size.GetInt64() : (long?)null);
        });

    [Fact]
    public async Task Files_that_grow_while_they_are_read_do_not_pass_the_limit_together()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            from agentcore_guest import files
            for name in "abc":
                with open(name, "w") as file: _ = file.write("x" * 30)
            reading = files.read(["a", "b", "c"], 100)
            print(len(next(reading)[1]))
            for name in "bc":
                with open(name, "a") as file: _ = file.write("y" * 30)
            print(len(next(reading)[1]))
            try: next(reading)
            except files.Refused as error: print(error)
            """);

        Assert.Equal("30\n60\nFile grew while it was read: c", outcome.Stdout);
    }

    private Task<Outcome> WriteAsync(string session, params (string Path, object Content)[] files) =>
        emulator.InvokeAsync(session, "writeFiles", new JsonObject
        {
            ["content"] = new JsonArray([.. files.Select(file => new JsonObject
            {
                ["path"] = file.Path,
                [file.Content is string ? "text" : "blob"] =
                    file.Content as string ?? Convert.ToBase64String((byte[])file.Content),
            })]),
        });

    private Task<Outcome> ReadAsync(string session, params string[] paths) =>
        WithPathsAsync(session, "readFiles", paths);

    private Task<Outcome> RemoveAsync(string session, params string[] paths) =>
        WithPathsAsync(session, "removeFiles", paths);

    private Task<Outcome> ListAsync(string session, string path) =>
        emulator.InvokeAsync(session, "listFiles", new JsonObject { ["path"] = path });

    private Task<Outcome> WithPathsAsync(string session, string tool, string[] paths) => emulator.InvokeAsync(
        session, tool, new JsonObject { ["paths"] = new JsonArray([.. paths.Select(path => JsonValue.Create(path))]) });
}
