using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Doctor;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using AgentCore.Emulator.Http.Faults;
using AgentCore.Emulator.Replay;
using AgentCore.Emulator.S3;
using AgentCore.Emulator.WebConsole;

namespace AgentCore.Emulator;

/// <summary>A running emulator. Disposing it ends every session and every child process.</summary>
public sealed class EmulatorHost : IRunningEmulator
{
    // A file of the greatest length is a third longer in base64, and needs room for the JSON around it.
    private const long LongestBody = Limits.ToolTextMaxLength / 5 * 7;

    private readonly WebApplication _app;
    private readonly IReadOnlyList<IServiceFamily> _families;
    private readonly DataFolder _data;
    private readonly ConsoleEndpoint _console;
    private int _disposed;

    private EmulatorHost(
        WebApplication app,
        IReadOnlyList<IServiceFamily> families,
        DataFolder data,
        string accessKey,
        string secretKey,
        ConsoleEndpoint console)
    {
        _app = app;
        _families = families;
        _data = data;
        AccessKey = accessKey;
        SecretKey = secretKey;
        Url = app.Urls.First(); // that of IPv4
        _console = console;
    }

    /// <summary>Address of both planes, such as <c>http://127.0.0.1:9580</c>.</summary>
    public string Url { get; }

    /// <summary>
    /// Full path of the data folder; it contains the objects of S3 and the secrets of Secrets Manager.
    /// </summary>
    public string DataFolder => _data.Root;

    /// <summary>Access key to sign with.</summary>
    public string AccessKey { get; }

    /// <summary>Secret key to sign with.</summary>
    public string SecretKey { get; }

    /// <summary>Starts an emulator, which serves requests when this method returns.</summary>
    /// <exception cref="EmulatorStartException">The port, the data folder or a recording cannot be used.</exception>
    public static async Task<EmulatorHost> StartAsync(
        EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is { RecordPath: not null, ReplayPath: not null })
        {
            throw new EmulatorStartException(
                "--record and --replay exclude each other: a replay has nothing new to record. Use one of them.");
        }

        var accessKey = options.AccessKey
            ?? "AKIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
        var secretKey = options.SecretKey ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
        var data = AgentCore.Emulator.Core.DataFolder.Open(options.DataFolder);
        var (app, families) = ((WebApplication?)null, (IReadOnlyList<IServiceFamily>)[]);
        try
        {
            app = Build(options, LoopbackSockets.Bind(options.Port));
            var environment = new EmulatorEnvironment(
                options, data, app.Services.GetRequiredService<ILoggerFactory>());
            var created = new Families(environment);
            families = created.All;
            var verifier = new SignatureVerifier(accessKey, secretKey, options.TimeProvider, options.ClockSkew);
            var console = Serve(app, environment, created, verifier);
            if (data.IsOpenToOthers)
            {
                app.Logger.LogWarning(
                    "The data folder {Folder} is open to other users of this machine; close it: chmod go= '{Path}'",
                    data.Root,
                    data.Root);
            }

            await app.StartAsync(cancellationToken);
            environment.Address.Port = new Uri(app.Urls.First()).Port;
            foreach (var family in created.Serving)
            {
                family.Begin();
            }

            return new(app, families, data, accessKey, secretKey, console);
        }
        catch (Exception error)
        {
            await EndAsync(app, families, data);
            if (error is not (StorageException or FaultSpecException))
            {
                throw;
            }

            throw new EmulatorStartException(error.Message, error);
        }
    }

    /// <summary>
    /// Makes an address of the web console, which is good once and for five minutes: whoever opens it can use every
    /// session.
    /// </summary>
    public string CreateConsoleUrl() => _console.CreateAddress(new Uri(Url).Port);

    /// <summary>Waits until <see cref="Stop"/> is called.</summary>
    public async Task WaitForStopAsync()
    {
        var stopping = new TaskCompletionSource();
        await using var registration = _app.Lifetime.ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task;
    }

    /// <summary>Asks the emulator to stop; returns immediately.</summary>
    public void Stop() => _app.Lifetime.StopApplication();

    /// <summary>Ends every session, then the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            // Sessions first: this closes the WebSockets and streams that the server would wait for.
            Stop();
            await EndAsync(_app, _families, _data);
        }
    }

    /// <summary>Ends families, server and data folder; when one fails, the others are ended even so.</summary>
    internal static async Task EndAsync(WebApplication? app, IReadOnlyList<IServiceFamily> families, DataFolder data)
    {
        using (data)
        {
            try
            {
                await Task.WhenAll(families.Select(family => family.DisposeAsync().AsTask()));
            }
            finally
            {
                if (app is not null)
                {
                    await using (app)
                    {
                        await app.StopAsync();
                    }
                }
            }
        }
    }

    private static ConsoleEndpoint Serve(
        WebApplication app, EmulatorEnvironment environment, Families families, SignatureVerifier verifier)
    {
        var (options, time) = (environment.Options, environment.Time);
        var (faults, feed) = (FaultOperations.Open(options.Faults, families.All, time), new CallFeed(time));
        var console = new ConsoleEndpoint(families.ConsoleParts, feed, app.Lifetime);
        var registry = new OperationRegistry(OperationTable.Rows);
        foreach (var family in families.Serving)
        {
            family.Register(registry);
        }

        new ObjectEndpoint(new(environment.Data)).Register(registry);
        new FaultEndpoints(faults).Register(registry);
        console.Register(registry);
        app.UseWebSockets(WebSockets.OptionsFor(options.KeepAlive));
        app.Run(new RequestPipeline(
            registry,
            new RequestGuard(options.AllowedHosts, options.PublicUrl),
            verifier,
            new RequestBodies(LongestBody, 4 * LongestBody),
            new RateLimiter(options.Rates, time),
            faults,
            feed,
            CreateRecorder(options, app),
            app.Services.GetRequiredService<ILogger<RequestPipeline>>()).InvokeAsync);
        return console;
    }

    private static CallRecorder? CreateRecorder(EmulatorOptions options, WebApplication app)
    {
        if (options.RecordPath is null)
        {
            return null;
        }

        var log = app.Services.GetRequiredService<ILogger<CallRecorder>>();
        var file = CallFile.Create(options.RecordPath, options.TimeProvider.GetUtcNow(), log);
        app.Lifetime.ApplicationStopped.Register(file.Dispose);
        return new(file, options.TimeProvider);
    }

    private static WebApplication Build(EmulatorOptions options, IReadOnlyList<Socket> sockets)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = "AgentCore.Emulator" });
        builder.Configuration.Sources.Clear(); // ASPNETCORE_URLS and similar variables must not open another address
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            foreach (var socket in sockets)
            {
                kestrel.Listen(socket.LocalEndPoint!, listener => listener.Use(UpgradeHeaders.RemoveRepeated));
            }
        });

        builder.WebHost.UseSockets(transport => transport.CreateBoundListenSocket =
            address => sockets.Single(socket => address.Equals(socket.LocalEndPoint)));

        // Standard output has the ready line only. The request log of the framework would show presigned URLs.
        builder.Logging.ClearProviders()
            .SetMinimumLevel(options.IsQuiet ? LogLevel.None : LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a failed start is reported once, in one line
        builder.Services.AddSingleton<ILoggerProvider>(_ => new StandardErrorLog(Console.OpenStandardError()));
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder.Build();
    }

    // Signals are handled by the owner of the process: ServeCommand, or a process that contains an emulator.
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>
/// Sockets of the loopback addresses, IPv4 first, at one port: clients take localhost for either of them.
/// </summary>
file static class LoopbackSockets
{
    private const int Attempts = 10;

    /// <summary>Binds them. Without IPv6 on this machine, or at this port, the one of IPv4 is alone.</summary>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <exception cref="EmulatorStartException">The port of 127.0.0.1 cannot be used.</exception>
    public static IReadOnlyList<Socket> Bind(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var first = TryBind(IPAddress.Loopback, port, out var error) ?? throw new EmulatorStartException(
                $"Port {port} of 127.0.0.1 is in use or cannot be used. "
                + "Choose another with --port, or 0 for a free one.",
                error!);
            var second = TryBind(IPAddress.IPv6Loopback, ((IPEndPoint)first.LocalEndPoint!).Port, out error);
            if (second is not null)
            {
                return [first, second];
            }

            if (port != 0 || attempt == Attempts || error is not { SocketErrorCode: SocketError.AddressAlreadyInUse })
            {
                return [first];
            }

            first.Dispose();
        }
    }

    private static Socket? TryBind(IPAddress address, int port, out SocketException? error)
    {
        Socket? socket = null;
        try
        {
            socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            error = null;
            return socket;
        }
        catch (SocketException failed)
        {
            socket?.Dispose();
            error = failed;
            return null;
        }
    }
}
