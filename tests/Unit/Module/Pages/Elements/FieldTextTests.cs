using System.Net;
using AgentCore.Errors;
using AgentCore.Pages.Elements;
using Xunit;

namespace Tests.Module.Pages.Elements;

public sealed class FieldTextTests
{
    private static readonly DateTime Moment = new(2027, 1, 2, 8, 5, 0, DateTimeKind.Local);

    [Theory]
    [InlineData("date", "2027-01-02")]
    [InlineData("time", "08:05")]
    [InlineData("datetime-local", "2027-01-02T08:05")]
    [InlineData("month", "2027-01")]
    [InlineData("week", "2026-W53")]
    [InlineData("text", "2027-01-02 08:05:00")]
    public void A_date_is_written_as_the_field_needs_it(string type, string expected) =>
        Assert.Equal(expected, FieldText.Of(Moment, type));

    [Fact]
    public void Other_values_are_written_without_a_culture()
    {
        Assert.Equal("", FieldText.Of(null, "text"));
        Assert.Equal(" as it is ", FieldText.Of(" as it is ", "text"));
        Assert.Equal("1.5", FieldText.Of(1.5, "number"));
        Assert.Equal("-3", FieldText.Of(-3, "number"));
        Assert.Equal("20:15", FieldText.Of(new TimeSpan(20, 15, 0), "time"));
        Assert.Equal("20:15:07", FieldText.Of(new TimeSpan(20, 15, 7), "time"));
        Assert.Equal("2027-01-02", FieldText.Of(Moment.Date, "text"));
        Assert.Equal("2026-12-24", FieldText.Of(new DateOnly(2026, 12, 24), "text"));
        Assert.Equal("2026-12-24", FieldText.Of(new DateOnly(2026, 12, 24), "date"));
        Assert.Equal("2026-12", FieldText.Of(new DateOnly(2026, 12, 24), "month"));
        Assert.Equal("20:15:07", FieldText.Of(new TimeOnly(20, 15, 7), "time"));
        Assert.Equal("Sunday", FieldText.Of(DayOfWeek.Sunday, "text"));
        Assert.Equal("s3cret", FieldText.Of(new NetworkCredential("", "s3cret").SecurePassword, "password"));
    }

    [Fact]
    public void What_no_field_takes_is_an_error()
    {
        Assert.Contains("check boxes", Assert.Throws<AgentCoreException>(() => FieldText.Of(true, "text")).Message);
        Assert.Contains(
            "type Object", Assert.Throws<AgentCoreException>(() => FieldText.Of(new object(), "text")).Message);
    }
}
