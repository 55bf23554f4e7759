using System.Diagnostics;
using AgentCore.LocalEmulator;
using Xunit;

namespace Tests.Module.LocalEmulator;

public sealed class CommandLineTextTests
{
    [Fact]
    public async Task The_program_gets_the_arguments_as_they_were()
    {
        string[] arguments =
            ["plain", "with space", "", "quo\"te", "back\\slash\\", "end \\", "\\\"", "tab\there", "é☕"];
        var start = new ProcessStartInfo(
            "/usr/bin/printf", CommandLineText.Join(["<%s>\n", .. arguments]))
        { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(string.Concat(arguments.Select(argument => $"<{argument}>\n")), printed);
    }
}
