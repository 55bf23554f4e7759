using System.IO.Pipelines;
using Tests.Client.Support;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;
using Amazon.Runtime.EventStreams;
using Xunit;

namespace Tests.Client.Runtime.EventStream;

public sealed class EventStreamOutputTests
{
    private const string RequestId = "req-7";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string, Type, int>> Exceptions =>
    [
        new("accessDeniedException", typeof(AccessDeniedException), 403),
        new("conflictException", typeof(ConflictException), 409),
        new("internalServerException", typeof(InternalServerException), 500),
        new("resourceNotFoundException", typeof(ResourceNotFoundException), 404),
        new("serviceQuotaExceededException", typeof(ServiceQuotaExceededException), 402),
        new("throttlingException", typeof(ThrottlingException), 429),
        new("validationException", typeof(ValidationException), 400),
        new("someFutureException", typeof(AmazonBedrockAgentCoreException), 200),
    ];

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task An_exception_in_the_stream_comes_out_as_its_own_type_after_what_came_before(
        string code, Type type, int status)
    {
        var output = Output([.. EventBytes.Text("before"), .. EventBytes.Exception(code, """{"message":"why"}""")]);
        var (events, failure) = await ReadAsync(output);
        Assert.Equal("before", Assert.Single(events).Content![0].Text);
        var e = Assert.IsAssignableFrom<AmazonBedrockAgentCoreException>(failure);
        Assert.Equal(type, e.GetType());
        Assert.Equal(code, char.ToLowerInvariant(e.ErrorCode[0]) + e.ErrorCode[1..]);
        Assert.Equal(("why", RequestId, status), (e.Message, e.RequestId, (int)e.StatusCode));
    }

    [Fact]
    public async Task A_validation_exception_keeps_its_reason_and_fields()
    {
        var json =
            """{"message":"no","reason":"FieldValidationFailed","fieldList":[{"name":"code","message":"too long"}]}""";
        var (_, failure) = await ReadAsync(Output(EventBytes.Exception("validationException", json)));
        var e = Assert.IsType<ValidationException>(failure);
        Assert.Equal(ValidationExceptionReason.FieldValidationFailed, e.Reason);
        var field = Assert.Single(e.FieldList!);
        Assert.Equal(("code", "too long"), (field.Name, field.Message));
    }

    [Fact]
    public async Task An_error_message_tells_its_code_and_text()
    {
        var bytes = EventBytes.Message(
            [(":message-type", "error"), (":error-code", "InternalFailure"), (":error-message", "broke")], "");
        var (_, failure) = await ReadAsync(Output(bytes));
        var e = Assert.IsType<AmazonBedrockAgentCoreException>(failure);
        Assert.Equal(("InternalFailure", "broke", RequestId), (e.ErrorCode, e.Message, e.RequestId));
    }

    [Fact]
    public async Task An_error_code_may_be_a_number_and_its_text_missing()
    {
        byte[] headers =
        [
            .. EventBytes.StringHeader(":message-type", "error"),
            .. EventBytes.Header(":error-code", 4, [0, 0, 1, 0xF4]),
        ];
        var (_, failure) = await ReadAsync(Output(EventBytes.Message(headers, [])));
        Assert.Equal("500", Assert.IsType<AmazonBedrockAgentCoreException>(failure).ErrorCode);
    }

    [Fact]
    public async Task What_a_newer_service_sends_is_passed_over()
    {
        byte[] bytes =
        [
            .. EventBytes.Message([(":message-type", "event"), (":event-type", "initial-response")], "{}"),
            .. EventBytes.Message([(":message-type", "event"), (":event-type", "progress")], "not even JSON"),
            .. EventBytes.Message([(":message-type", "heartbeat")], ""),
            .. EventBytes.Result(
                """{"content":[{"type":"hologram","depth":3}],"structuredContent":{"taskStatus":"paused"},"more":1}"""),
        ];
        var (events, failure) = await ReadAsync(Output(bytes));
        Assert.Null(failure);
        var result = Assert.Single(events);
        Assert.Equal("hologram", result.Content![0].Type!.Value);
        Assert.Equal("paused", result.StructuredContent!.TaskStatus!.Value);
    }

    public static IEnumerable<TheoryDataRow<string, byte[], Type>> Unreadable =>
    [
        new(
            "no message type",
            EventBytes.Message([(":event-type", "result")], "{}"),
            typeof(EventStreamParseException)),
        new("no JSON", EventBytes.Result("<html>"), typeof(EventStreamParseException)),
        new("another shape", EventBytes.Result("""{"content":"text"}"""), typeof(EventStreamParseException)),
        new("no event stream", "HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), typeof(EventStreamChecksumFailureException)),
        new("cut", EventBytes.Text("one")[..^1], typeof(EndOfStreamException)),
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_cannot_be_read_is_a_typed_error(string label, byte[] bytes, Type type)
    {
        var (events, failure) = await ReadAsync(Output(bytes));
        Assert.True(failure?.GetType() == type, $"{label}: {failure}");
        Assert.Empty(events);
    }

    [Fact]
    public async Task An_event_is_handed_on_while_the_rest_is_still_to_come()
    {
        var pipe = new Pipe();
        await using var events = Output(pipe.Reader.AsStream()).GetAsyncEnumerator(Stop);
        await pipe.Writer.WriteAsync(EventBytes.Text("first"), Stop);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("first", ((CodeInterpreterResult)events.Current).Content![0].Text);

        await pipe.Writer.WriteAsync(EventBytes.Text("second"), Stop);
        Assert.True(await events.MoveNextAsync());
        await pipe.Writer.CompleteAsync();
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task Events_that_have_arrived_together_are_read_together()
    {
        var pipe = new Pipe();
        await using var batches = Output(pipe.Reader.AsStream()).ReadBatchesAsync(Stop).GetAsyncEnumerator(Stop);
        var third = EventBytes.Text("third");
        await pipe.Writer.WriteAsync(
            (byte[])[.. EventBytes.Text("first"), .. EventBytes.Text("second"), .. third[..^1]], Stop);
        Assert.True(await batches.MoveNextAsync());
        Assert.Equal(["first", "second"], Texts(batches.Current));

        await pipe.Writer.WriteAsync(
            (byte[])[third[^1], .. EventBytes.Text("fourth"), .. EventBytes.Exception("throttlingException", "{}")],
            Stop);
        Assert.True(await batches.MoveNextAsync());
        Assert.Equal(["third", "fourth"], Texts(batches.Current));
        await Assert.ThrowsAsync<ThrottlingException>(async () => await batches.MoveNextAsync());
    }

    [Fact]
    public async Task The_time_that_a_reader_takes_for_an_event_is_not_the_streams()
    {
        var timeout = TimeSpan.FromSeconds(1);
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(EventBytes.Text("first"), Stop);
        using var output = new CodeInterpreterStreamOutput(pipe.Reader.AsStream(), RequestId, timeout);
        await using var events = output.GetAsyncEnumerator(Stop);
        Assert.True(await events.MoveNextAsync());
        await Task.Delay(2 * timeout, Stop);
        await pipe.Writer.WriteAsync(EventBytes.Text("second"), Stop);
        Assert.True(await events.MoveNextAsync());
    }

    [Fact]
    public async Task Reading_can_be_cancelled_at_any_byte()
    {
        var message = EventBytes.Text("one");
        for (var received = 0; received < message.Length; received++)
        {
            var pipe = new Pipe();
            await pipe.Writer.WriteAsync(message.AsMemory(0, received), Stop);
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            await using var events = Output(pipe.Reader.AsStream()).GetAsyncEnumerator(cancel.Token);
            var next = events.MoveNextAsync();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        }
    }

    [Fact]
    public async Task No_event_for_too_long_is_a_timeout()
    {
        var silent = new Pipe().Reader.AsStream();
        using var output = new CodeInterpreterStreamOutput(silent, RequestId, TimeSpan.FromMilliseconds(20));
        var (_, failure) = await ReadAsync(output);
        Assert.IsType<TimeoutException>(failure);
    }

    [Fact]
    public async Task The_events_can_be_read_once_only()
    {
        var output = Output(EventBytes.Text("one"));
        await ReadAsync(output);
        Assert.Throws<InvalidOperationException>(() => output.GetAsyncEnumerator(Stop));
    }

    [Fact]
    public async Task The_connection_is_let_go_when_reading_ends_early()
    {
        var source = new MemoryStream([.. EventBytes.Text("one"), .. EventBytes.Text("two")]);
        await foreach (var _ in Output(source))
        {
            break;
        }

        Assert.False(source.CanRead);
    }

    private static IEnumerable<string?> Texts(IReadOnlyList<IEventStreamEvent> batch) =>
        batch.Select(item => ((CodeInterpreterResult)item).Content![0].Text);

    private static CodeInterpreterStreamOutput Output(byte[] bytes) => Output(new MemoryStream(bytes));

    private static CodeInterpreterStreamOutput Output(Stream stream) =>
        new(stream, RequestId, Timeout.InfiniteTimeSpan);

    private static async Task<(List<CodeInterpreterResult> Events, Exception? Failure)> ReadAsync(
        CodeInterpreterStreamOutput output)
    {
        var events = new List<CodeInterpreterResult>();
        var failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (var item in output.WithCancellation(Stop))
            {
                events.Add(Assert.IsType<CodeInterpreterResult>(item));
            }
        });
        return (events, failure);
    }
}
