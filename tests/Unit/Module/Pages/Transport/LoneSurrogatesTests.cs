using System.Text;
using AgentCore.Pages.Transport;
using Xunit;

namespace Tests.Module.Pages.Transport;

public sealed class LoneSurrogatesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(@"{""a"":""plain 😀 \u00e9 \n""}", @"{""a"":""plain 😀 \u00e9 \n""}")]
    [InlineData(@"""\ud83d\ude00""", @"""\ud83d\ude00""")]
    [InlineData(@"""\uD83D\uDE00""", @"""\uD83D\uDE00""")]
    [InlineData(@"""a\ud83d""", @"""a\ufffd""")]
    [InlineData(@"""\uDE00x""", @"""\ufffdx""")]
    [InlineData(@"""\ud83d\ud83d\ude00""", @"""\ufffd\ud83d\ude00""")]
    [InlineData(@"""\ud83d\ude00\ude00""", @"""\ud83d\ude00\ufffd""")]
    [InlineData(@"""\ude00\ud83d""", @"""\ufffd\ufffd""")]
    [InlineData(@"""\ud83d\n\ude00""", @"""\ufffd\n\ufffd""")]
    [InlineData(@"{""\ud800"":1}", @"{""\ufffd"":1}")]
    [InlineData(@"""\\ud800""", @"""\\ud800""")]
    [InlineData(@"""\\\ud800""", @"""\\\ufffd""")]
    [InlineData(@"""\ud800\\udc00""", @"""\ufffd\\udc00""")]
    [InlineData(@"""\ud7ff\ue000""", @"""\ud7ff\ue000""")]
    [InlineData(@"""\ud8", @"""\ud8")]
    [InlineData(@"""\", @"""\")]
    public void Halves_of_a_pair_become_replacement_characters(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        LoneSurrogates.Replace(bytes);
        Assert.Equal(expected, Encoding.UTF8.GetString(bytes));
    }
}
