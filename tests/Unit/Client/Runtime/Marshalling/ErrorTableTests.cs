using Tests.Client.Support;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.BedrockAgentCoreControl;
using Amazon.BedrockAgentCoreControl.Model;
using Amazon.Runtime;
using Xunit;
using Data = Amazon.BedrockAgentCore.Model;

namespace Tests.Client.Runtime.Marshalling;

/// <summary>Every way in which a service, or something before it, says that a call failed.</summary>
public sealed class ErrorTableTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ConflictException", "{}")]
    [InlineData("ConflictException:http://internal.amazon.com/coral/com.amazonaws.x/", "{}")]
    [InlineData("com.amazonaws.agentcore#ConflictException", "{}")]
    [InlineData("com.amazonaws.agentcore#ConflictException:http://x", "{}")]
    [InlineData(" ConflictException ", "{}")]
    [InlineData(null, """{"__type":"ConflictException"}""")]
    [InlineData(null, """{"__type":"com.amazonaws.agentcore#ConflictException"}""")]
    [InlineData(null, """{"code":"ConflictException"}""")]
    [InlineData(null, """{"Code":"ConflictException"}""")]
    [InlineData("ConflictException", """{"__type":"ValidationException"}""")]
    public async Task The_code_is_found_in_header_or_body(string? header, string body)
    {
        var e = await FailAsync<Data.ConflictException>(409, body, header);
        Assert.Equal("ConflictException", e.ErrorCode);
        Assert.Equal(ErrorType.Sender, e.ErrorType);
    }

    [Theory]
    [InlineData("""{"message":"why"}""", "why")]
    [InlineData("""{"Message":"why"}""", "why")]
    [InlineData("""{"MESSAGE":"why"}""", "why")]
    [InlineData("""{"message":null}""", "ConflictException (HTTP 409)")]
    [InlineData("""{"message":" "}""", "ConflictException (HTTP 409)")]
    [InlineData("""{"message":{"text":"why"}}""", "ConflictException (HTTP 409)")]
    [InlineData("[1]", "ConflictException (HTTP 409)")]
    [InlineData("", "ConflictException (HTTP 409)")]
    [InlineData("plain words", "plain words")]
    public async Task The_message_is_found_in_any_case_or_made_from_what_is_known(string body, string message) =>
        Assert.Equal(message, (await FailAsync<Data.ConflictException>(409, body, "ConflictException")).Message);

    [Fact]
    public async Task Text_that_is_not_quite_Unicode_hides_no_error()
    {
        const string Body = """{"\udc80":1,"message":"why\udc80"}""";
        Assert.Equal("why\udc80", (await FailAsync<Data.ConflictException>(409, Body, "ConflictException")).Message);
    }

    [Theory]
    [InlineData("AccessDeniedException", typeof(Data.AccessDeniedException))]
    [InlineData("ConflictException", typeof(Data.ConflictException))]
    [InlineData("InternalServerException", typeof(Data.InternalServerException))]
    [InlineData("ResourceNotFoundException", typeof(Data.ResourceNotFoundException))]
    [InlineData("ServiceQuotaExceededException", typeof(Data.ServiceQuotaExceededException))]
    [InlineData("ThrottlingException", typeof(Data.ThrottlingException))]
    [InlineData("ValidationException", typeof(Data.ValidationException))]
    [InlineData("UnrecognizedClientException", typeof(AmazonBedrockAgentCoreException))]
    public async Task Each_code_has_its_exception_in_either_plane(string code, Type type)
    {
        var data = await FailAsync<AmazonBedrockAgentCoreException>(400, """{"message":"m"}""", code);
        Assert.Equal((type, code), (data.GetType(), data.ErrorCode));

        using var client = Clients.Control(Responding(400, """{"message":"m"}""", code));
        var control = await Assert.ThrowsAnyAsync<AmazonBedrockAgentCoreControlException>(
            () => client.GetBrowserAsync(new GetBrowserRequest { BrowserId = "b" }, Stop));
        Assert.Equal(type.Name.Replace("AgentCoreException", "AgentCoreControlException"), control.GetType().Name);
        Assert.Equal(code, control.ErrorCode);
    }

    [Fact]
    public async Task A_validation_error_tells_reason_and_fields_and_survives_odd_ones()
    {
        const string Body = """{"message":"m","reason":"ReasonOfTomorrow","fieldList":[{"name":"n","message":"f"}]}""";
        var e = await FailAsync<Data.ValidationException>(400, Body, "ValidationException");
        Assert.Equal("ReasonOfTomorrow", e.Reason!.Value);
        Assert.Equal("f", Assert.Single(e.FieldList!).Message);

        const string Odd = """{"message":"m","reason":7,"fieldList":[{"name":{}}]}""";
        var odd = await FailAsync<Data.ValidationException>(400, Odd, "ValidationException");
        Assert.Null(odd.Reason);
        Assert.Null(odd.FieldList);
        Assert.Equal("m", odd.Message);
    }

    [Theory]
    [InlineData("x-amzn-RequestId")]
    [InlineData("x-amzn-request-id")]
    [InlineData("x-amz-request-id")]
    public async Task The_request_id_is_there_wherever_it_came_from(string header)
    {
        using var client = Clients.Data(new ScriptedHttp(_ => ScriptedHttp.Json("{}", 404, (header, "id-1"))));
        var e = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => GetAsync(client));
        Assert.Equal("id-1", e.RequestId);

        using var good = Clients.Data(new ScriptedHttp(_ => ScriptedHttp.Json("{}", 200, (header, "id-2"))));
        Assert.Equal("id-2", (await GetAsync(good)).ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task The_request_id_may_be_in_the_body_or_nowhere()
    {
        Assert.Equal(
            "id-3",
            (await FailAsync<AmazonBedrockAgentCoreException>(500, """{"requestId":"id-3"}""", null)).RequestId);
        Assert.Equal("", (await FailAsync<AmazonBedrockAgentCoreException>(500, "", null)).RequestId);
    }

    [Fact]
    public async Task Of_a_long_page_the_beginning_is_kept()
    {
        var e = await FailAsync<AmazonBedrockAgentCoreException>(502, "<html>" + new string('x', 100_000), null);
        Assert.Equal(4097, e.Message.Length);
        Assert.StartsWith("<html>x", e.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorType.Receiver, e.ErrorType);
    }

    private static async Task<T> FailAsync<T>(int status, string body, string? errorType)
        where T : AmazonServiceException
    {
        using var client = Clients.Data(Responding(status, body, errorType));
        var e = await Assert.ThrowsAnyAsync<T>(() => GetAsync(client));
        Assert.Equal(status, (int)e.StatusCode);
        return e;
    }

    private static Task<GetBrowserSessionResponse> GetAsync(AmazonBedrockAgentCoreClient client) =>
        client.GetBrowserSessionAsync(new GetBrowserSessionRequest { BrowserIdentifier = "b", SessionId = "s" }, Stop);

    private static ScriptedHttp Responding(int status, string body, string? errorType) =>
        new(_ => errorType is null
            ? ScriptedHttp.Json(body, status)
            : ScriptedHttp.Json(body, status, ("x-amzn-ErrorType", errorType)));
}
