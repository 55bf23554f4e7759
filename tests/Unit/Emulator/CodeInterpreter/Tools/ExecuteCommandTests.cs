using System.Text.Json.Nodes;
using AgentCore.Emulator.Doctor;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Tools;

/// <summary>executeCommand: a terminal, and what comes with it.</summary>
public sealed class ExecuteCommandTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    [Fact]
    public async Task Output_and_errors_are_mixed_and_lines_end_in_cr_lf()
    {
        var outcome =
            await emulator.CommandAsync(await emulator.StartSessionAsync(), "echo out; echo err >&2; echo end");

        Assert.Equal("out\r\nerr\r\nend", outcome.Stdout);
        Assert.Equal(("", 0, false), (outcome.Stderr, outcome.ExitCode, outcome.IsError));
        Assert.Equal(outcome.Stdout, outcome.Text);
    }

    [Fact]
    public async Task Failing_command_is_answered_with_its_text_alone()
    {
        var outcome = await emulator.CommandAsync(await emulator.StartSessionAsync(), "echo before; ls /nope");

        Assert.Matches("^before\r\nls: .*/nope.*$", outcome.Text);
        Assert.False(outcome.IsError);
        Assert.False(outcome.Last.TryGetProperty("structuredContent", out _));
    }

    [Fact]
    public async Task Standard_output_is_a_terminal_and_standard_input_is_empty()
    {
        var outcome = await emulator.CommandAsync(
            await emulator.StartSessionAsync(), "test -t 1 && echo terminal; cat; echo $TERM; tty < /dev/tty");

        Assert.Equal("terminal\r\ndumb\r\n/dev/tty", outcome.Stdout);
    }

    [Fact]
    public async Task Commands_share_files_with_code_and_find_the_same_python()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.PythonAsync(session, "open('a.txt', 'w').write('from python')");

        Assert.Equal("from python", (await emulator.CommandAsync(session, "cat a.txt")).Stdout);
        var versions = await emulator.CommandAsync(session, "python --version && python3 --version");
        var lines = versions.Stdout.Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.Equal(lines[0], lines[1]);
        Assert.StartsWith("Python 3.", lines[0]);
        Assert.Equal(
            lines[0]["Python ".Length..],
            (await emulator.PythonAsync(session, "import platform; print(platform.python_version())")).Stdout);
    }

    [Fact]
    public async Task Background_jobs_end_with_the_call()
    {
        var session = await emulator.StartSessionAsync();
        await emulator.CommandAsync(
            session,
            "sleep 987 & setsid sleep 987 & (setsid nohup sleep 987 >/dev/null 2>&1 &) & disown -a; sleep 0.2");

        Assert.Equal("0", (await emulator.CommandAsync(session, "ps ax | grep -c '[s]leep 987' || true")).Stdout);
    }

    [Fact]
    public async Task Longest_command_runs_and_a_longer_one_is_refused_with_the_limit()
    {
        var session = await emulator.StartSessionAsync();
        var longest = "echo " + new string('x', 131_071 - 5);

        Assert.Equal(131_066, (await emulator.CommandAsync(session, longest)).Stdout.Length);
        var error = await Assert.ThrowsAsync<CallFailedException>(() => emulator.CommandAsync(session, longest + "x"));
        Assert.Equal("ValidationException", error.Code);
        Assert.Contains("131071", error.Message);
    }

    [Fact]
    public async Task Caller_that_goes_away_ends_the_command_and_all_it_started()
    {
        var session = await emulator.StartSessionAsync();

        await emulator.LeaveAsync(session, "executeCommand", new JsonObject
        {
            ["command"] = "trap '' INT; (trap '' INT; sleep 986) & touch started; while :; do sleep 986; done",
        });

        // The end of the cancelled command can be seen from inside only: this one waits for it.
        var left =
            await emulator.CommandAsync(session, "while ps ax | grep -q '[s]leep 986'; do sleep 0.1; done; echo none");
        Assert.Equal("none", left.Stdout);
    }
}
