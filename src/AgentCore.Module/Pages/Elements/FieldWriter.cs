using System.Collections;
using System.Security;
using System.Text.Json;
using AgentCore.Errors;

namespace AgentCore.Pages.Elements;

/// <summary>Sets one field of a page: text as it is typed, lists, check boxes, dates, files.</summary>
internal sealed class FieldWriter(PageElements elements, ElementQuery query)
{
    private const string FieldOf = "(element) => AgentCoreFields.fieldOf(element)";
    private const string About = "(element) => AgentCoreFields.about(element)";
    private const string Select = "(element, append) => AgentCoreFields.select(element, append)";
    private const string Typed = "(element) => AgentCoreFields.typed(element)";
    private const string Assign = "(element, value) => AgentCoreFields.assign(element, value)";
    private const string Choose = "(element, values) => AgentCoreFields.choose(element, values)";
    private const string Radio = "(element, value) => AgentCoreFields.radio(element, value)";
    private const string RadioLabels = "(element) => AgentCoreFields.radioLabels(element)";
    private const string Clickable = "(element) => AgentCoreFields.clickable(element)";

    // A message names all options of a short list, of a long one the nearest.
    private const int MostOptions = 10;

    /// <summary>Sets a field, and gives it as it is then.</summary>
    /// <param name="value">What to set.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="AgentCoreException">The field cannot be set in time, or does not take the value.</exception>
    public async Task<FoundElement> WriteAsync(FieldValue value, CancellationToken cancellationToken)
    {
        var field = await FieldAsync(new ElementNeed { Enabled = value.File is not null }, cancellationToken);
        var about = await field.CallAsync(About, [], cancellationToken);
        return (about.GetProperty("kind").GetString(), value) switch
        {
            ("file", { File: { } files }) => await UploadAsync(field, about, files, cancellationToken),
            (_, { File: not null }) => throw Unfit(about, "it takes no files"),
            ("check", { Checked: { } wanted }) => await CheckAsync(field, about, wanted, cancellationToken),
            (_, { Checked: not null }) => throw Unfit(about, "it cannot be checked"),
            ("text", _) => await TypeAsync(about, value, cancellationToken),
            (_, { Append: true }) => throw Unfit(about, "-Append is for fields of text"),
            ("value", _) => await AssignAsync(about, value, cancellationToken),
            ("list", _) => await ChooseAsync(about, value, cancellationToken),
            ("radios", _) => await ChooseRadioAsync(field, about, value, cancellationToken),
            ("check", { Value: bool wanted }) => await CheckAsync(field, about, wanted, cancellationToken),
            ("check", _) when about.GetProperty("radio").GetBoolean() =>
                await ChooseRadioAsync(field, about, value, cancellationToken),
            ("check", _) => throw Unfit(about, "it is checked or not: use -Checked"),
            ("file", _) => throw Unfit(about, "it takes files: use -File"),
            _ => throw Unfit(about, "it is not a field"),
        };
    }

    // For a label the field that it belongs to.
    private async Task<FoundElement> FieldAsync(ElementNeed need, CancellationToken cancellationToken) =>
        (await ElementWait.ForAsync(elements, query, need with { Target = TargetAsync }, cancellationToken)).Element;

    private static async Task<FoundElement> TargetAsync(FoundElement named, CancellationToken cancellationToken) =>
        (await named.OtherAsync(FieldOf, [], cancellationToken))!;

    private async Task<FoundElement> TypeAsync(
        JsonElement about, FieldValue value, CancellationToken cancellationToken)
    {
        var text = FieldText.Of(Single(value.Value, about), Type(about));
        if (value.Append && about.GetProperty("value").GetString() is { } old)
        {
            text = old + text;
        }

        if (about.GetProperty("longest") is { ValueKind: JsonValueKind.Number } number
            && number.GetInt32() is var longest && text.Length > longest)
        {
            throw Unfit(about, $"it takes {longest} characters, and the text has {text.Length}");
        }

        CheckLimits(about, value, text);
        using var focused = await ElementWait.UntilAsync(
            elements, query, _ => TakeFocusAsync(value.Append, cancellationToken), cancellationToken);
        var field = focused.Field;
        await (text.Length > 0
            ? elements.Tab.RunAsync(page => page.Keyboard.SendCharacterAsync(text), cancellationToken)
            : elements.Tab.RunAsync(page => page.Keyboard.PressAsync("Delete"), cancellationToken));
        if (!(await field.CallAsync(Typed, [], cancellationToken)).GetBoolean() && text.Trim().Length > 0)
        {
            throw NotTaken(about, value, text);
        }

        return field;
    }

    // A field that was replaced in the meantime does not have it, and the text would go elsewhere.
    private async Task<(FocusedField? Ready, AgentCoreException? Missing)> TakeFocusAsync(
        bool append, CancellationToken cancellationToken)
    {
        var field = await FieldAsync(
            new ElementNeed { Shown = true, Enabled = true, Writable = true, Still = true }, cancellationToken);
        var turn = await InputTurn.TakeAsync(elements.Tab, cancellationToken);
        var kept = false;
        try
        {
            kept = (await field.CallAsync(Select, [append], cancellationToken)).GetBoolean();
            return kept
                ? (new FocusedField(field, turn), null)
                : (null, Failures.Timeout($"The {query} does not keep the focus."));
        }
        finally
        {
            if (!kept)
            {
                turn.Dispose();
            }
        }
    }

    private async Task<FoundElement> AssignAsync(
        JsonElement about, FieldValue value, CancellationToken cancellationToken)
    {
        var type = Type(about);
        var text = FieldText.Of(Single(value.Value, about), type);
        CheckLimits(about, value, text);
        var field = await FieldAsync(
            new ElementNeed { Shown = true, Enabled = true, Writable = true, Still = true }, cancellationToken);
        using var turn = await InputTurn.TakeAsync(elements.Tab, cancellationToken);
        var taken = (await field.CallAsync(Assign, [text], cancellationToken)).GetString()!;
        return FieldText.IsTaken(text, taken, type) ? field : throw NotTaken(about, value, text);
    }

    private async Task<FoundElement> ChooseAsync(
        JsonElement about, FieldValue value, CancellationToken cancellationToken)
    {
        var wanted = Several(value.Value).Select(one => FieldText.Of(one, "list")).ToArray();
        if (wanted.Length != 1 && !about.GetProperty("multiple").GetBoolean())
        {
            throw Unfit(about, $"one of its options can be chosen, and {wanted.Length} were given");
        }

        var field = await FieldAsync(
            new ElementNeed { Shown = true, Enabled = true, Still = true }, cancellationToken);
        using var turn = await InputTurn.TakeAsync(elements.Tab, cancellationToken);
        var failed = await field.CallAsync(Choose, [wanted], cancellationToken);
        return failed.ValueKind != JsonValueKind.Object ? field
            : failed.TryGetProperty("disabled", out var disabled)
                ? throw Unfit(about, $"its option {Shown(about, value, disabled.GetString()!)} is disabled")
            : throw NoOption(about, value, failed.GetProperty("missing").GetString()!, failed.GetProperty("options"));
    }

    private async Task<FoundElement> ChooseRadioAsync(
        FoundElement field, JsonElement about, FieldValue value, CancellationToken cancellationToken)
    {
        var wanted = FieldText.Of(Single(value.Value, about), "radio");
        if (await field.OtherAsync(Radio, [wanted], cancellationToken) is not { } radio)
        {
            throw NoOption(about, value, wanted, await field.CallAsync(RadioLabels, [], cancellationToken));
        }

        await CheckAsync(
            radio, about, true,
            async (named, token) => await named.OtherAsync(Radio, [wanted], token) ?? radio,
            cancellationToken);
        return field;
    }

    private Task<FoundElement> CheckAsync(
        FoundElement field, JsonElement about, bool wanted, CancellationToken cancellationToken) =>
        !wanted && field.Checked == true && about.GetProperty("radio").GetBoolean()
            ? throw Unfit(about, "a radio button cannot be unchecked; check another of its group")
            : CheckAsync(field, about, wanted, static (named, _) => Task.FromResult(named), cancellationToken);

    private async Task<FoundElement> CheckAsync(
        FoundElement box, JsonElement about, bool wanted,
        Func<FoundElement, CancellationToken, Task<FoundElement>> boxOf, CancellationToken cancellationToken)
    {
        if (box.Checked == wanted)
        {
            return box;
        }

        var need = new ElementNeed
        {
            Shown = true,
            Enabled = true,
            Still = true,
            Uncovered = true,
            Target = async (named, token) => await ClickableAsync(
                await boxOf(await TargetAsync(named, token), token), token),
        };
        var ready = await ElementWait.ForAsync(elements, query, need, cancellationToken);
        using var turn = await InputTurn.TakeAsync(elements.Tab, cancellationToken);
        await ElementMouse.ClickAsync(elements.Tab, ready, BrowserMouseButton.Left, 1, [], cancellationToken);
        await box.DescribeAsync(cancellationToken);
        return box.Checked == wanted
            ? box
            : throw Unfit(about, $"it was clicked, and is {(wanted ? "not checked" : "still checked")}");
    }

    // What is clicked is the label where the box itself is hidden.
    private static async Task<FoundElement> ClickableAsync(FoundElement box, CancellationToken cancellationToken) =>
        (await box.OtherAsync(Clickable, [], cancellationToken))!;

    private static async Task<FoundElement> UploadAsync(
        FoundElement field, JsonElement about, IReadOnlyList<FileInfo> files, CancellationToken cancellationToken)
    {
        if (files.Count > 1 && !about.GetProperty("multiple").GetBoolean())
        {
            throw Unfit(about, $"it takes one file, and {files.Count} were given");
        }

        await FileUpload.ToAsync(field, files, cancellationToken);
        return field;
    }

    private static string Type(JsonElement about) => about.GetProperty("type").GetString()!;

    private static object? Single(object? value, JsonElement about)
    {
        var all = Several(value);
        return all.Length == 1 ? all[0] : throw Unfit(about, $"it takes one value, and {all.Length} were given");
    }

    private static object?[] Several(object? value) =>
        PlainObject.Of(value) is IEnumerable many and not string ? [.. many.Cast<object?>()] : [value];

    private static AgentCoreException Unfit(JsonElement about, string why) => Failures.InvalidArgument(
        $"The element {about.GetProperty("name").GetString()} cannot be set so: {why}.");

    // Nothing is set then: a field would make a number of its own of it, or hold what the page does not accept.
    private static void CheckLimits(JsonElement about, FieldValue value, string text)
    {
        var (least, most) = (Limit(about, "least"), Limit(about, "most"));
        if (FieldText.Number(text) is { } number && (number < least || number > most))
        {
            var limits = least is null ? $"up to {Plain(most)}"
                : most is null ? $"from {Plain(least)}"
                : $"from {Plain(least)} to {Plain(most)}";
            throw Unfit(about, $"it takes numbers {limits}, and {Shown(about, value, text)} was given");
        }
    }

    private static double? Limit(JsonElement about, string name) =>
        about.GetProperty(name) is { ValueKind: JsonValueKind.Number } limit ? limit.GetDouble() : null;

    private static string Plain(double? number) => FieldText.Of(number, "number");

    // A secret is in no message.
    private static string Shown(JsonElement about, FieldValue value, string text) =>
        IsSecret(about, value) ? "*** (a secret)" : $"'{text}'";

    private static bool IsSecret(JsonElement about, FieldValue value) =>
        Type(about) == "password" || Several(value.Value).Any(one => PlainObject.Of(one) is SecureString);

    private static AgentCoreException NotTaken(JsonElement about, FieldValue value, string text) => Unfit(
        about,
        $"it does not take {Shown(about, value, text)}"
            + (FieldText.Example(Type(about)) is { } example ? $"; a {Type(about)} looks like {example}" : ""));

    private static AgentCoreException NoOption(
        JsonElement about, FieldValue value, string wanted, JsonElement options)
    {
        var all = options.EnumerateArray().Select(option => option.GetString()!.Trim()).ToArray();
        var shown = string.Join(
            ", ",
            (all.Length <= MostOptions ? all : IsSecret(about, value) ? [] : NearestNames.Of(wanted, all))
                .Select(one => $"'{one}'"));
        return Unfit(
            about,
            $"it has no option {Shown(about, value, wanted)}{(shown.Length > 0 ? $", but {shown}" : "")}");
    }

    private sealed record FocusedField(FoundElement Field, IDisposable Turn) : IDisposable
    {
        public void Dispose() => Turn.Dispose();
    }
}

/// <summary>What a field is to have.</summary>
internal sealed record FieldValue
{
    /// <summary>A text, number, date or secret; several for a list that takes several.</summary>
    public object? Value { get; init; }

    /// <summary>Puts the text behind what is there.</summary>
    public bool Append { get; init; }

    /// <summary>Whether it is checked; null where something else is set.</summary>
    public bool? Checked { get; init; }

    /// <summary>The files of this machine; null where something else is set.</summary>
    public IReadOnlyList<FileInfo>? File { get; init; }
}
