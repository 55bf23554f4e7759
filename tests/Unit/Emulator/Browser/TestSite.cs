using Microsoft.AspNetCore.Http;

namespace Tests.Emulator.Browser;

/// <summary>A page on loopback that counts the clicks on it and shows what is typed into it.</summary>
public sealed class TestSite : PageSite
{
    private const string Page = """
        <!DOCTYPE html><title>Test page</title>
        <style>body { margin: 0; height: 3000px }
        button { position: absolute; left: 100px; top: 100px; width: 200px; height: 80px }
        input { position: absolute; left: 100px; top: 300px; width: 200px; height: 40px }</style>
        <button onclick="clicks++">Click</button>
        <input oninput="document.title = value" onkeydown="keys.push(event.key)">
        <script>var clicks = 0, keys = []</script>
        """;

    protected override string PageOf(HttpContext http) => Page;
}
