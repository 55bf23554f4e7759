using System.Net;
using System.Text.Json;
using Benchmarks.Stub;

// The service's wire without a service behind it: every response is made beforehand, so that what a client takes is the
// client's. It checks no signature. Ends with its standard input.
var builder = WebApplication.CreateEmptyBuilder(new());
builder.WebHost.UseKestrelCore();
builder.WebHost.ConfigureKestrel(server =>
{
    server.Listen(IPAddress.Loopback, 0);
    server.Limits.MaxRequestBodySize = null;
    server.Limits.MinResponseDataRate = null;
    server.AddServerHeader = false;
});
await using var app = builder.Build();
app.Run(new Service().HandleAsync);
await app.StartAsync();
Console.WriteLine(JsonSerializer.Serialize(new { url = app.Urls.Single() }));
await Console.In.ReadToEndAsync();
await app.StopAsync();
