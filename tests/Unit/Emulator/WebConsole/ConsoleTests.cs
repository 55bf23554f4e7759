using System.Net;
using System.Text.Json.Nodes;
using AgentCore.Emulator;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Emulator.WebConsole;

/// <summary>Who gets into the console, and how.</summary>
public sealed class ConsoleTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string Unknown = "/console?code=0000000000000000000000000000000000000000000000000000000000000000";

    private string Url => emulator.Host.Url;

    [Fact]
    public async Task An_address_opens_the_console_once()
    {
        var address = await CreateAddressAsync(path: null);
        Assert.Matches($@"^{Url}/console\?code=[0-9A-F]{{64}}\z", address);
        using var browser = new ConsoleBrowser(Url);
        using var opened = await browser.GetAsync(new Uri(address).PathAndQuery);
        Assert.Equal(HttpStatusCode.SeeOther, opened.StatusCode);
        Assert.Equal("/console", opened.Headers.Location!.OriginalString);
        Assert.Equal("no-store", opened.Headers.CacheControl!.ToString());
        Assert.Matches(
            $@"^agentcore-console-{new Uri(Url).Port}=[0-9A-F]{{64}}; path=/console; samesite=strict; httponly\z",
            opened.Headers.GetValues("Set-Cookie").Single());

        using var again = await browser.GetAsync(new Uri(address).PathAndQuery);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.False(again.Headers.Contains("Set-Cookie"));
        var text = await TextOf(again);
        Assert.Contains("This address was used before", text, StringComparison.Ordinal);
        Assert.Contains("Show-ACEmulator", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console")]
    [InlineData("/console/")]
    [InlineData("/console/live-view/01JABCDEFGHJKMNPQRSTVWXYZ0")]
    [InlineData(Unknown)]
    [InlineData("/console?code=")]
    public async Task Without_an_address_a_page_says_how_to_get_one(string path)
    {
        using var browser = new ConsoleBrowser(Url);
        using var refused = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Show-ACEmulator", await TextOf(refused), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", PolicyOf(refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console/events")]
    [InlineData("/console/files/console.js")]
    [InlineData("/console/sessions/01JABCDEFGHJKMNPQRSTVWXYZ0/thumbnail")]
    public async Task Without_the_cookie_nothing_else_is_served(string path)
    {
        using var browser = new ConsoleBrowser(Url);
        using var refused = await browser.GetAsync(path, ("Cookie", $"agentcore-console-{new Uri(Url).Port}=00"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("Show-ACEmulator", await TextOf(refused), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console", "Sec-Fetch-Site", "cross-site")]
    [InlineData("/console", "Sec-Fetch-Site", "same-site")]
    [InlineData("/console", "Origin", "http://evil.example")]
    [InlineData("/console", "Host", "evil.example")]
    [InlineData("/console/events", "Sec-Fetch-Site", "same-site")]
    [InlineData("/console/files/console.css", "Sec-Fetch-Site", "cross-site")]
    public async Task Pages_of_other_sites_reach_nothing_even_with_the_cookie(string path, string header, string value)
    {
        using var browser = await ConsoleBrowser.OpenAsync(Url, emulator.Host.CreateConsoleUrl());
        using var refused = await browser.GetAsync(path, (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task An_address_that_another_site_leads_to_is_not_used_up()
    {
        var address = new Uri(emulator.Host.CreateConsoleUrl()).PathAndQuery;
        using var browser = new ConsoleBrowser(Url);
        using var refused = await browser.GetAsync(address, ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("address bar", await TextOf(refused), StringComparison.Ordinal);
        using var opened = await browser.GetAsync(address, ("Sec-Fetch-Site", "none"));
        Assert.Equal(HttpStatusCode.SeeOther, opened.StatusCode);
    }

    [Theory]
    [InlineData(null, "application/json", 403)]
    [InlineData("http://evil.example", "application/json", 403)]
    [InlineData("{own}", "text/plain", 403)]
    [InlineData("{own}", "application/x-www-form-urlencoded", 403)]
    [InlineData("{own}", "application/json", 404)]
    public async Task An_action_comes_from_the_page_itself_and_from_no_form(string? origin, string type, int status)
    {
        using var browser = await ConsoleBrowser.OpenAsync(Url, emulator.Host.CreateConsoleUrl());
        var request = new HttpRequestMessage(
            HttpMethod.Post, $"{Url}/console/sessions/01JABCDEFGHJKMNPQRSTVWXYZ0/stop")
        {
            Content = new StringContent("{}", System.Text.Encoding.UTF8, type),
        };
        using var response = await browser.SendAsync(
            request, origin is null ? [] : [("Origin", origin.Replace("{own}", Url, StringComparison.Ordinal))]);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_page_and_its_files_load_nothing_from_elsewhere_and_are_framed_by_nobody()
    {
        using var browser = await ConsoleBrowser.OpenAsync(Url, emulator.Host.CreateConsoleUrl());
        using var page = await browser.GetAsync("/console");
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
                + "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            PolicyOf(page));
        using var file = await browser.GetAsync("/console/files/console.js");
        foreach (var response in new[] { page, file })
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        }

        Assert.Equal("text/javascript", file.Content.Headers.ContentType!.MediaType);
        foreach (var name in new[] { "console.html", "error.html", "..%2Fconsole.html", "nothing.js" })
        {
            using var none = await browser.GetAsync($"/console/files/{name}");
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    [Fact]
    public async Task An_address_leads_to_a_live_view()
    {
        var started = await emulator.Client.SendAsync(
            "PUT", "/browsers/aws.browser.v1/sessions/start", new JsonObject { ["name"] = "<shop>" });
        var path = $"/live-view/{started.Text("sessionId")}";
        var address = await CreateAddressAsync(path);
        using var browser = new ConsoleBrowser(Url);
        using var opened = await browser.GetAsync(new Uri(address).PathAndQuery);
        Assert.Equal($"/console{path}", opened.Headers.Location!.OriginalString);
        var cookie = opened.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var view = await browser.GetAsync($"/console{path}", ("Cookie", cookie));
        Assert.Contains("&lt;shop&gt;", await TextOf(view), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("http://evil.example")]
    [InlineData("/../other")]
    [InlineData("/live-view/a?b=c")]
    [InlineData("/live-view/\\evil.example")]
    [InlineData("/live-view/a\r\nSet-Cookie: a=b")]
    [InlineData("live-view")]
    public async Task An_address_leads_nowhere_else(string path)
    {
        var answer = await emulator.Client.SendAsync(
            "POST", "/emulator/console-addresses", new JsonObject { ["path"] = path });
        Assert.Equal((400, "ValidationException"), (answer.Status, answer.ErrorType));
        Assert.Contains("path within the console", answer.Text("message")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_of_another_program_is_listed_with_the_reason_and_has_no_pages()
    {
        var folder = Path.Combine(emulator.Host.DataFolder, "s3", "bucket", "theirs");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "batch_1.ndjson.gz"), "not gzip", TestContext.Current.CancellationToken);
        using var browser = await ConsoleBrowser.OpenAsync(Url, emulator.Host.CreateConsoleUrl());
        using var list = await browser.GetAsync("/console/recordings");
        var found = Assert.Single(JsonNode.Parse(await TextOf(list))!.AsArray())!;
        Assert.Equal(("bucket", "theirs/"), ((string?)found["bucket"], (string?)found["folder"]));
        Assert.Equal(
            "s3://bucket/theirs/ is not a recording of this emulator, which cannot play it.",
            (string?)found["problem"]);
        Assert.Empty(found["pages"]!.AsArray());

        using var events = await browser.GetAsync("/console/recordings/events?bucket=bucket&folder=theirs/&page=1");
        var played = JsonNode.Parse(await TextOf(events))!;
        Assert.Empty(played["events"]!.AsArray());
        Assert.Contains("not a recording of this emulator", (string)played["problem"]!, StringComparison.Ordinal);
        using var none = await browser.GetAsync("/console/recordings/events?bucket=../bucket&folder=theirs/");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Addresses_are_made_for_signed_requests_only()
    {
        var answer = await EmulatorClient.SendAsync(new(HttpMethod.Post, $"{Url}/emulator/console-addresses"));
        Assert.Equal((403, "MissingAuthenticationTokenException"), (answer.Status, answer.ErrorType));
    }

    [Fact]
    public async Task An_address_is_good_for_five_minutes_and_a_cookie_for_twelve_hours_without_use()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await EmulatorHost.StartAsync(
            new() { TimeProvider = clock, IsQuiet = true }, TestContext.Current.CancellationToken);
        var (late, old) = (host.CreateConsoleUrl(), host.CreateConsoleUrl());
        clock.Advance(TimeSpan.FromMinutes(5));
        using var browser = await ConsoleBrowser.OpenAsync(host.Url, late);
        clock.Advance(TimeSpan.FromSeconds(1));
        using var tooOld = await browser.GetAsync(new Uri(old).PathAndQuery);
        Assert.Equal(HttpStatusCode.Gone, tooOld.StatusCode);

        Assert.Equal(HttpStatusCode.OK, await OpenAfterAsync(TimeSpan.FromHours(11)));
        Assert.Equal(HttpStatusCode.OK, await OpenAfterAsync(TimeSpan.FromHours(12)));
        Assert.Equal(HttpStatusCode.Forbidden, await OpenAfterAsync(TimeSpan.FromHours(12.1)));

        async Task<HttpStatusCode> OpenAfterAsync(TimeSpan time)
        {
            clock.Advance(time);
            using var page = await browser.GetAsync("/console");
            return page.StatusCode;
        }
    }

    private async Task<string> CreateAddressAsync(string? path)
    {
        var answer = await emulator.Client.SendAsync(
            "POST", "/emulator/console-addresses", path is null ? null : new JsonObject { ["path"] = path });
        Assert.Equal(200, answer.Status);
        return answer.Text("url")!;
    }

    private static Task<string> TextOf(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static string PolicyOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Content-Security-Policy").Single();
}
