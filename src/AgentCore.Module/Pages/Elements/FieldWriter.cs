using System.Collections;
using System.Globalization;
using System.Net;
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

        var field = await FieldAsync(
            new ElementNeed { Shown = true, Enabled = true, Writable = true, Still = true }, cancellationToken);
        await field.CallAsync(Select, [value.Append], cancellationToken);
        await (text.Length > 0
            ? elements.Tab.RunAsync(page => page.Keyboard.SendCharacterAsync(text), cancellationToken)
            : elements.Tab.RunAsync(page => page.Keyboard.PressAsync("Delete"), cancellationToken));
        if (!(await field.CallAsync(Typed, [], cancellationToken)).GetBoolean() && text.Trim().Length > 0)
        {
            throw Refused(about, text);
        }

        return field;
    }

    private async Task<FoundElement> AssignAsync(
        JsonElement about, FieldValue value, CancellationToken cancellationToken)
    {
        var text = FieldText.Of(Single(value.Value, about), Type(about));
        var field = await FieldAsync(
            new ElementNeed { Shown = true, Enabled = true, Writable = true, Still = true }, cancellationToken);
        var taken = (await field.CallAsync(Assign, [text], cancellationToken)).GetString()!;
        return taken.Length == text.Length || Type(about) is "time" or "datetime-local" && taken.Length > 0
            || Type(about) == "range" && double.TryParse(text, out _)
            ? field
            : throw Refused(about, text);
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
        var failed = await field.CallAsync(Choose, [wanted], cancellationToken);
        return failed.ValueKind != JsonValueKind.Object ? field
            : failed.TryGetProperty("disabled", out var disabled)
                ? throw Unfit(about, $"its option '{disabled.GetString()}' is disabled")
            : throw NoOption(about, failed.GetProperty("missing").GetString()!, failed.GetProperty("options"));
    }

    private async Task<FoundElement> ChooseRadioAsync(
        FoundElement field, JsonElement about, FieldValue value, CancellationToken cancellationToken)
    {
        var wanted = FieldText.Of(Single(value.Value, about), "radio");
        if (await field.OtherAsync(Radio, [wanted], cancellationToken) is not { } radio)
        {
            throw NoOption(about, wanted, await field.CallAsync(RadioLabels, [], cancellationToken));
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

    private static AgentCoreException Refused(JsonElement about, string text) => Unfit(
        about,
        $"it does not take '{text}'"
            + (FieldText.Example(Type(about)) is { } example ? $"; a {Type(about)} looks like {example}" : ""));

    private static AgentCoreException NoOption(JsonElement about, string wanted, JsonElement options)
    {
        var all = options.EnumerateArray().Select(option => option.GetString()!.Trim()).ToArray();
        var shown = string.Join(
            ", ", (all.Length <= MostOptions ? all : NearestNames.Of(wanted, all)).Select(one => $"'{one}'"));
        return Unfit(about, $"it has no option '{wanted}'{(shown.Length > 0 ? $", but {shown}" : "")}");
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

/// <summary>Writes PowerShell values as fields of pages take them.</summary>
internal static class FieldText
{
    /// <summary>
    /// The text for a field of a type, such as <c>date</c>: texts as they are, dates as it needs them.
    /// </summary>
    /// <exception cref="AgentCoreException">The value has no form that a field takes.</exception>
    public static string Of(object? value, string type) => PlainObject.Of(value) switch
    {
        null => "",
        string text => text,
        SecureString secret => new NetworkCredential("", secret).Password,
        DateTime moment => Of(moment, type),
        DateTimeOffset moment => Of(moment.DateTime, type),
        TimeSpan time => time.ToString(time.Seconds == 0 ? @"hh\:mm" : @"hh\:mm\:ss", CultureInfo.InvariantCulture),
        Enum or Uri or Guid or char => $"{value}",
        bool => throw Failures.InvalidArgument("$true and $false are for check boxes; give a text."),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => throw Failures.InvalidArgument(
            $"A value of type {other.GetType().Name} is not for a field: give a text, a number or a date."),
    };

    /// <summary>How a value of such a field looks, for messages; null for fields that take any text.</summary>
    public static string? Example(string type) => type switch
    {
        "date" => "2026-12-24",
        "time" => "18:30",
        "datetime-local" => "2026-12-24T18:30",
        "month" => "2026-12",
        "week" => "2026-W52",
        "color" => "#ff8800",
        "number" or "range" => "3.5",
        _ => null,
    };

    private static string Of(DateTime moment, string type) => type switch
    {
        "date" => Text(moment, "yyyy-MM-dd"),
        "time" => Text(moment, moment.Second == 0 ? "HH:mm" : "HH:mm:ss"),
        "datetime-local" => Text(moment, moment.Second == 0 ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-ddTHH:mm:ss"),
        "month" => Text(moment, "yyyy-MM"),
        "week" => Week(moment),
        _ => Text(moment, moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss"),
    };

    // ISO 8601: a week belongs to the year that its Thursday is in.
    private static string Week(DateTime moment)
    {
        var thursday = moment.AddDays(3 - (((int)moment.DayOfWeek + 6) % 7));
        return string.Format(
            CultureInfo.InvariantCulture, "{0:0000}-W{1:00}", thursday.Year, ((thursday.DayOfYear - 1) / 7) + 1);
    }

    private static string Text(DateTime moment, string format) => moment.ToString(format, CultureInfo.InvariantCulture);
}
