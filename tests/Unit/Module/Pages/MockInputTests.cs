using System.Collections;
using System.Text;
using AgentCore.Errors;
using AgentCore.Pages;
using Xunit;

namespace Tests.Module.Pages;

public sealed class MockInputTests
{
    public static IEnumerable<TheoryDataRow<object?, string>> Contents =>
    [
        new("""{"price": 3}""", """200 application/json; charset=utf-8 {"price": 3}"""),
        new("3", "200 application/json; charset=utf-8 3"),
        new("<p>Ü", "200 text/html; charset=utf-8 <p>Ü"),
        new("plain", "200 text/plain; charset=utf-8 plain"),
        new("", "200 text/plain; charset=utf-8 "),
        new(null, "200 text/plain "),
        new(404, "404 text/plain "),
        new("a"u8.ToArray(), "200 application/octet-stream a"),
        new(new object[] { 1L, "a" }, """200 application/json; charset=utf-8 [1,"a"]"""),
        new(new Hashtable { ["status"] = "201", ["body"] = "x", ["contentType"] = "text/own" }, "201 text/own x"),
        new(
            new Hashtable { ["Body"] = new Hashtable { ["a"] = 1 } },
            """200 application/json; charset=utf-8 {"a":1}"""),
        new(new Hashtable { ["Path"] = "mock.svg" }, "200 image/svg+xml <svg/>"),
        new(new Hashtable { ["Headers"] = new Hashtable { ["content-type"] = "text/own" } }, "200 text/own "),
    ];

    [Theory]
    [MemberData(nameof(Contents))]
    public void A_response_is_read_of_what_is_given(object? value, string expected)
    {
        var mock = MockInput.Read("*/x", value, Find);
        var type = Assert.Single(
            mock.Headers, header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        Assert.Equal(expected, $"{mock.Status} {type} {Encoding.UTF8.GetString(mock.Body)}");
    }

    public static IEnumerable<TheoryDataRow<object, string>> Unfit =>
    [
        new(199, "'199'"),
        new(600, "'600'"),
        new(new Hashtable { ["Status"] = "fine" }, "'fine'"),
        new(new Hashtable { ["Price"] = 3 }, "'Price'"),
        new(new Hashtable { ["Headers"] = "a" }, "'Headers'"),
        new(new Hashtable { ["Headers"] = new Hashtable { ["a:b"] = 1 } }, "'a:b'"),
        new(new Hashtable { ["ContentType"] = "a\nb" }, "U+000A"),
        new(new Hashtable { ["Body"] = "a", ["Path"] = "mock.svg" }, "Give one of them"),
        new(new Hashtable { ["Path"] = "nothing" }, "'nothing'"),
        new(new Hashtable { ["Headers"] = new Hashtable { ["X-A"] = new[] { 1, 2 } } }, "X-A"),
        new(new Hashtable { ["Headers"] = new Hashtable { ["X-A"] = new Hashtable() } }, "X-A"),
        new(new Hashtable { ["Body"] = new object[] { double.NaN } }, "'*/x'"),
        new(new Hashtable { ["Body"] = new object[] { double.NegativeInfinity } }, "'*/x'"),
        new("a\ud800", "lone surrogate"),
    ];

    [Theory]
    [MemberData(nameof(Unfit))]
    public void What_cannot_be_sent_is_named(object value, string named) =>
        Assert.Contains(named, Assert.Throws<AgentCoreException>(() => MockInput.Read("*/x", value, Find)).Message);

    [Fact]
    public void A_pattern_is_needed() =>
        Assert.Throws<AgentCoreException>(() => MockInput.Read("", "x", Find));

    private static FileInfo Find(string path)
    {
        if (path != "mock.svg")
        {
            throw Failures.NotFound($"The file '{path}' does not exist.");
        }

        var file = Path.Combine(Directory.CreateTempSubdirectory("mock").FullName, path);
        File.WriteAllText(file, "<svg/>");
        return new FileInfo(file);
    }
}
