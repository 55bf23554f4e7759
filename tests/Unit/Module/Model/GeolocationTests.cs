using AgentCore;
using Xunit;

namespace Tests.Module.Model;

public sealed class GeolocationTests
{
    [Theory]
    [InlineData("52.5,13.4", 52.5, 13.4, 1)]
    [InlineData(" -90 , 180 , 0", -90, 180, 0)]
    [InlineData("90,-180,100.5", 90, -180, 100.5)]
    public void A_place_is_read(string text, double latitude, double longitude, double accuracy)
    {
        var place = Geolocation.Parse(text.Trim());
        Assert.Equal((latitude, longitude, accuracy), (place.Latitude, place.Longitude, place.Accuracy));
    }

    [Theory]
    [InlineData("90.1,0", "90.1")]
    [InlineData("0,-180.1", "-180.1")]
    [InlineData("0,0,-1", "-1")]
    [InlineData("NaN,0", "NaN")]
    [InlineData("52.5", "'52.5'")]
    [InlineData("1,2,3,4", "'1,2,3,4'")]
    [InlineData("here,there", "'here,there'")]
    [InlineData("", "''")]
    public void What_is_no_place_is_named(string text, string named) =>
        Assert.Contains(named, Assert.Throws<ArgumentException>(() => Geolocation.Parse(text)).Message);
}
