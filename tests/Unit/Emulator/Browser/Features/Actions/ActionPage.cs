using System.Text.Json.Nodes;
using Xunit;

namespace Tests.Emulator.Browser.Features.Actions;

/// <summary>A session whose page records its input, and calls of InvokeBrowser on it.</summary>
internal sealed class ActionPage(EmulatorClient client, string id, CdpClient cdp, string page, IDisposable? own = null)
    : IDisposable
{
    private const string Html = """
        <!DOCTYPE html><title>actions</title>
        <style>body { margin: 0; height: 4000px; width: 4000px } * { position: absolute }
        html { background: rgb(0, 128, 255) }
        textarea { left: 100px; top: 100px; width: 200px; height: 80px }
        #from { left: 100px; top: 300px; width: 50px; height: 50px }
        #to { left: 300px; top: 300px; width: 90px; height: 90px }</style>
        <textarea></textarea><div id=from draggable=true></div><div id=to></div>
        <script>
        const log = [], note = (...words) => log.push(words.join(' ')), keys = [];
        for (const type of ['mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu', 'auxclick'])
          addEventListener(type, e => note(type, e.clientX, e.clientY, e.button, e.detail));
        addEventListener('mousemove', e => note('mousemove', e.clientX, e.clientY, e.buttons));
        addEventListener('keydown', e => {
          keys.push([e.key, e.code, e.keyCode, e.ctrlKey ? 'c' : '', e.shiftKey ? 's' : ''].join('/'));
        });
        const from = document.getElementById('from'), to = document.getElementById('to');
        from.ondragstart = e => e.dataTransfer.setData('text/plain', 'carried');
        to.ondragover = e => e.preventDefault();
        to.ondrop = e => note('drop', e.dataTransfer.getData('text/plain'));
        </script>
        """;

    public string Id => id;

    public CdpClient Cdp => cdp;

    public string Page => page;

    /// <summary>Opens the only page of a session that the tests of a class share.</summary>
    public static async Task<ActionPage> OpenAsync(SharedBrowser browser, string html = Html)
    {
        var page = new ActionPage(browser.Client, browser.SessionId, browser.Cdp, await browser.OpenPageAsync());
        await page.NavigateAsync(html);
        return page;
    }

    /// <summary>Starts a session for a test that ends it, or needs it to be as no other.</summary>
    public static async Task<ActionPage> StartAsync(
        EmulatorClient client, string html = Html, JsonObject? request = null)
    {
        var session = await client.StartAsync(request ?? BrowserSessions.SmallViewPort());
        var cdp = await client.AutomateAsync(session);
        var target = await cdp.AttachAsync(await cdp.FirstPageAsync());
        var page = new ActionPage(client, BrowserSessions.IdOf(session), cdp, target, own: cdp);
        await page.NavigateAsync(html);
        return page;
    }

    /// <summary>Performs an action and returns the response.</summary>
    public Task<Answer> InvokeAsync(string action) => client.InvokeAsync(id, action);

    /// <summary>Performs an action that must succeed.</summary>
    public async Task DoAsync(string action)
    {
        var response = await InvokeAsync(action);
        Assert.Equal(200, response.Status);
        Assert.Equal(id, response.Headers["x-amzn-browser-session-id"]);
        var (name, result) = Assert.Single(response.Body["result"]!.AsObject());
        Assert.Equal(Assert.Single(JsonNode.Parse(action)!.AsObject()).Key, name);
        Assert.Equal("""{"status":"SUCCESS"}""", result!.ToJsonString());
    }

    /// <summary>Performs an action that must fail, and returns its error.</summary>
    public async Task<string> FailAsync(string action)
    {
        var response = await InvokeAsync(action);
        Assert.Equal(200, response.Status);
        var result = Assert.Single(response.Body["result"]!.AsObject()).Value!;
        Assert.Equal("FAILED", (string?)result["status"]);
        return (string)result["error"]!;
    }

    public async Task<string?> ReadAsync(string expression) => (await cdp.EvaluateAsync(page, expression))?.ToString();

    public void Dispose() => own?.Dispose();

    private async Task NavigateAsync(string html)
    {
        await cdp.NavigateAsync(page, $"data:text/html,{Uri.EscapeDataString(html)}");
        await cdp.CallAsync("Page.disable", session: page);
    }
}
