using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.Browser.Features.Recording;

/// <summary>
/// Keeps passwords out of what is recorded. The recorder in the page tells each text of a password field before the
/// page can do anything with it; from then on it is replaced wherever it stands, also as a part of a longer text, of a
/// URL or of JSON within JSON. Passwords are typed character by character: the beginning of one that has grown is
/// replaced for a while only, since it may be a common word. Used from one task at a time.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed partial class RecordedText(TimeProvider time)
{
    /// <summary>Stands for a password.</summary>
    public const string Mask = "********";

    private const string NotUnicode = "\ufffd";

    // A shorter text would be found in everything.
    private const int ShortestSecret = 4;
    private const int MaxSecrets = 1000;
    private const int LongestText = 10_000;

    // For what a page still had to say when the next character came.
    private static readonly TimeSpan Grown = TimeSpan.FromSeconds(20);

    // Each secret in all its forms, the newest last; when it has grown, until when it counts.
    private readonly List<Secret> _secrets = [];

    private DateTimeOffset _expires = DateTimeOffset.MaxValue;

    // Every form begins with one of these.
    private readonly Dictionary<string, List<string>> _forms = new(StringComparer.Ordinal);

    /// <summary>Whether there is anything to replace.</summary>
    public bool IsEmpty => _secrets.Count == 0;

    /// <summary>Adds the text of a password field.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isWhole">Whether it is not the beginning of one that is being typed.</param>
    public void AddSecret(string text, bool isWhole = false)
    {
        var same = _secrets.Find(known => known.Text == text);
        if (text.Length < ShortestSecret || (same is { Until: null } && (same.IsWhole || !isWhole)))
        {
            return;
        }

        isWhole |= same is { IsWhole: true };
        _secrets.RemoveAll(known => known.Text == text);
        if (_secrets.Count == MaxSecrets)
        {
            _secrets.RemoveAt(0);
        }

        if (_secrets.LastOrDefault() is { IsWhole: false } last && text.StartsWith(last.Text, StringComparison.Ordinal))
        {
            last.Until = time.GetUtcNow() + Grown;
        }

        _secrets.Add(new(text) { IsWhole = isWhole });
        FindForms();
    }

    /// <summary>A text without the passwords.</summary>
    public string Clean(string text)
    {
        if (time.GetUtcNow() > _expires)
        {
            FindForms();
        }

        var found = _forms
            .Where(pair => text.Contains(pair.Key, StringComparison.Ordinal))
            .SelectMany(pair => pair.Value)
            .OrderByDescending(form => form.Length)
            .ToArray();
        return found.Aggregate(text, (rest, form) => rest.Replace(form, Mask, StringComparison.Ordinal));
    }

    /// <summary>A text without the passwords, cut to a length that does for reading.</summary>
    public string Short(string text)
    {
        var clean = Clean(text); // before it is cut: half a password would not be found
        return clean.Length > LongestText ? clean[..LongestText] + "…" : clean;
    }

    /// <summary>
    /// An address without what may be secret in it: user and password, the values of the query, the fragment, and the
    /// content of a data URL.
    /// </summary>
    public string CleanUrl(string url)
    {
        if (url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return "data:";
        }

        var (address, query) = url.Split('#', 2)[0].Split('?', 2) is [var first, var second]
            ? (first, second)
            : (url.Split('#', 2)[0], null);
        address = Credentials().Replace(address, "$1");
        address = Clean(address);

        // Browsers leave other characters of a path as they are than those who encode a value.
        var plain = Uri.UnescapeDataString(address);
        address = Clean(plain) is var clean && clean != plain ? clean : address;
        return Clean(query is null
            ? address
            : address + "?" + string.Join('&', query.Split('&').Select(pair =>
                pair.Split('=', 2) is [var name, { Length: > 0 }] ? $"{name}=*" : pair.Split('=', 2)[0])));
    }

    /// <summary>
    /// Copies JSON of any depth, without the passwords in its texts. A text that is not valid Unicode is left out,
    /// since it cannot be searched.
    /// </summary>
    public void Copy(ReadOnlySpan<byte> json, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(json, DeepJson.Reading);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(Clean(DeepJson.TextOf(ref reader) ?? NotUnicode));
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(Clean(DeepJson.TextOf(ref reader) ?? NotUnicode));
                    break;
                default:
                    DeepJson.CopyToken(ref reader, writer);
                    break;
            }
        }
    }

    private void FindForms()
    {
        _secrets.RemoveAll(known => known.Until < time.GetUtcNow());
        _expires = _secrets.Min(known => known.Until) ?? DateTimeOffset.MaxValue;
        _forms.Clear();
        foreach (var form in _secrets.SelectMany(known => known.Forms).Distinct())
        {
            var stem = form[..ShortestSecret];
            (_forms.TryGetValue(stem, out var same) ? same : _forms[stem] = []).Add(form);
        }
    }

    // What encodeURIComponent leaves as it is, but Uri.EscapeDataString does not.
    [GeneratedRegex("%(?:21|27|28|29|2A)")]
    private static partial Regex OtherInQuery();

    // What the query of a form has otherwise.
    [GeneratedRegex("%(?:20|2A)")]
    private static partial Regex OtherInForm();

    [GeneratedRegex("^([a-z][a-z0-9+.-]*://)[^/@]*@", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();

    private sealed class Secret(string text)
    {
        public string Text { get; } = text;

        public bool IsWhole { get; init; }

        // Null while it has not grown.
        public DateTimeOffset? Until { get; set; }

        public IReadOnlyList<string> Forms { get; } = FormsOf(text);

        private static string[] FormsOf(string text)
        {
            var json = InJson(text);
            var query = Uri.EscapeDataString(text);
            return
            [
                text,
                json,
                InJson(json),
                query,
                query.Replace("%20", "+", StringComparison.Ordinal),
                OtherInQuery().Replace(query, found => Uri.UnescapeDataString(found.Value)),
                OtherInForm().Replace(query, found => found.Value == "%20" ? "+" : "*"),
                WebUtility.HtmlEncode(text),
            ];
        }

        private static string InJson(string text) =>
            JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
    }
}
