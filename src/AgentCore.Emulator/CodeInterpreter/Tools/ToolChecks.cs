using System.Text;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>Checks that several tools share.</summary>
internal static class ToolChecks
{
    // Linux takes no longer single argument, with its end; the service itself hangs on one.
    private const int LongestCommand = 131_071;

    /// <summary>Refuses a tool call that lacks an argument.</summary>
    public static void Require(object? value, string argument, string tool)
    {
        if (value is null)
        {
            throw Invalid(argument, $"must be given for {tool}");
        }
    }

    /// <summary>Refuses a command that is missing, empty or longer than the system runs.</summary>
    public static void Command(string? command, string tool)
    {
        Require(command, "command", tool);
        var length = Encoding.UTF8.GetByteCount(command!);
        if (length is 0 or > LongestCommand)
        {
            throw Invalid("command", $"must have 1 to {LongestCommand} bytes in UTF-8, has {length}");
        }

        if (command!.Contains('\0', StringComparison.Ordinal))
        {
            throw Invalid("command", "must not contain a null character");
        }
    }

    /// <summary>The error for an argument.</summary>
    public static ServiceException Invalid(string argument, string message) =>
        ServiceErrors.Invalid(new FieldError($"arguments.{argument}", message));
}
