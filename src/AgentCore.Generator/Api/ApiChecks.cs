using System.Text.RegularExpressions;

namespace AgentCore.Generator.Api;

/// <summary>What the documents must not say, although each entry for itself can be read.</summary>
internal static partial class ApiChecks
{
    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Labels();

    /// <summary>Checks that limits and pattern fit the type.</summary>
    public static void CheckLimits(TypeUse type, Entry entry)
    {
        var hasRange = type.Min is not null || type.Max is not null;
        if (hasRange && type.Kind is TypeKind.Boolean or TypeKind.Timestamp or TypeKind.Shape or TypeKind.Enumeration)
        {
            throw entry.Wrong($"A {type.Kind} has no limits.");
        }

        if (hasRange && type.Kind is not (TypeKind.Integer or TypeKind.Long or TypeKind.Double) && type.Min < 0)
        {
            throw entry.Wrong("A length cannot be negative.");
        }

        if (type.Pattern is not null && type.Kind != TypeKind.String)
        {
            throw entry.Wrong($"A {type.Kind} has no pattern.");
        }

        if (type.MapKey is { Kind: not TypeKind.String })
        {
            throw entry.Wrong("The keys of a map are text.");
        }
    }

    /// <summary>Checks that path, places, token and stream of an operation fit together.</summary>
    public static void CheckOperation(Operation operation, Entry entry)
    {
        var (request, response) = (operation.Request, operation.Response);
        var labels = Labels().Matches(operation.Path).Select(label => label.Groups[1].Value);
        if (!labels.SequenceEqual(request.At(Place.Path).Select(member => member.Name)))
        {
            throw entry.Wrong("The labels of the path must be the members in the path, in their order.");
        }

        if (request.At(Place.Path).Any(member => !member.Required || member.Type.Kind != TypeKind.String))
        {
            throw entry.Wrong("A member in the path must be a required text.");
        }

        if (request.Members.Count(member => member.IsToken) != (operation.Retry == Retry.Token ? 1 : 0))
        {
            throw entry.Wrong("An operation has one member with 'token' where retry is token, and none otherwise.");
        }

        if (response.Members.Exists(member => member.Place is Place.Path or Place.Query || member.IsToken))
        {
            throw entry.Wrong("A response has members in headers and body only, and no token.");
        }

        if (request.Members.Exists(IsStream)
            || (response.Members.Exists(IsStream) && response.At(Place.Body).Count() > 1))
        {
            throw entry.Wrong("A stream of events can only be the whole body of a response.");
        }
    }

    /// <summary>Marks what requests and responses contain, and checks what is left.</summary>
    public static void MarkUsesAndCheck(ApiModel model)
    {
        foreach (var plane in model.Planes)
        {
            var enumerations = new HashSet<Enumeration>();
            foreach (var operation in plane.Operations)
            {
                operation.Request.Members.ForEach(member => Mark(member.Type, true, enumerations));
                operation.Response.Members.ForEach(member => Mark(member.Type, false, enumerations));
            }

            foreach (var member in plane.Errors.SelectMany(error => error.Members))
            {
                Mark(member.Type, false, enumerations);
            }

            foreach (var shape in plane.Shapes)
            {
                Check(plane, shape);
            }

            if (plane.Enumerations.Find(enumeration => !enumerations.Contains(enumeration)) is { } unused)
            {
                throw new ApiException(
                    $"{unused.Document}.json enums {unused.Name}", $"is not used in the {plane.Key} plane.");
            }
        }
    }

    private static bool IsStream(Member member) => member.Type.Shape?.Kind == ShapeKind.Events;

    private static void Mark(TypeUse type, bool isInput, HashSet<Enumeration> enumerations)
    {
        if (type.Enumeration is { } enumeration)
        {
            enumerations.Add(enumeration);
        }

        if (type.Item is { } item)
        {
            Mark(item, isInput, enumerations);
        }

        if (type.Shape is not { } shape || (isInput ? shape.IsInput : shape.IsOutput))
        {
            return;
        }

        shape.IsInput |= isInput;
        shape.IsOutput |= !isInput;
        shape.Members.ForEach(member => Mark(member.Type, isInput, enumerations));
    }

    private static void Check(Plane plane, Shape shape)
    {
        var place = $"{shape.Document}.json shapes {shape.Name}";
        if (!shape.IsInput && !shape.IsOutput)
        {
            throw new ApiException(place, $"is not used in the {plane.Key} plane.");
        }

        foreach (var member in shape.Members)
        {
            var problem = member switch
            {
                { Place: not Place.Body } or { IsToken: true } =>
                    "Only requests have members in path, query and headers.",
                { Required: true } when shape.Kind != ShapeKind.Structure => "No single member of a union is required.",
                _ when IsStream(member) => "Only a response contains a stream of events.",
                _ when shape.Kind == ShapeKind.Events && member.Type.Kind != TypeKind.Shape => "An event is a shape.",
                _ => null,
            };
            if (problem is not null)
            {
                throw new ApiException($"{place} {member.Name}", problem);
            }
        }
    }
}
