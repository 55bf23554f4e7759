using System.Collections;
using System.Globalization;
using System.Text;
using AgentCore.Client.Runtime.Transport;
using AgentCore.Errors;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Internal;

namespace AgentCore.Service;

/// <summary>What the AWS SDK's own chain reads on this machine: environment variables and profile files.</summary>
internal static class AwsEnvironment
{
    private static readonly object Gate = new();
    private static string? _followed;

    /// <summary>
    /// A hash of all of it, as it is now: while it is the same, the chain comes to the same region, endpoint and
    /// identity. The SDK, which remembers some of it for the whole process, is made to follow.
    /// </summary>
    /// <param name="profileLocation">A file of profiles that is read as well; null for none.</param>
    public static string Fingerprint(string? profileLocation = null)
    {
        var credentials = FileNamed("AWS_SHARED_CREDENTIALS_FILE", "credentials");
        var config = FileNamed("AWS_CONFIG_FILE", "config");
        var common = Hash(
            [.. Variables(), Stamp(credentials), Stamp(config), Stamp(EncryptedStore), .. Bundle()]);
        lock (Gate)
        {
            if (common != _followed)
            {
                Follow(credentials, config);
                _followed = common;
            }
        }

        return profileLocation is null ? common : Hash([common, Stamp(profileLocation)]);
    }

    /// <summary>The files that are read for profiles, in order.</summary>
    /// <param name="location">A file or folder that is read first; null for none.</param>
    public static IEnumerable<string> ProfileFiles(string? location)
    {
        if (location is not null)
        {
            yield return location;
        }

        yield return FileNamed("AWS_SHARED_CREDENTIALS_FILE", "credentials");
        yield return FileNamed("AWS_CONFIG_FILE", "config");
    }

    /// <summary>The regions that the AWS SDK knows, and what they are called.</summary>
    public static IEnumerable<(string Name, string Description)> Regions() =>
        RegionEndpoint.EnumerableAllRegions.Select(region => (region.SystemName, region.DisplayName));

    /// <summary>The profiles, and their regions where they have one.</summary>
    /// <param name="location">A file or folder that is read instead of the user's default; null for that.</param>
    public static IEnumerable<(string Name, string Description)> Profiles(string? location)
    {
        _ = Fingerprint(location);
        return new CredentialProfileStoreChain(location).ListProfiles()
            .Select(profile => (profile.Name, profile.Region?.SystemName ?? profile.Name));
    }

    // Where the Toolkit for Visual Studio and AWS.Tools keep profiles on Windows.
    private static string EncryptedStore => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "AWSToolkit",
        "RegisteredAccounts.json");

    private static IEnumerable<string> Variables() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Where(variable => ((string)variable.Key).StartsWith("AWS_", StringComparison.OrdinalIgnoreCase))
        .Select(variable => $"{variable.Key}={variable.Value}")
        .OrderBy(text => text, StringComparer.Ordinal);

    private static IEnumerable<string> Bundle() =>
        Environment.GetEnvironmentVariable("AWS_CA_BUNDLE") is { Length: > 0 } path ? [Stamp(path)] : [];

    // As the SDK looks for it, once.
    private static string FileNamed(string variable, string name)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named && File.Exists(named))
        {
            return named;
        }

        var home = Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } unix ? unix
            : Environment.GetEnvironmentVariable("USERPROFILE") is { Length: > 0 } windows ? windows
            : Directory.GetCurrentDirectory();
        return Path.Combine(home, ".aws", name);
    }

    private static string Stamp(string path)
    {
        var file = new FileInfo(path);
        return string.Format(
            CultureInfo.InvariantCulture, "{0}|{1}|{2}",
            path, file.Exists ? file.Length : -1, file.Exists ? file.LastWriteTimeUtc.Ticks : 0);
    }

    private static void Follow(string credentials, string config)
    {
        // Only reflection helps: the SDK decides on both files when the type is first used, and has private setters.
        typeof(SharedCredentialsFile).GetProperty(
            nameof(SharedCredentialsFile.DefaultFilePath))!.SetValue(null, credentials);
        typeof(SharedCredentialsFile).GetProperty(
            nameof(SharedCredentialsFile.DefaultConfigFilePath))!.SetValue(null, config);
        FallbackInternalConfigurationFactory.Reset();
        try
        {
            CertificateBundle.Follow();
        }
        catch (AmazonClientException unusable)
        {
            throw Failures.InvalidArgument(unusable.Message);
        }
    }

    // Secret keys are among the variables, so that only a hash is kept.
    private static string Hash(IEnumerable<string> parts) =>
        Sha256.Of(Encoding.UTF8.GetBytes(string.Join("\0", parts)));
}
