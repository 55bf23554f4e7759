using System.IO.Pipes;
using System.Text;
using System.Text.Json.Nodes;
using AgentCore.Emulator.Browser.Cdp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Tests.Emulator.Browser.Cdp;

/// <summary>A browser that the test itself plays, behind a hub.</summary>
internal sealed class PipedBrowser : IAsyncDisposable
{
    /// <summary>The most that one message of this browser may have, in bytes.</summary>
    public const int MaxMessageBytes = 3_000_000;

    private readonly AnonymousPipeServerStream _commands = new(PipeDirection.In);
    private readonly AnonymousPipeServerStream _messages = new(PipeDirection.Out);
    private readonly StreamReader _reader;

    public PipedBrowser()
    {
        _reader = new(_commands);
        Hub = new(
            new AnonymousPipeClientStream(PipeDirection.Out, _commands.GetClientHandleAsString()),
            new AnonymousPipeClientStream(PipeDirection.In, _messages.GetClientHandleAsString()),
            NullLogger.Instance,
            MaxMessageBytes);
    }

    public CdpHub Hub { get; }

    public void Send(string message)
    {
        _messages.Write(Encoding.UTF8.GetBytes(message + '\0'));
        _messages.Flush();
    }

    /// <summary>The next command that the browser receives.</summary>
    public JsonNode ReadCommand()
    {
        var text = new StringBuilder();
        while (_reader.Read() is > 0 and var letter)
        {
            text.Append((char)letter);
        }

        return JsonNode.Parse(text.ToString())!;
    }

    /// <summary>The id of the next command that the browser receives.</summary>
    public long ReadId() => (long)ReadCommand()["id"]!;

    /// <summary>Responds to a client that connects.</summary>
    public void Attach(string session = "root") =>
        Send($$$"""{"id":{{{ReadId()}}},"result":{"sessionId":"{{{session}}}"}}""");

    /// <summary>The browser ends.</summary>
    public void End() => _messages.Dispose();

    public async ValueTask DisposeAsync()
    {
        End();
        await Hub.DisposeAsync();
        _reader.Dispose();
    }
}
