using AgentCore.Errors;
using AgentCore.Pages.Elements;
using Xunit;

namespace Tests.Module.Pages.Elements;

public sealed class KeyChordTests
{
    [Theory]
    [InlineData("Enter", "", "Enter")]
    [InlineData("enter", "", "Enter")]
    [InlineData("esc", "", "Escape")]
    [InlineData("a", "", "a")]
    [InlineData("A", "", "A")]
    [InlineData("+", "", "+")]
    [InlineData("ü", "", "ü")]
    [InlineData("😀", "", "😀")]
    [InlineData("Control+A", "Control", "a")]
    [InlineData("ctrl+shift+k", "Control Shift", "K")]
    [InlineData("Cmd+Option+Left", "Meta Alt", "ArrowLeft")]
    [InlineData("Control++", "Control", "+")]
    [InlineData("Shift", "", "Shift")]
    public void A_key_is_read_with_those_that_are_held(string text, string modifiers, string key)
    {
        var chord = KeyChord.Parse(text);
        Assert.Equal(modifiers, string.Join(" ", chord.Modifiers));
        Assert.Equal(key, chord.Key);
    }

    [Theory]
    [InlineData("Entre", "'Entre' is not a key")]
    [InlineData("Strg+A", "'Strg' in 'Strg+A' is not a key")]
    [InlineData("Control+", "is not a key")]
    [InlineData("Control+ab", "'ab' in 'Control+ab' is not a key")]
    [InlineData("1+a", "'1' in '1+a' is not a key")]
    public void What_is_not_a_key_is_named(string text, string message) =>
        Assert.Contains(message, Assert.Throws<AgentCoreException>(() => KeyChord.Parse(text)).Message);
}
