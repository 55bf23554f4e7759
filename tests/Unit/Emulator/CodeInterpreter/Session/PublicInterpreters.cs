using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Session;

/// <summary>Code interpreters whose sessions reach the network.</summary>
internal static class PublicInterpreters
{
    /// <summary>Creates one, and waits until it is READY.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> CreatePublicAsync(this EmulatorProcess emulator)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var created = await emulator.Calls.CallAsync(
            "PUT",
            "/code-interpreters",
            new JsonObject
            {
                ["name"] = "public",
                ["networkConfiguration"] = new JsonObject { ["networkMode"] = "PUBLIC" },
            },
            cancellationToken);
        var id = created.GetProperty("codeInterpreterId").GetString()!;
        while ((await emulator.Calls.CallAsync("GET", $"/code-interpreters/{id}", null, cancellationToken))
            .GetProperty("status").GetString() != "READY")
        {
            await Task.Delay(20, cancellationToken);
        }

        return id;
    }
}
