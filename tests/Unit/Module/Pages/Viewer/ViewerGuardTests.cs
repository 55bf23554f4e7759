using AgentCore.LocalEmulator;
using AgentCore.Pages.Viewer;
using Xunit;

namespace Tests.Module.Pages.Viewer;

public sealed class ViewerGuardTests
{
    private readonly ViewerGuard _guard = new("http://127.0.0.1:40123");

    [Theory]
    [InlineData("GET", "127.0.0.1:40123", null, true)]
    [InlineData("GET", "127.0.0.1:40123", "http://127.0.0.1:40123", true)]
    [InlineData("POST", "127.0.0.1:40123", "http://127.0.0.1:40123", true)]
    [InlineData("POST", "127.0.0.1:40123", null, false)]
    [InlineData("POST", "127.0.0.1:40123", "http://127.0.0.1:40124", false)]
    [InlineData("POST", "127.0.0.1:40123", "null", false)]
    [InlineData("GET", "127.0.0.1:40123", "http://evil.example", false)]
    [InlineData("GET", "evil.example:40123", null, false)]
    [InlineData("GET", "localhost:40123", null, false)]
    [InlineData("GET", null, null, false)]
    [InlineData("PUT", "127.0.0.1:40123", "http://127.0.0.1:40123", false)]
    public void Only_the_viewers_own_page_is_answered(string method, string? host, string? origin, bool isAdmitted) =>
        Assert.Equal(isAdmitted, _guard.Admits(method, host, origin));

    [Theory]
    [InlineData("", "", true)]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abd", false)]
    [InlineData("abc", "ab", false)]
    [InlineData("", "a", false)]
    public void Secrets_are_the_same_only_as_a_whole(string left, string right, bool isSame) =>
        Assert.Equal(isSame, RandomSecret.Same(left, right));
}
