using AgentCore;
using Xunit;

namespace Tests.Module.Model;

public sealed class SessionReferenceTests
{
    [Theory]
    [InlineData("01KB3X5T9ZQ8W7V6N5M4K3J2H1", true)]
    [InlineData("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", true)]
    [InlineData("8ZZZZZZZZZZZZZZZZZZZZZZZZZ", false)]
    [InlineData("01KB3X5T9ZQ8W7V6N5M4K3J2HI", false)]
    [InlineData("01kb3x5t9zq8w7v6n5m4k3j2h1", false)]
    [InlineData("01KB3X5T9ZQ8W7V6N5M4K3J2H", false)]
    [InlineData("01KB3X5T9ZQ8W7V6N5M4K3J2H1\n", false)]
    [InlineData("browser-session-0123abcd", false)]
    [InlineData("", false)]
    public void A_ulid_is_an_id_and_all_else_is_a_name(string text, bool isId) =>
        Assert.Equal(isId, SessionReference.Of(text) == Reference.Id);
}
