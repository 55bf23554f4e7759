using System.Diagnostics;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Doctor;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// Sandboxes that wait for sessions: one of a kind, of four processes (bubblewrap, the guest program, its runner and
/// the interpreter).
/// </summary>
public sealed class SandboxPoolTests
{
    private const string Sessions = "/code-interpreters/aws.codeinterpreter.v1/sessions";

    [Fact]
    public async Task None_waits_before_there_was_a_session_and_none_is_left_at_the_end()
    {
        await using var emulator = await EmulatorProcess.StartWithSparesAsync();
        await emulator.Calls.CallAsync("POST", $"{Sessions}/list", new JsonObject(), Cancelled);
        Assert.Empty(Descendants.Of(emulator.Process.Id));

        await UseAsync(emulator);
        var waiting = await WaitAsync(emulator, 4);

        emulator.Process.StandardInput.Close();
        await emulator.Process.WaitForExitAsync(Cancelled);
        Assert.Equal(DoctorCheck.Ok, (await Descendants.CheckAsync(waiting)).Status);
    }

    [Fact]
    public async Task Sessions_share_no_chance_no_place_and_no_trace()
    {
        const string Code = """
            import os, random, secrets, uuid
            print(hash('a'), random.random(), uuid.uuid4(), secrets.token_hex(), os.readlink('/proc/self/ns/pid'))
            print(len(In), get_ipython().execution_count, 'mine' in globals(), sorted(os.environ))
            print(os.listdir('/tmp'), sorted(os.listdir()), sorted(name for name in globals() if name[0] != '_'))
            mine = open('mine', 'w'), open('/tmp/mine', 'w')
            os.environ['MINE'] = 'mine'
            """;
        await using var emulator = await EmulatorProcess.StartWithSparesAsync();
        var first = await RunAsync(emulator, await StartAsync(emulator), Code); // it has started cold
        await WaitAsync(emulator, 8);

        var sessions = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync(emulator)));
        var others = new List<string[]>();
        foreach (var session in sessions)
        {
            others.Add(await RunAsync(emulator, session, Code));
        }

        var chances = others.Append(first).Select(lines => lines[0].Split(' ')).ToArray();
        Assert.All(
            Enumerable.Range(0, 5), at => Assert.Equal(5, chances.Select(words => words[at]).Distinct().Count()));
        Assert.StartsWith("2 1 False", first[1], StringComparison.Ordinal);
        Assert.All(others, lines => Assert.Equal(first[1..], lines[1..]));
    }

    [Fact]
    public async Task One_that_has_died_is_noticed_and_given_to_nobody()
    {
        var data = Directory.CreateTempSubdirectory("agentcore-test-");
        await using (var emulator = await EmulatorProcess.StartWithSparesAsync(null, "--data", data.FullName))
        {
            await UseAsync(emulator);
            var waiting = await WaitAsync(emulator, 4);
            foreach (var (id, _) in waiting.Where(one => one.Value.StartsWith("bwrap ", StringComparison.Ordinal)))
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }

            // No others start in their place before there is a session, and their folders are gone.
            await WaitAsync(emulator, 0);
            var folder = Path.Combine(data.FullName, "sessions", "code-interpreter");
            while (Directory.EnumerateFileSystemEntries(folder).Any())
            {
                await Task.Delay(20, Cancelled);
            }

            Assert.Equal(["42"], await RunAsync(emulator, await StartAsync(emulator), "print(6 * 7)"));
            await WaitAsync(emulator, 8);
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task One_that_has_died_without_notice_ends_no_session()
    {
        await using var emulator = await EmulatorProcess.StartWithSparesAsync();
        await UseAsync(emulator);
        await WaitAsync(emulator, 4);

        // The interpreters alone: the guest programs live, and start others.
        foreach (var (id, _) in Descendants.Of(emulator.Process.Id))
        {
            var command = await File.ReadAllTextAsync($"/proc/{id}/cmdline", Cancelled);
            if (command.EndsWith("\0worker\0", StringComparison.Ordinal))
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
        }

        await WaitAsync(emulator, 3);
        Assert.Equal(["42"], await RunAsync(emulator, await StartAsync(emulator), "print(6 * 7)"));
    }

    [Fact]
    public async Task Settings_of_the_machine_are_those_of_the_start_of_the_session()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "[global]\ntimeout = 11\n", Cancelled);
        await using (var emulator = await EmulatorProcess.StartWithSparesAsync(
            new Dictionary<string, string> { ["PIP_CONFIG_FILE"] = file }))
        {
            var interpreter = await emulator.CreatePublicAsync();
            const string Code = "print(open('/etc/pip.conf').read().split()[-1])";
            Assert.Equal(["11"], await RunAsync(emulator, null, Code, interpreter));
            await WaitAsync(emulator, 8);
            await File.WriteAllTextAsync(file, "[global]\ntimeout = 12\n", Cancelled);
            Assert.Equal(["12"], await RunAsync(emulator, null, Code, interpreter));
        }

        File.Delete(file);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<string> StartAsync(EmulatorProcess emulator) =>
        (await emulator.Calls.CallAsync("PUT", $"{Sessions}/start", new JsonObject(), Cancelled))
        .GetProperty("sessionId").GetString()!;

    private static async Task UseAsync(EmulatorProcess emulator)
    {
        var session = await StartAsync(emulator);
        await RunAsync(emulator, session, "pass");
        await emulator.Calls.CallAsync("PUT", $"{Sessions}/stop?sessionId={session}", null, Cancelled);
    }

    private static async Task<string[]> RunAsync(
        EmulatorProcess emulator, string? session, string code, string interpreter = "aws.codeinterpreter.v1")
    {
        var arguments = new JsonObject { ["code"] = code };
        await foreach (var message in emulator.Calls.InvokeAsync(
            interpreter, session, "executeCode", arguments, Cancelled))
        {
            return message.Payload.GetProperty("structuredContent").GetProperty("stdout").GetString()!.Split('\n');
        }

        throw new InvalidDataException("No result.");
    }

    private static async Task<IReadOnlyDictionary<int, string>> WaitAsync(EmulatorProcess emulator, int count)
    {
        while (true)
        {
            var found = Descendants.Of(emulator.Process.Id);
            if (found.Count == count)
            {
                return found;
            }

            await Task.Delay(20, Cancelled);
        }
    }
}
