using System.Text.Json.Nodes;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The sizes of files and folders: 60 MiB a file, 100 MiB the working folder, 16 MiB /tmp, 8 MiB /dev/shm.
/// </summary>
public sealed class DiskTests(SmallSandboxFixture emulator) : IClassFixture<SmallSandboxFixture>
{
    [Fact]
    public async Task Files_are_bounded_one_by_one_and_all_together()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            import os
            def fill(name, size):
                try:
                    with open(name, "wb") as file: os.posix_fallocate(file.fileno(), 0, size * 1024**2)
                    return "written"
                except OSError as error:
                    return error.strerror
            print(fill("a", 61))
            print([fill(name, 40) for name in "bcd"])
            print(fill("/tmp/a", 17), "|", fill("/dev/shm/a", 9))
            """);

        Assert.Equal(
            "File too large\n['written', 'written', 'No space left on device']\nNo space left on device | No space "
                + "left on device",
            outcome.Stdout);
    }

    [Fact]
    public async Task Full_folder_is_an_error_of_whoever_writes_and_the_session_goes_on()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.CommandAsync(session, "fallocate -l 50M a; fallocate -l 50M b");

        var code = await emulator.PythonAsync(session, "kept = 1\nwith open('c', 'wb') as file: file.write(b'c')");
        var command = await emulator.CommandAsync(session, "echo d > d; rm -f c d");
        var files = await WriteAsync(session);

        Assert.Contains("OSError: [Errno 28] No space left on device", code.Stderr);
        Assert.Contains("No space left on device", command.Text);
        Assert.Equal(("Nothing was written: No space left on device", true), (files.Text, files.IsError));
        Assert.Equal(".ipython a b log", (await emulator.CommandAsync(session, "echo $(ls -A)")).Stdout);
        await emulator.CommandAsync(session, "rm a");
        Assert.Equal("Successfully wrote all 2 files", (await WriteAsync(session)).Text);
        Assert.Equal("1", (await emulator.PythonAsync(session, "kept")).Stdout);
    }

    private Task<Outcome> WriteAsync(string session) => emulator.InvokeAsync(session, "writeFiles", new JsonObject
    {
        ["content"] = new JsonArray(
            new JsonObject { ["path"] = "sub/small.txt", ["text"] = "x" },
            new JsonObject { ["path"] = "sub/large.bin", ["blob"] = Convert.ToBase64String(new byte[10_000_000]) }),
    });
}
