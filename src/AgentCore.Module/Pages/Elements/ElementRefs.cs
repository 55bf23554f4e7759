using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentCore.Pages.Elements;

/// <summary>
/// The short names of a session's elements, such as <c>e12</c>: the same element always has the same.
/// </summary>
/// <remarks>
/// Kept with what is remembered about the session, so that they outlive a connection. No number is ever given twice: a
/// reference to a page that is gone leads to nothing, never to another element.
/// </remarks>
internal sealed class ElementRefs
{
    // More than anybody reads; the oldest are forgotten then.
    private const int Most = 50_000;

    private static readonly Regex Form = new(@"\Ae[1-9][0-9]{0,8}\z", RegexOptions.CultureInvariant);

    private readonly object _gate = new();
    private readonly Dictionary<ElementPlace, int> _numbers = [];
    private readonly Dictionary<int, (string TabId, ElementPlace Place)> _places = [];
    private int _last;

    /// <summary>Whether a text looks like a reference.</summary>
    public static bool IsRef(string text) => Form.IsMatch(text);

    /// <summary>The reference of an element of a tab.</summary>
    public string Of(string tabId, ElementPlace place)
    {
        lock (_gate)
        {
            if (!_numbers.TryGetValue(place, out var number))
            {
                number = ++_last;
                _numbers[place] = number;
                _places[number] = (tabId, place);
                Forget(number - Most);
            }

            return "e" + number.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The tab and the place of a reference's element; null for one that was never given.</summary>
    public (string TabId, ElementPlace Place)? Find(string reference)
    {
        lock (_gate)
        {
            return IsRef(reference)
                && _places.TryGetValue(int.Parse(reference[1..], CultureInfo.InvariantCulture), out var known)
                ? known
                : null;
        }
    }

    private void Forget(int number)
    {
        if (_places.TryGetValue(number, out var known))
        {
            _places.Remove(number);
            _numbers.Remove(known.Place);
        }
    }
}
