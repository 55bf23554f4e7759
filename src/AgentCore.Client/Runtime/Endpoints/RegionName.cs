using System.Text.RegularExpressions;
using Amazon.Runtime;

namespace AgentCore.Client.Runtime.Endpoints;

/// <summary>Names of regions. They become parts of host names, so each has to be a single label of one.</summary>
public static class RegionName
{
    private static readonly Regex HostLabel =
        new(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant);

    /// <summary>Whether a text can be the name of a region, known or not.</summary>
    /// <param name="region">The text, such as <c>us-west-2</c>.</param>
    public static bool IsValid(string region) => HostLabel.IsMatch(region);

    /// <summary>Rejects a name that would not be a single label of a host name.</summary>
    /// <exception cref="AmazonClientException">The name is not valid for a region.</exception>
    internal static void Check(string region)
    {
        if (!IsValid(region))
        {
            throw new AmazonClientException(
                $"'{region}' is not a valid region. Use lower-case letters, digits and hyphens, as in us-west-2.");
        }
    }
}
