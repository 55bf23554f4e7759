using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentCore.Emulator.Browser.Features.Recording;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Tests.Emulator.Browser.Features.Recording;

public sealed class RecordedTextTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("say p\"q r*s now", "say ******** now")]
    [InlineData("{\"a\":\"p\\\"q r*s\"}", "{\"a\":\"********\"}")]
    [InlineData("/x?p%22q%20r*s", "/x?********")]
    [InlineData("/x?p%22q+r*s", "/x?********")]
    [InlineData("/x?p%22q%20r%2As", "/x?********")]
    [InlineData("<b title='p&quot;q r*s'>", "<b title='********'>")]
    [InlineData("nothing", "nothing")]
    public void A_password_is_found_in_each_of_its_forms(string text, string clean)
    {
        var cleaner = new RecordedText(_time);
        cleaner.AddSecret("p\"q r*s");
        Assert.Equal(clean, cleaner.Clean(text));
    }

    [Fact]
    public void The_beginning_of_a_password_is_removed_while_it_is_typed_and_the_whole_one_for_good()
    {
        var cleaner = new RecordedText(_time);
        foreach (var typed in new[] { "b", "bo", "boo", "book", "books", "bookshop7" })
        {
            cleaner.AddSecret(typed);
        }

        Assert.Equal("******** ******** boo", cleaner.Clean("bookshop7 books boo"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("******** books", cleaner.Clean("bookshop7 books"));
    }

    [Fact]
    public void A_whole_password_that_another_begins_with_is_removed_for_good()
    {
        var cleaner = new RecordedText(_time);
        cleaner.AddSecret("OldSecret1", isWhole: true);
        cleaner.AddSecret("OldSecret1!");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("******** ********", cleaner.Clean("OldSecret1 OldSecret1!"));
    }

    [Theory]
    [InlineData("https://a.test/x/p%C3%BC/%20&%22q/y", "https://a.test/x/********/y")] // as a browser encodes a path
    [InlineData("https://a.test/%41%2Fb", "https://a.test/%41%2Fb")]
    public void A_password_in_the_path_of_an_address_is_found_however_it_is_encoded(string url, string clean)
    {
        var cleaner = new RecordedText(_time);
        cleaner.AddSecret("pü/ &\"q");
        Assert.Equal(clean, cleaner.CleanUrl(url));
    }

    [Theory]
    [InlineData("https://a.test/b?c=d&e=&f#g=h", "https://a.test/b?c=*&e&f")]
    [InlineData("https://user:word@a.test/b", "https://a.test/b")]
    [InlineData("data:text/html,secret", "data:")]
    [InlineData("about:blank", "about:blank")]
    public void An_address_has_no_values_and_no_credentials(string url, string clean) =>
        Assert.Equal(clean, new RecordedText(_time).CleanUrl(url));

    [Fact]
    public void Json_of_any_depth_is_cleaned_and_half_a_character_is_left_out()
    {
        var cleaner = new RecordedText(_time);
        cleaner.AddSecret("secret");
        var deep = new string('[', 5000) + "{\"a secret\":\"my secret\",\"n\":-1.5e3,\"h\":\"\\ud800 secret\"}"
            + new string(']', 5000);
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new() { MaxDepth = int.MaxValue, SkipValidation = true }))
        {
            cleaner.Copy(Encoding.UTF8.GetBytes(deep), writer);
        }

        Assert.Equal(
            "{\"a ********\":\"my ********\",\"n\":-1.5e3,\"h\":\"\\uFFFD\"}",
            Encoding.UTF8.GetString(output.WrittenSpan).Trim('[', ']'));
    }
}
