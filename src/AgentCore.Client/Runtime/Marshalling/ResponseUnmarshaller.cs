using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>Turns an HTTP response into the response of an operation, or into its exception.</summary>
/// <param name="errors">The errors of the plane.</param>
/// <param name="idleTimeout">How long a stream of events may send nothing.</param>
internal sealed class ResponseUnmarshaller<TResponse>(ErrorTable errors, TimeSpan idleTimeout) : ResponseUnmarshaller
    where TResponse : AgentCoreResponse, new()
{
    private static readonly bool Streams = new TResponse() is IEventStreamResponse;

    public override bool HasStreamingProperty => Streams;

    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext input)
    {
        var context = (RawResponseContext)input;
        var requestId = context.ResponseData.RequestId();
        var response = new TResponse();
        if (response is IEventStreamResponse streaming)
        {
            Open(streaming, context, requestId);
        }
        else
        {
            Read(response, context, requestId);
        }

        response.ReadHeaders(context.ResponseData);
        response.ResponseMetadata = new ResponseMetadata { RequestId = requestId };
        return response;
    }

    public override AmazonServiceException UnmarshallException(
        UnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var context = (RawResponseContext)input;
        return errors.Read(context.ResponseData, context.ReadBody(), innerException, statusCode);
    }

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException) =>
        new RawResponseContext(responseStream, response);

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream,
        bool maintainResponseBody,
        IWebResponseData response,
        bool isException,
        IRequestContext requestContext) =>
        new RawResponseContext(responseStream, response);

    private void Open(IEventStreamResponse response, RawResponseContext context, string requestId)
    {
        if (!context.ResponseData.IsEventStream())
        {
            var cause = new FormatException(
                $"The response is of type '{context.ResponseData.ContentType}', not a stream of events.");
            throw Unreadable(context, context.ReadBody(), requestId, cause);
        }

        response.Open(context.Stream, requestId, idleTimeout);
    }

    private static void Read(TResponse response, RawResponseContext context, string requestId)
    {
        var body = context.ReadBody();
        try
        {
            JsonReading.ReadDocument(body, response);
        }
        catch (JsonException e)
        {
            throw Unreadable(context, body, requestId, e);
        }
    }

    private static AmazonUnmarshallingException Unreadable(
        RawResponseContext context, byte[] body, string requestId, Exception cause) =>
        new(requestId, null, ErrorTable.TextOf(body), cause, context.ResponseData.StatusCode);
}

/// <summary>
/// The raw body and the headers of a response. The SDK's own JSON context is not used, since it reads tokens for the
/// SDK's generated code and can put streams around the body that cannot be cancelled.
/// </summary>
internal sealed class RawResponseContext : UnmarshallerContext
{
    public RawResponseContext(Stream stream, IWebResponseData response)
    {
        Stream = stream;
        WebResponseData = response;
    }

    public Stream Stream { get; }

    public override string CurrentPath => "";

    public override int CurrentDepth => 0;

    public override bool IsStartElement => false;

    public override bool IsEndElement => false;

    public override bool IsStartOfDocument => true;

    /// <summary>The whole body, which is in memory already.</summary>
    public byte[] ReadBody()
    {
        using var copy = new MemoryStream();
        Stream.CopyTo(copy);
        return copy.ToArray();
    }
}
