using System.Text.Json;
using AgentCore.Pages.Elements;
using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Reading;

/// <summary>What a page says of itself.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Url">Its address.</param>
/// <param name="HttpStatus">The status of the response that it came with; null where no web server was called.</param>
/// <param name="ReadyState">How far it has loaded: <c>loading</c>, <c>interactive</c> or <c>complete</c>.</param>
internal sealed record PageState(string Title, string Url, int? HttpStatus, string ReadyState)
{
    /// <summary>When the way to it began, local time.</summary>
    public DateTime Began { get; private init; }

    /// <summary>Asks the page.</summary>
    /// <exception cref="CdpException">It shows another document meanwhile.</exception>
    public static async Task<PageState> OfAsync(PageElements elements, CancellationToken cancellationToken)
    {
        var world = await elements.WorldAsync(elements.Tab.MainFrame, cancellationToken);
        var about = await world.CallAsync(
            $"() => {{ {ReadingLibrary.Source}\n return AgentCoreReading.about(); }}", [], cancellationToken);
        var status = about.GetProperty("status");
        return new PageState(
            about.GetProperty("title").GetString()!,
            about.GetProperty("url").GetString()!,
            status.ValueKind == JsonValueKind.Number ? status.GetInt32() : null,
            about.GetProperty("state").GetString()!)
        {
            Began = DateTimeOffset.FromUnixTimeMilliseconds((long)about.GetProperty("began").GetDouble()).LocalDateTime,
        };
    }

    /// <summary>The page as it is written.</summary>
    public BrowserPage Of(BrowserSession session) => new(Title, Url, HttpStatus, session);
}
