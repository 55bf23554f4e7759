namespace AgentCore.Pages.Elements;

/// <summary>The scripts that run in a page to find and use its elements.</summary>
internal static class ElementLibrary
{
    /// <summary>Both of them; running them again does nothing.</summary>
    public static string Source => Text.Value;

    private static readonly Lazy<string> Text = new(() => Read("elements.js") + Read("fields.js"));

    private static string Read(string name)
    {
        using var file = new StreamReader(typeof(ElementLibrary).Assembly.GetManifestResourceStream(name)!);
        return file.ReadToEnd();
    }
}
