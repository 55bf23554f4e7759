using System.Collections;
using AgentCore;
using Xunit;

namespace Tests.Module.Model;

public sealed class TagInputTests
{
    [Theory]
    [InlineData("team")]
    [InlineData("cost center:a/b=c+d@e-f_g.h")]
    public void A_key_passes(string key) => Assert.Equal(key, TagInput.Key(key));

    [Theory]
    [InlineData("", "1 to 128")]
    [InlineData("a&b", "a&b")]
    [InlineData("größe", "größe")]
    public void A_key_that_the_service_refuses_is_refused_here(string key, string told) =>
        Assert.Contains(
            told, Assert.Throws<ArgumentException>(() => TagInput.Key(key)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_key_has_at_most_128_characters()
    {
        Assert.Equal(128, TagInput.Key(new string('k', 128)).Length);
        Assert.Contains(
            "128", Assert.Throws<ArgumentException>(() => TagInput.Key(new string('k', 129))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void No_tags_are_not_sent()
    {
        Assert.Null(TagInput.Read(null));
        Assert.Null(TagInput.Read(new Hashtable()));
    }
}
