using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using Xunit;

namespace Tests.Module.Cmdlets.Binding;

public sealed class ClientTokensTests
{
    [Fact]
    public void Without_a_token_there_is_nothing_to_share()
    {
        var tokens = new ClientTokens();
        Assert.Null(tokens.Spend(null, "a"));
        Assert.Null(tokens.Spend(null, "b"));
    }

    [Fact]
    public void A_token_goes_to_one_request()
    {
        var tokens = new ClientTokens();
        Assert.Equal("token", tokens.Spend("token", "a"));
        var error = Assert.Throws<AgentCoreException>(() => tokens.Spend("token", "b"));
        Assert.Equal("InvalidArgument", error.ErrorCode);
        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
        Assert.Contains("nothing was done for 'b'", error.Message, StringComparison.Ordinal);
    }
}
