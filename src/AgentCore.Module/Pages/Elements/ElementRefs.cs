using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentCore.Pages.Elements;

/// <summary>The short names of a tab's elements, such as <c>e12</c>: the same element always has the same.</summary>
/// <remarks>
/// Kept with what is remembered about the tab, so that they outlive a connection. No number is ever given twice: a
/// reference to a page that is gone leads to nothing, never to another element.
/// </remarks>
internal sealed class ElementRefs
{
    // More than anybody reads; the oldest are forgotten then.
    private const int Most = 50_000;

    private static readonly Regex Form = new(@"\Ae[1-9][0-9]{0,8}\z", RegexOptions.CultureInvariant);

    private readonly object _gate = new();
    private readonly Dictionary<ElementPlace, int> _numbers = [];
    private readonly Dictionary<int, ElementPlace> _places = [];
    private int _last;

    /// <summary>Whether a text looks like a reference.</summary>
    public static bool IsRef(string text) => Form.IsMatch(text);

    /// <summary>The reference of an element.</summary>
    public string Of(ElementPlace place)
    {
        lock (_gate)
        {
            if (!_numbers.TryGetValue(place, out var number))
            {
                number = ++_last;
                _numbers[place] = number;
                _places[number] = place;
                Forget(number - Most);
            }

            return "e" + number.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Where the element of a reference is; null for one that was never given.</summary>
    public ElementPlace? Find(string reference)
    {
        lock (_gate)
        {
            return IsRef(reference)
                && _places.TryGetValue(int.Parse(reference[1..], CultureInfo.InvariantCulture), out var place)
                ? place
                : null;
        }
    }

    private void Forget(int number)
    {
        if (_places.TryGetValue(number, out var place))
        {
            _places.Remove(number);
            _numbers.Remove(place);
        }
    }
}
