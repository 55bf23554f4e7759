using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AgentCore.Client.Runtime.Marshalling;
using AgentCore.Errors;
using AgentCore.Service;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCoreControl;
using Amazon.Runtime;
using Xunit;

namespace Tests.Module.Service;

public sealed class ServiceErrorsTests
{
    [Theory]
    [InlineData("AccessDeniedException", "GetBrowserSession", ErrorCategory.PermissionDenied)]
    [InlineData("ResourceNotFoundException", "GetBrowserSession", ErrorCategory.ObjectNotFound)]
    [InlineData("ConflictException", "StopBrowserSession", ErrorCategory.InvalidOperation)]
    [InlineData("ConflictException", "CreateBrowser", ErrorCategory.ResourceExists)]
    [InlineData("ValidationException", null, ErrorCategory.InvalidArgument)]
    [InlineData("ThrottlingException", null, ErrorCategory.LimitsExceeded)]
    [InlineData("ServiceQuotaExceededException", null, ErrorCategory.QuotaExceeded)]
    [InlineData("InternalServerException", null, ErrorCategory.ResourceUnavailable)]
    [InlineData("ExpiredTokenException", null, ErrorCategory.AuthenticationError)]
    [InlineData("UnrecognizedClientException", null, ErrorCategory.AuthenticationError)]
    [InlineData("SignatureDoesNotMatch", null, ErrorCategory.AuthenticationError)]
    [InlineData("BrandNewException", null, ErrorCategory.NotSpecified)]
    public void A_code_has_its_category(string code, string? operation, ErrorCategory category) =>
        Assert.Equal(category, ServiceErrors.CategoryOf(code, operation));

    [Fact]
    public void Access_denied_names_the_action_to_allow()
    {
        var error = ServiceErrors.Translate(
            Answer("AccessDeniedException", """{"message":"no"}""", HttpStatusCode.Forbidden),
            "StopBrowserSession",
            null);
        Assert.Equal("AccessDeniedException", error.ErrorCode);
        Assert.Equal("r-1", error.RequestId);
        Assert.Equal(403, error.StatusCode);
        Assert.Equal("StopBrowserSession", error.Operation);
        Assert.Contains("bedrock-agentcore:StopBrowserSession", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_the_emulator_is_not_a_missing_permission()
    {
        var error = ServiceErrors.Translate(
            Answer(
                "AccessDeniedException",
                """{"message":"The Host header 'x' is not allowed.","reason":"EmulatorRule"}""",
                HttpStatusCode.Forbidden),
            "StopBrowserSession",
            null);
        Assert.Equal(ErrorCategory.PermissionDenied, error.Category);
        Assert.Equal("The Host header 'x' is not allowed.", error.Message);
        Assert.DoesNotContain("IAM", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("rule of the emulator", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_field_is_named()
    {
        var refused = Answer(
            "ValidationException",
            """{"message":"1 field is wrong","fieldList":[{"name":"viewPort.width","message":"must be at least 320"}]}""",
            HttpStatusCode.BadRequest);
        var error = ServiceErrors.Translate(refused, "StartBrowserSession", null);
        Assert.Contains("viewPort.width: must be at least 320", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_the_message_tells_of_is_told_once()
    {
        var error = ServiceErrors.Translate(
            Answer(
                "ValidationException",
                """
                {"message":"2 values are not valid: name is taken; port must be at least 1.",
                 "fieldList":[{"name":"name","message":"is taken"},{"name":"port","message":"must be at least 1"},{"name":"x","message":"is odd"}]}
                """,
                HttpStatusCode.BadRequest),
            "CreateBrowser",
            null);
        Assert.Equal("2 values are not valid: name is taken; port must be at least 1. x: is odd", error.Message);
    }

    [Fact]
    public void A_field_that_the_control_plane_refused_is_named_too()
    {
        var json = JsonDocument.Parse("""
            {"message":"1 field is wrong","reason":"FieldValidationFailed","fieldList":[{"name":"name","message":"is taken"}]}
            """).RootElement;
        var refused = BedrockAgentCoreControlErrors.Table.Make(
            new ErrorData("ValidationException", "1 field is wrong", "r-1", HttpStatusCode.BadRequest, null, json));
        var error = ServiceErrors.Translate(refused, "CreateBrowser", null);
        Assert.Equal(ErrorCategory.InvalidArgument, error.Category);
        Assert.Equal("1 field is wrong name: is taken", error.Message);
    }

    [Theory]
    [InlineData("CreateBrowser", "Remove")]
    [InlineData("StartBrowserSession", "Stop sessions")]
    public void A_used_up_quota_comes_with_advice_that_fits(string operation, string advice)
    {
        var error = ServiceErrors.Translate(
            Answer("ServiceQuotaExceededException", """{"message":"no more"}""", HttpStatusCode.PaymentRequired),
            operation,
            null);
        Assert.Equal(ErrorCategory.QuotaExceeded, error.Category);
        Assert.StartsWith(advice, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_connection_is_a_connection_error_however_deep_it_lies()
    {
        var error = ServiceErrors.Translate(
            new HttpRequestException("outer", new SocketException((int)SocketError.ConnectionRefused)),
            "GetBrowserSession", null);
        Assert.Equal(ErrorCategory.ConnectionError, error.Category);
    }

    [Fact]
    public void Time_that_is_up_is_a_timeout() =>
        Assert.Equal(
            ErrorCategory.OperationTimeout, ServiceErrors.Translate(new TimeoutException("late"), null, null).Category);

    [Fact]
    public void Missing_credentials_come_with_the_way_to_sign_in()
    {
        var error = ServiceErrors.Translate(
            new AmazonClientException("Failed to resolve AWS credentials."), "GetBrowserSession", null);
        Assert.Equal(ErrorCategory.AuthenticationError, error.Category);
        Assert.Contains("aws sso login", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Our_own_errors_stay_as_they_are()
    {
        var own = Failures.InvalidArgument("too wide");
        Assert.Same(own, ServiceErrors.Translate(own, "StartBrowserSession", null));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><head>", "a web page")]
    [InlineData("<?xml version='1.0'?><Error>", "an XML document")]
    [InlineData("upstream connect error", "'upstream connect error'")]
    [InlineData("Http502 (HTTP 502)", "no error code")]
    public void An_answer_that_is_not_the_service_s_is_one_sentence_with_who_sent_it_and_why_there(
        string body, string content)
    {
        var strange = BedrockAgentCoreErrors.Table.Make(
            new ErrorData("Http502", body, "", HttpStatusCode.BadGateway, null, null));
        var error = ServiceErrors.Translate(strange, "GetBrowserSession", At(new("http://vm:9", "AWS_ENDPOINT_URL")));
        Assert.Equal(
            $"http://vm:9 (AWS_ENDPOINT_URL) answered GetBrowserSession with status 502 and {content}, "
                + "which is not a response of Amazon Bedrock AgentCore.",
            error.Message);
        Assert.Equal(
            ("UnexpectedResponse", ErrorCategory.ConnectionError, 502),
            (error.ErrorCode, error.Category, error.StatusCode));
    }

    [Fact]
    public void Of_a_good_answer_that_cannot_be_read_nothing_is_shown_but_that()
    {
        var strange = new AmazonUnmarshallingException(
            "r-1", null, "<html>secret", new JsonException(), HttpStatusCode.OK);
        var error = ServiceErrors.Translate(strange, "GetBrowserSession", At(new("http://vm:9", "Parameter")));
        Assert.StartsWith(
            "http://vm:9 (-EndpointUrl) answered GetBrowserSession with status 200 and a web page,", error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_answer_names_the_address_and_who_named_it()
    {
        var refused = new HttpRequestException("outer", new SocketException((int)SocketError.ConnectionRefused));
        var error = ServiceErrors.Translate(refused, "GetBrowserSession", At(new("http://vm:9", "Profile dev")));
        Assert.StartsWith("No response from http://vm:9 (Profile dev): ", error.Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "No response from the service in eu-west-1: ",
            ServiceErrors.Translate(refused, "GetBrowserSession", At(null)).Message, StringComparison.Ordinal);
    }

    private static ServiceAddress At(
        SettingWithSource<string>? endpoint) => ServiceAddress.DataPlaneOf(AgentCore.Service.Connection.Open(new(
        new("eu-west-1", "x"),
        endpoint,
        new(new KeyCredentials("AKID", "s", null), "x"),
        Endpoints: new NamedEndpoints(null, null))));

    // As the client makes it of an answer of the service.
    private static AmazonServiceException Answer(string code, string body, HttpStatusCode status)
    {
        var json = JsonDocument.Parse(body).RootElement;
        return BedrockAgentCoreErrors.Table.Make(
            new ErrorData(code, json.GetProperty("message").GetString()!, "r-1", status, null, json));
    }
}
