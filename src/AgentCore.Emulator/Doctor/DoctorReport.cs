using System.Text.Json;

namespace AgentCore.Emulator.Doctor;

/// <summary>Prints checks as they are done: as a table for people, or one JSON object a line for programs.</summary>
/// <param name="output">Where to print.</param>
/// <param name="asJson">Whether programs read it.</param>
/// <param name="hasColors">Whether marks are coloured.</param>
internal sealed class DoctorReport(TextWriter output, bool asJson, bool hasColors)
{
    private const int NameWidth = 28;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private int _failed;
    private int _done;

    /// <summary>Exit code of the process: 0 when nothing that is needed failed.</summary>
    public int ExitCode => _failed == 0 ? 0 : 1;

    /// <summary>Prints a check.</summary>
    public void Add(DoctorCheck check)
    {
        _done++;
        _failed += check.Status == DoctorCheck.Failed ? 1 : 0;
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(check, Json));
            return;
        }

        output.WriteLine($"{Mark(check.Status)} {check.Name.PadRight(NameWidth)} {check.Detail}");
        if (check.Remedy is { } remedy)
        {
            output.WriteLine($"  {new string(' ', NameWidth)} {remedy}");
        }
    }

    /// <summary>Prints what it comes to.</summary>
    public void End()
    {
        if (!asJson)
        {
            output.WriteLine(_failed == 0 ? $"{_done} checks, none failed." : $"{_done} checks, {_failed} failed.");
        }
    }

    private string Mark(string status) => status switch
    {
        DoctorCheck.Ok => Colored("✔", 32),
        DoctorCheck.Failed => Colored("✘", 31),
        _ => Colored("-", 33),
    };

    private string Colored(string mark, int color) => hasColors ? $"\e[{color}m{mark}\e[0m" : mark;
}
