using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>A place on earth, such as <c>52.5,13.4</c>.</summary>
public sealed class Geolocation
{
    private double _latitude;
    private double _longitude;
    private double _accuracy = 1;

    /// <summary>Degrees north of the equator, -90 to 90.</summary>
    /// <exception cref="ArgumentException">The value is out of range.</exception>
    public double Latitude
    {
        get => _latitude;
        set => _latitude = Within("Latitude", value, -90, 90);
    }

    /// <summary>Degrees east of Greenwich, -180 to 180.</summary>
    /// <exception cref="ArgumentException">The value is out of range.</exception>
    public double Longitude
    {
        get => _longitude;
        set => _longitude = Within("Longitude", value, -180, 180);
    }

    /// <summary>How many metres it may be wrong by, 0 or more; 1 unless given.</summary>
    /// <exception cref="ArgumentException">The value is out of range.</exception>
    public double Accuracy
    {
        get => _accuracy;
        set => _accuracy = Within("Accuracy", value, 0, 1e9);
    }

    /// <summary>Reads text such as <c>52.5,13.4</c>, or <c>52.5,13.4,100</c> with the accuracy.</summary>
    /// <param name="text">Latitude, longitude and accuracy, with commas between.</param>
    /// <exception cref="ArgumentException">It is written otherwise, or out of range.</exception>
    public static Geolocation Parse(string text)
    {
        var parts = Regex.Split(text ?? "", @"\s*,\s*").Select(Number).ToArray();
        return parts.Length is 2 or 3 && Array.TrueForAll(parts, part => part is not null)
            ? new Geolocation
            {
                Latitude = parts[0]!.Value,
                Longitude = parts[1]!.Value,
                Accuracy = parts.Length == 3 ? parts[2]!.Value : 1,
            }
            : throw new ArgumentException($"'{text}' is not a valid place. Use latitude,longitude such as 52.5,13.4.");
    }

    /// <summary>Latitude and longitude with a comma between.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0},{1}", Latitude, Longitude);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double Within(string name, double value, double min, double max) =>
        value >= min && value <= max
            ? value
            : throw new ArgumentException(string.Format(
                CultureInfo.InvariantCulture, "{0} {1} is not valid. Use {2} to {3}.", name, value, min, max));
}
