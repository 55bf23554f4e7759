using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Transport;

/// <summary>
/// What an unmarshaller is given: the raw body and the headers. The SDK's own JSON context is not used, since it is a
/// token reader for generated code and can put streams around the body that know no cancellation.
/// </summary>
internal sealed class AnswerContext : UnmarshallerContext
{
    public AnswerContext(Stream stream, IWebResponseData response)
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

    /// <summary>The whole body. It is in memory already, see <see cref="ExchangeHandler"/>.</summary>
    public byte[] ReadBody()
    {
        using var copy = new MemoryStream();
        Stream.CopyTo(copy);
        return copy.ToArray();
    }
}
