using System.Runtime.InteropServices;
using AgentCore.LocalEmulator;

namespace AgentCore.Pages.Viewer;

/// <summary>
/// Finds the Amazon DCV web client, which AWS ships in the npm package bedrock-agentcore; we may not ship it.
/// </summary>
internal static class DcvClient
{
    private static readonly string Inside = Path.Combine(
        "bedrock-agentcore", "dist", "src", "tools", "browser", "live-view", "nice-dcv-web-client-sdk", "dcvjs-umd");

    /// <summary>
    /// The folder of the client's script, which is called dcv.js; null where the package is not installed.
    /// </summary>
    /// <param name="workingFolder">Where a project of the user's may have the package.</param>
    public static string? Find(string workingFolder) => Find([.. OfProject(workingFolder), .. OfMachine()]);

    /// <summary>The first of some node_modules folders that has it.</summary>
    internal static string? Find(IEnumerable<string> modules) => modules
        .Select(folder => Path.Combine(folder, Inside))
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "dcv.js")));

    /// <summary>Where Node.js would look for a package of a project: in its folder and all above.</summary>
    internal static IEnumerable<string> OfProject(string folder)
    {
        for (var parent = new DirectoryInfo(folder); parent is not null; parent = parent.Parent)
        {
            yield return Path.Combine(parent.FullName, "node_modules");
        }
    }

    // Where npm puts packages that are installed for all projects (npm install --global).
    private static IEnumerable<string> OfMachine()
    {
        foreach (var path in (Environment.GetEnvironmentVariable("NODE_PATH") ?? "").Split(Path.PathSeparator))
        {
            if (path.Length > 0)
            {
                yield return path;
            }
        }

        foreach (var prefix in Prefixes())
        {
            yield return Path.Combine(prefix, "lib", "node_modules");
            yield return Path.Combine(prefix, "node_modules");
        }
    }

    private static IEnumerable<string> Prefixes()
    {
        if (Environment.GetEnvironmentVariable("NPM_CONFIG_PREFIX") is { Length: > 0 } prefix)
        {
            yield return prefix;
        }

        if (ProgramPath.Find("node") is { } node && Path.GetDirectoryName(Path.GetDirectoryName(node)) is { } aboveBin)
        {
            yield return aboveBin;
        }

        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "npm");
        }

        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".npm-global");
        yield return "/usr/local";
        yield return "/usr";
    }
}
