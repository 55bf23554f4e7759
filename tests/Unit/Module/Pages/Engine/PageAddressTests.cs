using AgentCore.Pages.Engine;
using Xunit;

namespace Tests.Module.Pages.Engine;

public class PageAddressTests
{
    [Theory]
    [InlineData("https://example.com", "https://example.com")]
    [InlineData("https://user:PASS@example.com:8080/a/b?token=SECRET#part", "https://example.com:8080/a/b")]
    [InlineData("http://h#access_token=SECRET", "http://h")]
    [InlineData("user:PASS@example.com/a?token=SECRET", "example.com/a")]
    [InlineData(@"https:\\user:PASS@example.com\a", @"https:\\example.com\a")]
    [InlineData("https:/user:PASS@example.com/a", "https:/example.com/a")]
    [InlineData("https://example.com/@name/a", "https://example.com/@name/a")]
    [InlineData("data:text/html,<b>text</b>", "data:text/html…")]
    [InlineData("about:blank", "about:blank")]
    [InlineData("no address", "no address")]
    public void Address_is_shown_without_user_password_and_query(string url, string shown) =>
        Assert.Equal(shown, PageAddress.Shown(url));

    [Theory]
    [InlineData("https://user:pw@example.com/reset?token=SECRET", "example.com-reset")]
    [InlineData("https://example.com/a/b/report.html", "example.com-report.html")]
    [InlineData("https://example.com/a/b/", "example.com-b")]
    [InlineData("https://example.com", "example.com")]
    [InlineData("http://127.0.0.1:8000/a%2F..%2Fb", "127.0.0.1-a-..-b")]
    [InlineData("http://[::1]/x", "1-x")]
    [InlineData("data:text/html,SECRET", "data")]
    public void File_is_named_after_the_host_and_the_last_part_of_the_path(string url, string name) =>
        Assert.Equal(name, PageAddress.FileName(url));

    [Fact]
    public void Name_of_a_file_leaves_room_for_an_ending_within_255_bytes()
    {
        var name = PageAddress.FileName("https://example.com/" + string.Concat(Enumerable.Repeat("ж", 300)));

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 200, 250);
    }
}
