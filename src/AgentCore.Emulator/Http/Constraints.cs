using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentCore.Emulator.Http;

/// <summary>What a constraint is of: the member itself, the items of a list or values of a map, or the keys of a map.</summary>
internal enum Part
{
    /// <summary>The member itself.</summary>
    Value,

    /// <summary>Each item of a list, each value of a map.</summary>
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

/// <summary>A limit of the service's model, declared on the member it limits.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal abstract class ConstraintAttribute : Attribute
{
    /// <summary>What is limited.</summary>
    public Part Of { get; init; }

    /// <summary>In which plane it is limited.</summary>
    public Plane In { get; init; }

    /// <summary>
    /// What is wrong with <paramref name="value"/>, as the end of a sentence that begins with its name; null when nothing is.
    /// </summary>
    public abstract string? Check(object value);
}

/// <summary>The member must be given.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RequiredAttribute : Attribute;

/// <summary>Exactly one member of the class must be given.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UnionAttribute : Attribute;

/// <summary>Least and greatest length of a text in characters, of a blob in bytes, of a list or map in items.</summary>
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

/// <summary>Least and greatest value of a number.</summary>
internal sealed class BetweenAttribute(int min, int max) : ConstraintAttribute
{
    /// <inheritdoc/>
    public override string? Check(object value) =>
        value is int number && (number < min || number > max)
            ? string.Create(CultureInfo.InvariantCulture, $"must be between {min} and {max}, is {number}")
            : null;
}

/// <summary>A text must match the pattern from end to end.</summary>
internal sealed class PatternAttribute(string pattern) : ConstraintAttribute
{
    private readonly Regex _regex = new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public override string? Check(object value) =>
        value is string text && !_regex.IsMatch(text) ? $"must match the pattern {pattern}" : null;
}

/// <summary>A text must be one of a few.</summary>
internal sealed class OneOfAttribute(params string[] choices) : ConstraintAttribute
{
    /// <inheritdoc/>
    public override string? Check(object value) =>
        value is string text && !choices.Contains(text) ? $"must be one of {string.Join(", ", choices)}" : null;
}
