using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;
using Xunit;

namespace Tests.Emulator.Http;

public sealed class RoutingTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public void No_two_operations_share_method_and_path()
    {
        Assert.Distinct(
            OperationTable.Rows.Select(row => (row.Method, string.Join('/', row.Path.Split('/').Select(Shape)))));

        static string Shape(string segment) => segment.StartsWith('{') ? "{}" : segment;
    }

    [Fact]
    public async Task Every_operation_is_known_and_answers_in_the_shape_of_the_service()
    {
        foreach (var row in OperationTable.Rows)
        {
            var path = string.Join(
                '/', row.Path.Split('/').Select(segment => segment.StartsWith('{') ? "not%20an%20id" : segment));
            var answer = await emulator.Client.SendAsync(row.Method, path);
            Assert.NotEqual("UnknownOperationException", answer.ErrorType);
            Assert.True(answer.Status is 200 or 400 or 404, $"{row.Name}: {answer.Status}");
        }
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("GET", "/browsers/a/b/c/d/e")]
    [InlineData("PATCH", "/browsers")]
    [InlineData("PUT", "/browsers//sessions/start")]
    public async Task What_is_no_operation_is_told_so(string method, string path)
    {
        var answer = await emulator.Client.SendAsync(method, path);
        Assert.Equal((404, "UnknownOperationException"), (answer.Status, answer.ErrorType));
        Assert.Contains($"{method} {path}", answer.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_is_decoded_once_and_may_hold_an_encoded_slash()
    {
        var template = new PathTemplate("/tags/{resourceArn}");
        Assert.Equal(
            "arn:aws:x:browser/b", template.Match("/tags/arn%3Aaws%3Ax%3Abrowser%2Fb".Split('/'))!["resourceArn"]);
        Assert.Equal("%2F", template.Match("/tags/%252F".Split('/'))!["resourceArn"]);
        Assert.Null(template.Match("/tags/a/b".Split('/')));
        Assert.Null(template.Match("/tags/".Split('/')));
    }

    [Fact]
    public void A_query_keeps_order_repetition_and_the_plus_sign()
    {
        var query = new RawQuery("tagKeys=a%20b&tagKeys=c+d&empty=&bare");
        Assert.Equal(["a b", "c+d"], query.All("tagKeys"));
        Assert.Null(query.Single("tagKeys"));
        Assert.Equal(("", ""), (query.Single("empty"), query.Single("bare")));
        Assert.Empty(query.All("none"));
    }
}
