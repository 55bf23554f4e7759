using AgentCore.Errors;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Service;

public sealed class PaginationGuardTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void The_list_ends_without_a_token(string? token) => Assert.Null(new PaginationGuard().Next(token));

    [Fact]
    public void A_token_that_comes_again_is_an_error()
    {
        var tokens = new PaginationGuard();
        Assert.Equal("a", tokens.Next("a"));
        Assert.Equal("b", tokens.Next("b"));
        Assert.Equal("RepeatedToken", Assert.Throws<AgentCoreException>(() => tokens.Next("a")).ErrorCode);
    }
}
