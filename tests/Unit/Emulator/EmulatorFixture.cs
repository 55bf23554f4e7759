using AgentCore.Emulator;
using Xunit;

namespace Tests.Emulator;

/// <summary>One emulator for all tests of a class.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    private EmulatorHost? _host;

    public EmulatorHost Host => _host ?? throw new InvalidOperationException("Not started.");

    internal EmulatorClient Client => new(Host);

    public async ValueTask InitializeAsync() => _host = await EmulatorHost.StartAsync(new());

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
