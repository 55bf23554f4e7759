using System.Globalization;
using AgentCore.Emulator.Browser.Features.Dialogs;
using AgentCore.Emulator.Generated;

namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>The actions while a JavaScript dialog is open: keys go to the dialog, and the page takes no input.</summary>
internal static class DialogActions
{
    /// <summary>Performs an action, which returns an image or nothing.</summary>
    /// <exception cref="ActionFailedException">The dialog does not take it; the message says what it takes.</exception>
    public static async Task<byte[]?> PerformAsync(ShownPage page, PageDialog dialog, BrowserAction action)
    {
        switch (action)
        {
            case { Screenshot: not null }:
                return await page.CaptureAsync();
            case { KeyType.Text: { } text }:
                await TypeAsync(page, dialog, text.ReplaceLineEndings("\n"));
                return null;
            case { KeyPress: { } press }:
                await PressAsync(page, dialog, KeyNames.Find(press.Key!), press.Presses ?? 1);
                return null;
            case { KeyShortcut.Keys: [var key] }:
                await PressAsync(page, dialog, KeyNames.Find(key), 1);
                return null;
            default:
                throw Unusable(dialog, "the page takes no mouse and no shortcuts");
        }
    }

    // A line break at the end is Enter, as in a page.
    private static async Task TypeAsync(ShownPage page, PageDialog dialog, string text)
    {
        var line = text.EndsWith('\n') ? text[..^1] : text;
        if (!dialog.IsPrompt && line.Length > 0)
        {
            throw Unusable(dialog, "it has no field for text");
        }

        if (line.Contains('\n', StringComparison.Ordinal))
        {
            throw Unusable(dialog, "its field takes one line");
        }

        dialog.Typed = line.Length > 0 ? dialog.Typed + line : dialog.Typed;
        if (line.Length < text.Length)
        {
            await page.AnswerAsync(dialog, accept: true);
        }
    }

    private static async Task PressAsync(ShownPage page, PageDialog dialog, Key key, int presses)
    {
        switch (key.Name)
        {
            case "Enter" or "Escape" when presses == 1:
                await page.AnswerAsync(dialog, key.Name == "Enter");
                break;
            case "Backspace" when dialog.IsPrompt:
                dialog.Typed = WithoutEnd(dialog.Typed ?? "", presses);
                break;
            case not "Enter" when dialog.IsPrompt && key.Text.Length > 0:
                dialog.Typed += string.Concat(Enumerable.Repeat(key.Text, presses));
                break;
            default:
                throw Unusable(dialog, $"it does not take {key.Name}{(presses == 1 ? "" : $" {presses} times")}");
        }
    }

    private static string WithoutEnd(string text, int characters)
    {
        var elements = new StringInfo(text);
        var left = elements.LengthInTextElements - characters;
        return left > 0 ? elements.SubstringByTextElements(0, left) : "";
    }

    private static ActionFailedException Unusable(PageDialog dialog, string reason) => new(
        $"A dialog is open ({dialog}), and {reason}. Accept it with keyPress Enter or dismiss it with keyPress Escape"
        + (dialog.IsPrompt ? "; keyType fills its field." : "."));
}
