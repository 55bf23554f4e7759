using System.Net;
using AgentCore.Errors;
using AgentCore.Pages.Viewer;
using Xunit;

namespace Tests.Module.Pages.Viewer;

public sealed class PageServerTests
{
    [Fact]
    public void A_port_that_somebody_took_is_followed_by_another()
    {
        var refusals = 2;
        List<string> asked = [];

        var origin = PageServer.Listen(address =>
        {
            asked.Add(address);
            if (refusals-- > 0)
            {
                throw new HttpListenerException(98, "Address already in use");
            }
        });

        Assert.Equal(3, asked.Count);
        Assert.Equal(origin + "/", asked[^1]);
    }

    [Fact]
    public void A_machine_that_refuses_every_port_is_one_error()
    {
        var error = Assert.Throws<AgentCoreException>(
            () => PageServer.Listen(_ => throw new HttpListenerException(5, "Access denied")));

        Assert.Equal("ConnectionFailed", error.ErrorCode);
        Assert.Contains("http://127.0.0.1:", error.Message, StringComparison.Ordinal);
        Assert.Contains("Access denied", error.Message, StringComparison.Ordinal);
    }
}
