using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentCore.Emulator.Http;

/// <summary>What a constraint applies to.</summary>
internal enum Part
{
    /// <summary>The member itself.</summary>
    Value,

    /// <summary>Each item of a list or value of a map.</summary>
    Items,

    /// <summary>Each key of a map.</summary>
    Keys,
}

/// <summary>Where a constraint holds: what both planes know has other limits in each, here and there.</summary>
internal enum Plane
{
    /// <summary>In both.</summary>
    Any,

    /// <summary>In sessions and what happens in them.</summary>
    Data,

    /// <summary>In browsers, profiles, code interpreters and tags.</summary>
    Control,
}

/// <summary>Says which plane a request is to.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PlaneAttribute(Plane plane) : Attribute
{
    /// <summary>The plane.</summary>
    public Plane Plane { get; } = plane;
}

/// <summary>A limit of the API, declared on the member that it limits.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal abstract class ConstraintAttribute : Attribute
{
    /// <summary>What the constraint applies to.</summary>
    public Part Of { get; init; }

    /// <summary>In which plane it is limited.</summary>
    public Plane In { get; init; }

    /// <summary>
    /// What is wrong with <paramref name="value"/>, as the end of a sentence that begins with its name; null when it is
    /// valid.
    /// </summary>
    public abstract string? Check(object value);
}

/// <summary>The member must be given.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredAttribute : Attribute;

/// <summary>Exactly one member of the class must be given.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UnionAttribute : Attribute;

/// <summary>
/// Minimum and maximum length of a text in characters, of a blob in bytes, of a list or map in items.
/// </summary>
internal sealed class SizeAttribute(int min, int max) : ConstraintAttribute
{
    /// <inheritdoc/>
    public override string? Check(object value)
    {
        var (size, unit) = value switch
        {
            string text => (text.Length, "characters"),
            byte[] blob => (blob.Length, "bytes"),
            ICollection items => (items.Count, "items"),
            _ => throw new NotSupportedException($"{value.GetType()} has no size."),
        };
        return size >= min && size <= max ? null : $"must have {min} to {max} {unit}, has {size}";
    }
}

/// <summary>Minimum and maximum of a number.</summary>
internal sealed class BetweenAttribute(int min, int max) : ConstraintAttribute
{
    /// <inheritdoc/>
    public override string? Check(object value) =>
        value is int number && (number < min || number > max)
            ? string.Create(CultureInfo.InvariantCulture, $"must be between {min} and {max}, is {number}")
            : null;
}

/// <summary>The whole text must match a pattern.</summary>
internal sealed class PatternAttribute(string pattern) : ConstraintAttribute
{
    private readonly Regex _regex =
        new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public override string? Check(object value) =>
        value is string text && !_regex.IsMatch(text) ? $"must match the pattern {pattern}" : null;
}

/// <summary>The text must be one of the values of an enumeration.</summary>
internal sealed class OneOfAttribute(params string[] choices) : ConstraintAttribute
{
    /// <inheritdoc/>
    public override string? Check(object value) =>
        value is string text && !choices.Contains(text) ? $"must be one of {string.Join(", ", choices)}" : null;
}

/// <summary>Tells where a member of a request or response is sent instead of in the JSON body.</summary>
/// <param name="name">Name on the wire.</param>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class LocationAttribute(string name) : Attribute
{
    /// <summary>Name on the wire.</summary>
    public string Name { get; } = name;
}

/// <summary>The member is a label of the path.</summary>
internal sealed class LabelAttribute(string name) : LocationAttribute(name);

/// <summary>The member is in the query.</summary>
internal sealed class QueryAttribute(string name) : LocationAttribute(name);

/// <summary>The member is a header.</summary>
internal sealed class HeaderAttribute(string name) : LocationAttribute(name);
