using System.Collections;
using System.Management.Automation;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using AgentCore.Errors;
using Amazon.BedrockAgentCore.Model;

namespace AgentCore.Service;

/// <summary>The arguments of a tool that is called by its name.</summary>
/// <remarks>
/// Names and values go to the service as they are given, since it may have tools that this version does not know. The
/// names that it knows match in any case, and a single value is accepted where the service takes a list.
/// </remarks>
internal static class ToolInput
{
    /// <summary>What to send for a hashtable or an object of names and values; null for none.</summary>
    /// <exception cref="AgentCoreException">It is neither, or holds what JSON cannot.</exception>
    public static Dictionary<string, object?>? Read(object? given)
    {
        if (given is null)
        {
            return null;
        }

        if ((given is PSObject wrapped ? wrapped.BaseObject : given) is not (IDictionary or PSCustomObject))
        {
            throw Failures.InvalidArgument(
                "-Argument takes a hashtable or an object of names and values, such as @{ path = 'data' }.");
        }

        try
        {
            return Fit((Dictionary<string, object?>)PlainValue.Of(given)!, typeof(ToolArguments));
        }
        catch (AgentCoreException error)
        {
            throw Failures.InvalidArgument($"-Argument cannot be sent as JSON. {error.Message}");
        }
    }

    private static Dictionary<string, object?> Fit(Dictionary<string, object?> given, Type shape)
    {
        var fitted = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var entry in given)
        {
            var member = shape.GetProperty(
                entry.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (member is null || member.Name == nameof(ToolArguments.AdditionalMembers))
            {
                fitted[entry.Key] = Sendable(entry.Key, entry.Value);
            }
            else
            {
                fitted[JsonNamingPolicy.CamelCase.ConvertName(member.Name)] = Fit(
                    entry.Key, entry.Value, member.PropertyType);
            }
        }

        return fitted;
    }

    private static object? Fit(string name, object? value, Type shape)
    {
        if (shape.IsGenericType && shape.GetGenericTypeDefinition() == typeof(List<>))
        {
            var items = value as object?[] ?? [value];
            return items.Select(item => Fit(name, item, shape.GetGenericArguments()[0])).ToArray();
        }

        return value is Dictionary<string, object?> members ? Fit(members, shape) : Sendable(name, value);
    }

    // What PowerShell has and JSON lacks.
    private static object? Sendable(string name, object? value) => value switch
    {
        double number when double.IsNaN(number) || double.IsInfinity(number) =>
            throw Failures.InvalidArgument($"'{name}' is {value}; JSON has finite numbers only."),
        BigInteger huge when huge <= ulong.MaxValue && huge >= 0 => (ulong)huge,
        BigInteger huge =>
            throw Failures.InvalidArgument(
                $"'{name}' is {huge}; {ulong.MaxValue} is the largest whole number that can be sent."),
        object?[] items => items.Select(item => Sendable(name, item)).ToArray(),
        Dictionary<string, object?> members =>
            members.ToDictionary(member => member.Key, member => Sendable(member.Key, member.Value)),
        _ => value,
    };
}
