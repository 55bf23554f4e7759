using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Transport;

/// <summary>Turns the answer of any operation into its response object, or into the exception it stands for.</summary>
/// <param name="errors">The exceptions of the plane.</param>
/// <param name="longestSilence">How long a stream of events may be silent.</param>
internal sealed class ModelUnmarshaller<TResponse>(ErrorTable errors, TimeSpan longestSilence) : ResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override bool HasStreamingProperty => typeof(IEventStreamResponse).IsAssignableFrom(typeof(TResponse));

    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext input)
    {
        var context = (AnswerContext)input;
        var requestId = RequestIds.Of(context.ResponseData);
        var response = HasStreamingProperty ? Open(context, requestId) : Read(context, requestId);
        ResponseShape.Of(typeof(TResponse)).ReadHeaders(response, context.ResponseData);
        response.ResponseMetadata = new ResponseMetadata { RequestId = requestId };
        return response;
    }

    public override AmazonServiceException UnmarshallException(
        UnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var context = (AnswerContext)input;
        return errors.Read(context.ResponseData, context.ReadBody(), innerException, statusCode);
    }

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException)
        => new AnswerContext(responseStream, response);

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream,
        bool maintainResponseBody,
        IWebResponseData response,
        bool isException,
        IRequestContext requestContext)
        => new AnswerContext(responseStream, response);

    private TResponse Open(AnswerContext context, string requestId)
    {
        if (!EventStreamContent.Is(context.ResponseData))
            throw Unreadable(context, context.ReadBody(), requestId, null);

        var response = new TResponse();
        ((IEventStreamResponse)response).Open(context.Stream, requestId, longestSilence);
        return response;
    }

    private static TResponse Read(AnswerContext context, string requestId)
    {
        var body = context.ReadBody();
        try
        {
            return WireJson.Read<TResponse>(body) ?? new TResponse();
        }
        catch (JsonException e)
        {
            throw Unreadable(context, body, requestId, e);
        }
    }

    private static AmazonUnmarshallingException Unreadable(
        AnswerContext context, byte[] body, string requestId, Exception? cause)
    {
        cause ??= new FormatException($"The answer is '{context.ResponseData.ContentType}', not a stream of events.");
        return new AmazonUnmarshallingException(
            requestId, null, ErrorTable.TextOf(body), cause, context.ResponseData.StatusCode);
    }
}
