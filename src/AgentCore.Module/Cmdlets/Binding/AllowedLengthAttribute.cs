using System.Globalization;
using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Limits the length of a text, as ValidateLength does, but names both limits and lets an absent one be.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedLengthAttribute(int shortest, int longest) : ValidateArgumentsAttribute
{
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null)
        {
            return;
        }

        var text = Convert.ToString(arguments, CultureInfo.InvariantCulture) ?? "";
        if (text.Length < shortest || text.Length > longest)
        {
            throw new ValidationMetadataException(string.Format(
                CultureInfo.InvariantCulture, "{0} characters are too many or too few: {1} to {2} are allowed.", text.Length, shortest, longest));
        }
    }
}
