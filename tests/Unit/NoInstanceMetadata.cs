using System.Runtime.CompilerServices;

namespace Tests;

internal static class NoInstanceMetadata
{
    /// <summary>
    /// Where no other credentials are found, the AWS SDK asks an instance's metadata, which is not an address of this
    /// machine. </summary>
    [ModuleInitializer]
    internal static void Disable() => Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
}
