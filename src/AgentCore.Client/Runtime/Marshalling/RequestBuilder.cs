using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Runtime.Marshalling;

/// <summary>Takes the members of a request to their places in an HTTP request.</summary>
internal sealed class RequestBuilder
{
    private readonly DefaultRequest _http;
    private readonly string _type;

    private RequestBuilder(DefaultRequest http, string type)
    {
        _http = http;
        _type = type;
    }

    /// <summary>Fills a label of the path.</summary>
    /// <exception cref="ArgumentException">The value is empty, or would change the path.</exception>
    public void AddLabel(string label, string? value, [CallerArgumentExpression(nameof(value))] string member = "")
    {
        var text = value switch
        {
            null or "" => throw Invalid(member, "must not be empty"),
            // Dots are not percent-encoded, and URL libraries resolve these two: another path would be called.
            "." or ".." => throw Invalid(member, "is not an identifier"),
            _ => value,
        };
        _http.AddPathResource("{" + label + "}", text);
    }

    public void AddQuery(string name, string? value)
    {
        _http.UseQueryString = true;
        if (value is not null)
        {
            _http.ParameterCollection.Add(name, value);
        }
    }

    public void AddQuery(string name, int? value) =>
        AddQuery(name, value?.ToString(CultureInfo.InvariantCulture));

    public void AddQuery(string name, ConstantClass? value) => AddQuery(name, value?.Value);

    /// <summary>Adds a list: the name is repeated for each entry.</summary>
    public void AddQuery(string name, List<string>? value)
    {
        _http.UseQueryString = true;
        if (value is not null)
        {
            _http.ParameterCollection.Add(name, value);
        }
    }

    /// <exception cref="ArgumentException">The value has characters that a header cannot have.</exception>
    public void AddHeader(string name, string? value, [CallerArgumentExpression(nameof(value))] string member = "")
    {
        if (value is null)
        {
            return;
        }

        if (value.Any(c => c is < ' ' or > '~'))
        {
            throw Invalid(member, "may have printable ASCII characters only");
        }

        _http.Headers[name] = value;
    }

    public void SetBody(IJsonWritable body)
    {
        _http.Content = JsonWriting.ToUtf8(body);
        _http.Headers["Content-Type"] = "application/json";
    }

    private ArgumentException Invalid(string member, string rule) => new($"{_type}.{member} {rule}.");

    /// <summary>Makes an HTTP request, once a call, so that a client token is kept across retries.</summary>
    /// <param name="serviceName">What the SDK calls the plane.</param>
    internal sealed class Marshaller(string serviceName) : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            var source = ((AgentCoreRequest)input).WithToken();
            var http = new DefaultRequest(input, serviceName)
            {
                HttpMethod = source.Operation.Method,
                ResourcePath = source.Operation.Path,
            };
            source.Marshall(new RequestBuilder(http, source.Operation.Name + "Request"));
            return http;
        }
    }
}
