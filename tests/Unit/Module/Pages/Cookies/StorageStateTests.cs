using System.Text;
using AgentCore;
using AgentCore.Errors;
using AgentCore.Pages.Cookies;
using Xunit;

namespace Tests.Module.Pages.Cookies;

public sealed class StorageStateTests
{
    // As Playwright 1.60 wrote it, with a cookie of a frame alone.
    private const string Written = """
        {
          "cookies": [
            {
              "name": "a",
              "value": "x=y \"Ü\"",
              "domain": ".example.com",
              "path": "/p",
              "expires": 1798374677.880417,
              "httpOnly": true,
              "secure": true,
              "sameSite": "None",
              "partitionKey": "https://top.example",
              "_crHasCrossSiteAncestor": true
            },
            {
              "name": "",
              "value": "v",
              "domain": "127.0.0.1",
              "path": "/",
              "expires": -1,
              "httpOnly": false,
              "secure": false,
              "sameSite": "Lax"
            }
          ],
          "origins": [
            {
              "origin": "https://example.com",
              "localStorage": [
                {
                  "name": "k",
                  "value": "</script>"
                }
              ]
            }
          ]
        }
        """;

    [Fact]
    public void A_file_is_read_and_written_in_the_same_words() => Assert.Equal(
        Written.ReplaceLineEndings(),
        Encoding.UTF8.GetString(StorageState.Parse("x", Written).ToBytes()).ReplaceLineEndings());

    [Fact]
    public void A_cookie_of_a_file_is_read_whole()
    {
        var cookie = StorageState.Parse("x", Written).Cookies[0];
        Assert.Equal(("a", "x=y \"Ü\""), (cookie.Name, cookie.Value));
        Assert.Equal((".example.com", "/p"), (cookie.Domain, cookie.Path));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_798_374_677_880).AddTicks(4170), cookie.Expires);
        Assert.Equal((true, true, CookieSameSite.None), (cookie.HttpOnly, cookie.Secure, cookie.SameSite));
    }

    [Fact]
    public void A_file_may_have_one_part_alone()
    {
        Assert.Empty(StorageState.Parse("x", "{}").Cookies);
        Assert.Empty(StorageState.Parse("x", """{"cookies":[]}""").Origins);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("a,b")]
    [InlineData("""{"cookies":{}}""")]
    [InlineData("""{"cookies":[1]}""")]
    [InlineData("""{"origins":[{}]}""")]
    [InlineData("""{"origins":[{"origin":1,"localStorage":[]}]}""")]
    [InlineData("""{"origins":[{"origin":"https://a","localStorage":[{"name":"a"}]}]}""")]
    public void Another_file_is_named(string content) => Assert.Contains(
        "'state.json'", Assert.Throws<AgentCoreException>(() => StorageState.Parse("state.json", content)).Message);

    [Theory]
    [InlineData("""{"cookies":[{"name":"a","name":"b","domain":"x"}]}""", "'name' twice")]
    [InlineData("""{"cookies":[{"name":{},"domain":"x"}]}""", "'name' of a cookie")]
    [InlineData("""{"cookies":[[]]}""", "'cookies'")]
    [InlineData("""{"cookies":{}}""", "'cookies' is not an array")]
    [InlineData("""{"origins":[{"origin":1}]}""", "'origin'")]
    [InlineData(
        """{"origins":[{"origin":"https://a","localStorage":[{"name":"a","value":null}]}]}""", "'value'")]
    public void The_member_that_does_not_fit_is_named(string content, string named) => Assert.Contains(
        named, Assert.Throws<AgentCoreException>(() => StorageState.Parse("state.json", content)).Message);
}
