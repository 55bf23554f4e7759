using System.Runtime.Versioning;
using System.Text.Json;
using AgentCore.Emulator.Doctor;
using Xunit;

namespace Tests.Emulator.Doctor;

/// <summary>The doctor, on this machine and on one that lacks things.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DoctorTests
{
    // No program is found, though the .NET host is started by its full path.
    private static readonly Dictionary<string, string> BareMachine = new()
    {
        ["PATH"] = "/nonexistent",
        ["AGENTCORE_PYTHON"] = "/nonexistent/python3",
        ["AGENTCORE_CHROMIUM"] = "/nonexistent/chromium",
    };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task Everything_that_is_needed_works_here()
    {
        var (exitCode, output, _) = await EmulatorProcess.RunAsync(null, "doctor", "--json");

        var checks = Read(output);
        Assert.Equal(
            [
                "Chromium", "bubblewrap", "Python", "Network", "JavaScript", "TypeScript", "CJK fonts",
                "Memory of code sessions", "Browser session",
                "Page and screenshot", "Wall around Chromium", "Code session", "Python variables",
                "Shell command", "Files", "No network in SANDBOX "
                    + "mode", "Browser session stopped", "Code session stopped", "Nothing left behind",
            ],
            checks.Select(check => check.Name));
        Assert.All(
            checks.Where(check => check.Name is not ("JavaScript" or "TypeScript" or "CJK fonts")),
            check => Assert.Equal((DoctorCheck.Ok, null), (check.Status, check.Remedy)));
        Assert.Matches(
            "as user [1-9][0-9]+, with its own sandbox on",
            checks.Single(check => check.Name == "Wall around Chromium").Detail);
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task What_is_missing_is_named_with_its_remedy()
    {
        var (exitCode, output, _) = await EmulatorProcess.RunAsync(BareMachine, "doctor", "--json");

        var checks = Read(output).ToDictionary(check => check.Name);
        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                "Browser session", "CJK fonts", "Chromium", "Code session", "Code session stopped", "JavaScript",
                "Memory of code sessions", "Python", "bubblewrap",
            ],
            checks.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("failed", checks["Chromium"].Status);
        Assert.Contains("apt-get install chromium", checks["Chromium"].Remedy);
        Assert.Equal("failed", checks["bubblewrap"].Status);
        Assert.Contains("apt-get install bubblewrap", checks["bubblewrap"].Remedy);
        Assert.Equal("failed", checks["Python"].Status);
        Assert.Contains("apt-get install python3", checks["Python"].Remedy);
        Assert.Equal("missing", checks["CJK fonts"].Status);
        Assert.Contains("apt-get install fontconfig fonts-noto-cjk", checks["CJK fonts"].Remedy);
        Assert.Equal("missing", checks["JavaScript"].Status);
        Assert.Contains("nodejs.org", checks["JavaScript"].Remedy);
        Assert.Equal(("failed", "failed"), (checks["Browser session"].Status, checks["Code session"].Status));
    }

    [Fact]
    public async Task A_browser_without_a_wall_is_told_and_fails_nothing_where_it_is_allowed()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var bubblewrap = Path.Combine(folder, "bwrap");
        await File.WriteAllTextAsync(bubblewrap, "#!/bin/sh\nexit 1\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(bubblewrap, (UnixFileMode)0b111_101_101);
        var (exitCode, output, _) = await EmulatorProcess.RunAsync(
            new Dictionary<string, string> { ["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}" },
            "doctor",
            "--json",
            "--allow-unsandboxed-code",
            "--allow-unwalled-browser");

        var wall = Assert.Single(Read(output), check => check.Name == "Wall around Chromium");
        Assert.Equal(("missing", 0), (wall.Status, exitCode));
        Assert.Contains("has no wall", wall.Detail, StringComparison.Ordinal);
        Assert.Contains("Install bubblewrap", wall.Remedy, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Table_marks_each_check_and_only_what_is_needed_fails_the_run()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var report = new DoctorReport(output, asJson: false, hasColors: true);

        report.Add(new("One", DoctorCheck.Ok, "there"));
        report.Add(new("Two", DoctorCheck.Missing, "not there", "Get it."));
        Assert.Equal(0, report.ExitCode);
        report.Add(new("Three", DoctorCheck.Failed, "broken"));
        report.End();

        Assert.Equal(1, report.ExitCode);
        Assert.Equal(
            $"\e[32m✔\e[0m {"One",-28} there\n\e[33m-\e[0m {"Two",-28} not there\n{"",-30} Get it.\n\e[31m✘\e[0m "
                + $"{"Three",-28} broken\n3 checks, 1 failed.\n",
            output.ToString());
    }

    private static DoctorCheck[] Read(string output) =>
        [.. output.TrimEnd().Split('\n').Select(line => JsonSerializer.Deserialize<DoctorCheck>(line, Json)!)];
}
