using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Emulator;

/// <summary>The file of an operation: its request and its response.</summary>
internal static class OperationTemplate
{
    public static string Render(Operation operation)
    {
        var request = new EmulatorShape([(operation.Plane, operation.Request)]);
        var response = new EmulatorShape([(operation.Plane, operation.Response)]);
        return $"""
            using AgentCore.Emulator.Http;

            namespace AgentCore.Emulator.Generated;

            {Text.Summary($"The request of `{operation.Name}`: {operation.About.LowerFirst()}", 0)}
            [Plane(Plane.{operation.Plane.Key.Pascal()})]
            {RecordTemplate.Input(request, operation.Retry == Retry.Token ? Token(operation) : "")}

            {Text.Summary($"The response of `{operation.Name}`. {operation.Returns}", 0)}
            {RecordTemplate.Output(response)}
            """;
    }

    private static string Token(Operation operation) =>
        operation.Request.Members.Single(member => member.IsToken).Name == "clientToken"
            ? "IIdempotentRequest"
            : throw new NotSupportedException($"The client token of {operation.Name} must be called 'clientToken'.");
}
