using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace AgentCore.Emulator.Http;

/// <summary>
/// Makes a request record from path labels, query, headers and JSON body, and validates it. Request records have
/// settable, nullable properties; a property with no location attribute is a member of the body.
/// </summary>
internal static class RequestBinder
{
    /// <summary>Binds and validates.</summary>
    /// <exception cref="ServiceException">The input is malformed or breaks a constraint.</exception>
    public static T Bind<T>(OperationInput input)
        where T : class, new()
    {
        var request = HasBody<T>.Value && input.Body.Length > 0 ? ReadBody<T>(input.Body.Span) : new T();
        foreach (var property in typeof(T).GetProperties())
        {
            string[] values = property.GetCustomAttribute<LocationAttribute>() switch
            {
                LabelAttribute label => [input.Labels[label.Name]],
                QueryAttribute query => input.Query.All(query.Name),
                HeaderAttribute header => [.. input.Headers[header.Name].OfType<string>()],
                _ => [],
            };
            if (values.Length > 0)
            {
                property.SetValue(request, Convert(property, values));
            }
        }

        RequestValidator.Check(request);
        return request;
    }

    private static T ReadBody<T>(ReadOnlySpan<byte> body)
        where T : class
    {
        try
        {
            return WireJson.Read<T>(body);
        }
        catch (JsonException error)
        {
            var member = error.Path?.TrimStart('$', '.') ?? "";
            throw member.Length == 0
                ? ServiceErrors.CannotParse("The request body is not a JSON object.")
                : ServiceErrors.CannotParse(
                    $"The request body cannot be read at '{member}'.",
                    new FieldError(member, "is malformed or has the wrong type"));
        }
    }

    private static object Convert(PropertyInfo property, string[] values)
    {
        if (property.PropertyType.IsAssignableFrom(typeof(string[])) && property.PropertyType != typeof(object))
        {
            return values;
        }

        if (values.Length > 1)
        {
            throw ServiceErrors.CannotParse($"'{RequestValidator.NameOf(property)}' is given more than once.");
        }

        if (property.PropertyType != typeof(int?))
        {
            return values[0];
        }

        return int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ServiceErrors.CannotParse(
                $"'{RequestValidator.NameOf(property)}' is not an integer.",
                new FieldError(RequestValidator.NameOf(property), "must be an integer"));
    }

    private static class HasBody<T>
    {
        public static readonly bool Value =
            typeof(T).GetProperties().Any(property => !property.IsDefined(typeof(LocationAttribute)));
    }
}
