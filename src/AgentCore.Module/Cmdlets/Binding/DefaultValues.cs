using System.Collections;
using System.Management.Automation;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Tells which parameters of a cmdlet have their values from <c>$PSDefaultParameterValues</c>.</summary>
internal static class DefaultValues
{
    /// <summary>What Get-ACContext calls such a setting.</summary>
    public const string Source = "$PSDefaultParameterValues";

    /// <summary>The names of these parameters. Called on the pipeline thread.</summary>
    /// <remarks>
    /// PowerShell does not say which values were typed. A parameter whose value is that of a default counts as one
    /// that has it from there.
    /// </remarks>
    /// <param name="variables">The caller's variables.</param>
    /// <param name="invocation">The call.</param>
    public static ISet<string> Read(PSVariableIntrinsics variables, InvocationInfo invocation)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (variables.GetValue("PSDefaultParameterValues") is not IDictionary { Count: > 0 } defaults
            || LanguagePrimitives.IsTrue(defaults["Disabled"]))
        {
            return names;
        }

        foreach (DictionaryEntry entry in defaults)
        {
            var key = entry.Key.ToString()!;
            var colon = key.IndexOf(':');
            if (colon < 0 || !Matches(key.Substring(0, colon), invocation.MyCommand.Name))
            {
                continue;
            }

            var parameter = key.Substring(colon + 1);
            foreach (var bound in invocation.BoundParameters)
            {
                if (IsCalled(invocation, bound.Key, parameter) && IsSame(entry.Value, bound.Value))
                {
                    names.Add(bound.Key);
                }
            }
        }

        return names;
    }

    private static bool IsCalled(InvocationInfo invocation, string name, string pattern) => Matches(pattern, name)
        || (((CommandInfo)invocation.MyCommand).Parameters.TryGetValue(name, out var about)
            && about.Aliases.Any(alias => Matches(pattern, alias)));

    private static bool Matches(string pattern, string name) =>
        new WildcardPattern(pattern.Trim(' ', '\'', '"'), WildcardOptions.IgnoreCase).IsMatch(name);

    private static bool IsSame(object? given, object? bound)
    {
        var value = (given is PSObject wrapped ? wrapped.BaseObject : given) is ScriptBlock script
            ? script.InvokeReturnAsIs()
            : given;

        // One region is a list of one where a cmdlet takes several.
        var isText = bound is string or string[];
        return isText
            ? LanguagePrimitives.ConvertTo<string>(value) == LanguagePrimitives.ConvertTo<string>(bound)
            : LanguagePrimitives.Equals(value, bound);
    }
}
