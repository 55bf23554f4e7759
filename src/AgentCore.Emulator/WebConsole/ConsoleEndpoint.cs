using System.Security.Cryptography;
using System.Text;
using AgentCore.Emulator.Browser.Features.LiveView;
using AgentCore.Emulator.Browser.Session;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Resources;

namespace AgentCore.Emulator.WebConsole;

/// <summary>
/// The console: a list of the live sessions with a link to each live view, for a person at this machine. A browser cannot
/// sign, so it is opened with a token of its own, which only a caller who is shown the secret key is shown too.
/// </summary>
internal sealed class ConsoleEndpoint(IReadOnlyList<IServiceFamily> families, TimeProvider time)
{
    /// <summary>What opens the console; good as long as the emulator runs.</summary>
    public string Token { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    private IEnumerable<ToolSession> Sessions => families.SelectMany(family => family.LiveSessions);

    /// <summary>Adds the routes.</summary>
    public void Register(OperationRegistry registry)
    {
        registry.Serve(new ExtraRoute("console", "/", ServeListAsync) { Signed = false });
        registry.Serve(new ExtraRoute("console live-view", "/live-view/{sessionId}", ServeViewAsync) { Signed = false });
    }

    private Task ServeListAsync(OperationInput input, OperationContext context)
    {
        CheckToken(input);
        return ConsolePage.WriteAsync(context.Http, Sessions, Token, time.GetUtcNow());
    }

    private Task ServeViewAsync(OperationInput input, OperationContext context)
    {
        CheckToken(input);
        var id = input.Labels["sessionId"];
        var session = Sessions.OfType<BrowserSession>().FirstOrDefault(live => live.Seed.Id == id)
            ?? throw ServiceErrors.NotFound($"There is no live browser session {id}.");
        return LiveViewPage.WriteAsync(context.Http, session);
    }

    private void CheckToken(OperationInput input)
    {
        var given = Encoding.UTF8.GetBytes(input.Query.Single("token") ?? "");
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Token)))
        {
            throw ServiceErrors.AccessDenied(
                "The console needs its token: start the emulator with --print-secret to be told its address.");
        }
    }
}
