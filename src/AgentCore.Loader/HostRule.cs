using System.Reflection;

namespace AgentCore.Loader;

/// <summary>Where an assembly that the module references is loaded from.</summary>
public enum AssemblySource
{
    /// <summary>The host's own copy, shared with PowerShell.</summary>
    Host,

    /// <summary>The copy in the module's folder, invisible to the rest of the process.</summary>
    Module,

    /// <summary>Neither has it: the runtime's default search decides.</summary>
    Neither,
}

/// <summary>The rule that keeps shared types shared and everything else apart.</summary>
/// <remarks>
/// A publish folder can hold copies of what the host has already (System.Memory, System.Text.Json). Were those loaded
/// a second time, <c>ReadOnlySpan</c> or <c>IAsyncDisposable</c> would become different types on the two sides. So the
/// host is asked first; only what it lacks, or has in an older version, comes from the module's own folder.
/// "The host" is what PowerShell ships, not what other modules happened to load: their copies never count.
/// </remarks>
public static class HostRule
{
    /// <summary>Decides for one request.</summary>
    /// <param name="requested">The name, version and public key token that the referring assembly was built
    /// against.</param> <param name="host">The identity of the host's copy, or null where it ships none.</param>
    /// <param name="moduleHasCopy">Whether the module's folder holds a file of that name.</param>
    public static AssemblySource Decide(AssemblyName requested, AssemblyName? host, bool moduleHasCopy)
    {
        ArgumentNullException.ThrowIfNull(requested);
        if (host is not null && Satisfies(host, requested))
        {
            return AssemblySource.Host;
        }

        return moduleHasCopy ? AssemblySource.Module : AssemblySource.Neither;
    }

    private static bool Satisfies(AssemblyName host, AssemblyName requested)
    {
        return string.Equals(host.Name, requested.Name, StringComparison.OrdinalIgnoreCase)
            && (requested.Version is null || (host.Version is { } version && version >= requested.Version))
            && SameToken(host.GetPublicKeyToken(), requested.GetPublicKeyToken());
    }

    private static bool SameToken(byte[]? host, byte[]? requested) =>
        requested is null or [] || requested.AsSpan().SequenceEqual(host);
}
