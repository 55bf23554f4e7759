using System.Globalization;
using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Limits a number, as ValidateRange does, but always names both limits.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedRangeAttribute(int lowest, int highest) : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null)
        {
            return;
        }

        var value = Convert.ToInt32(arguments, CultureInfo.InvariantCulture);
        if (value < lowest || value > highest)
        {
            throw new ValidationMetadataException(string.Format(
                CultureInfo.InvariantCulture, "{0} is out of range: {1} to {2} is allowed.", value, lowest, highest));
        }
    }
}
