using System.Text;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.CodeInterpreter.Tools;

/// <summary>Checks that several tools share.</summary>
internal static class ToolChecks
{
    // The limit of Linux for one argument, terminator included. AWS hangs on a longer one.
    private const int MaxCommandBytes = 131_071;

    /// <summary>Checks that an argument is given.</summary>
    public static void Require(object? value, string argument, string tool)
    {
        if (value is null)
        {
            throw Invalid(argument, $"must be given for {tool}");
        }
    }

    /// <summary>Checks that a command is given, and that the system can run it.</summary>
    public static void Command(string? command, string tool)
    {
        Require(command, "command", tool);
        var length = Encoding.UTF8.GetByteCount(command!);
        if (length > MaxCommandBytes)
        {
            throw Invalid("command", $"must have at most {MaxCommandBytes} bytes in UTF-8, has {length}");
        }

        if (command!.Contains('\0', StringComparison.Ordinal))
        {
            throw Invalid("command", "must not contain a null character");
        }
    }

    /// <summary>The error for an argument that is not valid.</summary>
    public static ServiceException Invalid(string argument, string message) =>
        ServiceErrors.Invalid(new FieldError($"arguments.{argument}", message));
}
