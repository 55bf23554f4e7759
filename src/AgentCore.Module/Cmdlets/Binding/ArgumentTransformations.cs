using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Lets a parameter that takes objects of ours also take what can be read as one.</summary>
/// <remarks>Other values are passed on unchanged, so that PowerShell itself reports the wrong type.</remarks>
internal abstract class ItemsArgumentAttribute : ArgumentTransformationAttribute
{
    public sealed override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is IList and not PSObject { BaseObject: not IList }
            ? ((IList)inputData).Cast<object>().Select(item => One(Behind(engineIntrinsics, item))).ToArray()
            : inputData is PSObject { BaseObject: IList many }
                ? many.Cast<object>().Select(item => One(Behind(engineIntrinsics, item))).ToArray()
                : One(Behind(engineIntrinsics, inputData));

    /// <summary>
    /// The object that stands behind a name of this PowerShell, such as a drive's; else the input as it is.
    /// </summary>
    private protected virtual object Behind(EngineIntrinsics engine, object input) => input;

    /// <summary>One of them.</summary>
    internal abstract object One(object input);

    /// <summary>What PowerShell has wrapped; a custom object stays one.</summary>
    private protected static object? Bare(object? input) =>
        input is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : input;

    private protected static string? Text(PSObject bag, string name) =>
        bag.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}

/// <summary>Takes an empty text, or none, for a default: an empty cell of a CSV file sets nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyIsAbsentAttribute(object? instead = null) : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => instead!,
            string text when string.IsNullOrWhiteSpace(text) => instead!,
            _ => inputData!,
        };
}

/// <summary>
/// Lets a parameter of type <see cref="TimeSpan"/> also take <c>90m</c>, <c>1h</c>, <c>2d</c>, and no bare number.
/// </summary>
/// <remarks>PowerShell itself takes the number 60 for 60 ticks, and the text '60' for 60 days.</remarks>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationArgumentAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
            {
                null => inputData!,
                TimeSpan time => Duration.Positive(time),
                // PowerShell knows of a number on the command line how it was written: 2d is one.
                _ => Duration.Parse(Convert.ToString(inputData, CultureInfo.InvariantCulture) ?? ""),
            };
        }
        catch (ArgumentException unfit)
        {
            throw new ArgumentTransformationMetadataException(unfit.Message, unfit);
        }
    }
}

/// <summary>Lets a parameter that takes an id also take the object that has it.</summary>
/// <param name="properties">Properties that hold the id; the first that is there counts.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdentifierArgumentAttribute(params string[] properties) : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is null or string or PSObject { BaseObject: string })
        {
            return inputData!;
        }

        var bag = PSObject.AsPSObject(inputData);
        return properties.Select(name => bag.Properties[name]?.Value).FirstOrDefault(id => id is not null) ?? inputData;
    }
}
