using System.Collections;
using System.Globalization;
using System.Reflection;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace AgentCore.Client.Transport;

/// <summary>Turns any request object into an HTTP request, by the attributes of its type.</summary>
/// <remarks>Runs once a call, before the first attempt: the token it makes is kept across retries.</remarks>
internal sealed class RequestMarshaller(string serviceName) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var shape = RequestShape.Of(input.GetType());
        var source = ((AgentCoreRequest)input).WithToken();
        var request = new DefaultRequest(input, serviceName)
        {
            HttpMethod = shape.Route.Method,
            ResourcePath = shape.Route.Path,
            UseQueryString = shape.QueryMembers.Count > 0,
        };

        foreach (var (name, member) in shape.PathLabels)
            request.AddPathResource("{" + name + "}", LabelOf(member, source));
        foreach (var (name, member) in shape.QueryMembers)
            AddQuery(request, name, member.GetValue(source));
        foreach (var (name, member) in shape.HeaderMembers)
            AddHeader(request, name, member, source);

        if (shape.HasBody)
        {
            request.Content = WireJson.Write(source);
            request.Headers["Content-Type"] = "application/json";
        }

        return request;
    }

    private static string LabelOf(PropertyInfo member, object source)
    {
        return TextOf(member.GetValue(source)) switch
        {
            null or "" => throw Wrong(member, "must not be empty"),
            // Dots are not percent-encoded, and URL libraries resolve these two away: another path would be called.
            "." or ".." => throw Wrong(member, "is not an identifier"),
            var label => label,
        };
    }

    private static void AddQuery(DefaultRequest request, string name, object? value)
    {
        if (value is IEnumerable and not string)
            request.ParameterCollection.Add(name, ((IEnumerable)value).Cast<object>().Select(v => TextOf(v)!).ToList());
        else if (TextOf(value) is { } text)
            request.ParameterCollection.Add(name, text);
    }

    private static void AddHeader(DefaultRequest request, string name, PropertyInfo member, object source)
    {
        if (TextOf(member.GetValue(source)) is not { } text)
            return;
        if (text.Any(c => c is < ' ' or > '~'))
            throw Wrong(member, "may have printable ASCII characters only");
        request.Headers[name] = text;
    }

    private static string? TextOf(object? value) => value switch
    {
        null => null,
        ConstantClass constant => constant.Value,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static ArgumentException Wrong(PropertyInfo member, string rule)
        => new($"{member.DeclaringType!.Name}.{member.Name} {rule}.");
}
