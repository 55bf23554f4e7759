using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using AgentCore.Errors;

namespace AgentCore.Cmdlets.Base;

/// <summary>
/// What comes down a pipeline to name something new: a row of a file, whose columns bind by name, or a text.
/// </summary>
internal static class PipelineRow
{
    // What has one of these is there already; its name belongs to it.
    private static readonly string[] IdProperties = ["SessionId", "BrowserId", "ProfileId", "CodeInterpreterId"];

    /// <summary>Refuses what cannot describe something new.</summary>
    /// <param name="command">The cmdlet, with what PowerShell bound of the row.</param>
    /// <param name="input">What came down the pipeline.</param>
    /// <param name="what">What is to be made, such as <c>browser</c>.</param>
    /// <param name="columns">The parameters that it may have; one at least has to be there.</param>
    /// <exception cref="AgentCoreException">It exists already, has none of the columns, or one that cannot be
    /// used.</exception>
    public static void Check(PSCmdlet command, PSObject input, string what, params string[] columns)
    {
        if (Array.Find(IdProperties, name => Has(input, name)) is { } id)
        {
            throw Failures.InvalidArgument(
                $"'{input.Properties[id].Value}' exists already and is not taken for a new {what}. "
                + $"To make one like it, select what is to be the same: Select-Object {string.Join(", ", columns)}.");
        }

        if (input.BaseObject is not string && !Array.Exists(columns, name => Has(input, name)))
        {
            throw Failures.InvalidArgument(
                $"'{input}' has no property that describes a new {what}. "
                + $"Pipe in names, or objects with {string.Join(", ", columns)}.");
        }

        if (input.BaseObject is not string)
        {
            CheckValues(command, input, columns);
        }
    }

    // PowerShell leaves a parameter unset, without an error, where the value of a column cannot be converted.
    private static void CheckValues(PSCmdlet command, PSObject input, string[] columns)
    {
        foreach (var property in command.GetType().GetProperties())
        {
            var parameters = property.GetCustomAttributes<ParameterAttribute>().ToArray();
            if (parameters.Length == 0 || IsSet(property.GetValue(command))
                || input.Properties[property.Name]?.Value is not { } value || IsEmpty(value))
            {
                continue;
            }

            if (Array.Exists(parameters, parameter => parameter.ValueFromPipelineByPropertyName))
            {
                throw Failures.InvalidArgument(
                    $"The value '{value}' of the column {property.Name} is not valid."
                        + Reason(value, property.PropertyType));
            }

            if (Array.IndexOf(columns, property.Name) < 0)
            {
                // What belongs to a connection or a proxy may be secret.
                var mayBeSecret = property.DeclaringType == typeof(ConnectedCommand)
                    || property.DeclaringType == typeof(ServiceCommand)
                    || property.PropertyType == typeof(BrowserProxy[]);
                var shown = mayBeSecret ? "" : $" '{value}'";
                throw Failures.InvalidArgument(
                    $"The value{shown} of the column {property.Name} cannot be used: -{property.Name} is not read "
                        + "from rows. "
                    + $"Leave the column out, or give -{property.Name}.");
            }
        }
    }

    private static string Reason(object value, Type type)
    {
        try
        {
            _ = LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
            return "";
        }
        catch (PSInvalidCastException unfit)
        {
            return " " + unfit.GetBaseException().Message;
        }
    }

    private static bool IsSet(object? value) => value is SwitchParameter given ? given.IsPresent : value is not null;

    private static bool IsEmpty(object value) =>
        value is ICollection { Count: 0 } || string.IsNullOrWhiteSpace(value.ToString());

    private static bool Has(PSObject input, string name) => input.Properties[name] is not null;
}
