using System.Text.Json;
using AgentCore.Pages;
using Xunit;

namespace Tests.Module.Pages;

public sealed class KnownPagesTests
{
    [Fact]
    public void A_page_that_another_one_opened_comes_last_in_whatever_order_they_are_listed()
    {
        Assert.Equal("A", new KnownPages().Choose(Targets(("popup", "A"), ("A", null))));
        Assert.Equal("A", new KnownPages().Choose(Targets(("A", null), ("popup", "A"))));
    }

    [Fact]
    public void The_page_that_was_used_stays_in_use_until_it_is_gone()
    {
        var pages = new KnownPages();
        Assert.Equal("A", pages.Choose(Targets(("A", null))));
        Assert.Equal("A", pages.Choose(Targets(("B", null), ("C", null), ("A", null))));
        Assert.Equal("B", pages.Choose(Targets(("C", "A"), ("B", null))));
        pages.Use("C");
        Assert.Equal("C", pages.Choose(Targets(("B", null), ("C", "A"))));
    }

    [Fact]
    public void Workers_and_the_like_are_no_pages()
    {
        using var targets = JsonDocument.Parse("""{"targetInfos":[{"targetId":"W","type":"service_worker"}]}""");
        Assert.Null(new KnownPages().Choose(targets.RootElement));
    }

    private static JsonElement Targets(params (string Id, string? Opener)[] pages) =>
        JsonSerializer.SerializeToElement(new
        {
            targetInfos = pages.Select(page => page.Opener is null
                ? (object)new { targetId = page.Id, type = "page" }
                : new { targetId = page.Id, type = "page", openerId = page.Opener }),
        });
}
