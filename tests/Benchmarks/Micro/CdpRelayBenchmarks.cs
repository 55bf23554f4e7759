using System.IO.Pipes;
using System.Text;
using AgentCore.Emulator.Browser.Cdp;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Micro;

/// <summary>The emulator's relay of the DevTools protocol, before a browser that only echoes.</summary>
[MemoryDiagnoser]
public class CdpRelayBenchmarks
{
    private readonly SemaphoreSlim _replied = new(0);
    private EchoBrowser _browser = null!;
    private CdpHub _hub = null!;
    private CdpPort _port = null!;
    private byte[] _command = [];

    /// <summary>Bytes of a command's parameters, and of its result.</summary>
    [Params(100, 100_000)]
    public int Size { get; set; }

    /// <summary>Connects a client.</summary>
    [GlobalSetup]
    public async Task Setup()
    {
        _browser = new EchoBrowser();
        _hub = new CdpHub(_browser.Input, _browser.Output, NullLogger.Instance);
        _port = await _hub.OpenAsync(_ => _replied.Release());
        var expression = new string('x', Size);
        _command = Encoding.UTF8.GetBytes(
            $"{{\"id\":1,\"method\":\"Runtime.evaluate\",\"params\":{{\"expression\":\"{expression}\"}}}}");
    }

    /// <summary>A command to the browser, and its reply.</summary>
    [Benchmark]
    public async Task Command()
    {
        await _port.SendAsync(_command);
        await _replied.WaitAsync();
    }

    /// <summary>Ends the browser.</summary>
    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _hub.CloseAsync("The benchmark has ended.");
        _browser.Dispose();
        await _hub.DisposeAsync();
    }

    /// <summary>Replies to a command with what it sent, as a browser that has nothing else to do.</summary>
    private sealed class EchoBrowser : IDisposable
    {
        private readonly AnonymousPipeServerStream _commands = new(PipeDirection.In);
        private readonly AnonymousPipeServerStream _replies = new(PipeDirection.Out);

        public EchoBrowser()
        {
            Input = new AnonymousPipeClientStream(PipeDirection.Out, _commands.ClientSafePipeHandle);
            Output = new AnonymousPipeClientStream(PipeDirection.In, _replies.ClientSafePipeHandle);
            new Thread(Run) { IsBackground = true }.Start();
        }

        public Stream Input { get; }

        public Stream Output { get; }

        public void Dispose()
        {
            _commands.Dispose();
            _replies.Dispose();
        }

        private void Run()
        {
            using var commands = new BufferedStream(_commands, 64 * 1024);
            var command = new MemoryStream();
            try
            {
                for (int value; (value = commands.ReadByte()) >= 0;)
                {
                    if (value > 0)
                    {
                        command.WriteByte((byte)value);
                        continue;
                    }

                    _replies.Write(Reply(CdpEnvelope.Read(command.ToArray())));
                    command.SetLength(0);
                }
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                // The benchmark has ended.
            }

            byte[] Reply(CdpEnvelope envelope)
            {
                var value = envelope.SessionId is null ? "root" : new string('x', (int)command.Length);
                var session = envelope.SessionId is { } id ? $",\"sessionId\":\"{id}\"" : "";
                return Encoding.UTF8.GetBytes(
                    $"{{\"id\":{envelope.Id},\"result\":{{\"sessionId\":\"{value}\"}}{session}}}\0");
            }
        }
    }
}
