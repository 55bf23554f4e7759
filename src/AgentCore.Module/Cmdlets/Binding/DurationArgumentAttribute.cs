using System.Globalization;
using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Lets a parameter of type <see cref="TimeSpan"/> also take <c>90m</c>, <c>1h</c>, <c>2d</c>, and no bare number.</summary>
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
