using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>
/// What pip is asked to install: a requirement of PEP 508 (<c>pandas[excel]&gt;=2.0,&lt;3; python_version &gt;= "3.9"</c>,
/// <c>name @ https://…</c>), or a file of the session that begins with <c>./</c>.
/// </summary>
internal static class PythonRequirement
{
    private const string Name = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?";

    private static readonly Regex Head = new(
        $@"\A(?<name>{Name})\s*(?:\[\s*(?:{Name}\s*(?:,\s*{Name}\s*)*)?\])?\s*(?<rest>(?:[@(;=~!<>].*)?)\z", RegexOptions.CultureInvariant);

    private static readonly Regex Address = new(
        @"\A@\s*(?:(?:git|hg|svn|bzr)\+)?(?:https?|ssh|file)://[^\s]+(?:\s+;(?<marker>.*)|\s*)\z", RegexOptions.CultureInvariant);

    /// <summary>What is wrong with a requirement; null where nothing is.</summary>
    public static string? Fault(string text)
    {
        if (text.StartsWith("./", StringComparison.Ordinal))
            return null;
        if (Head.Match(text) is not { Success: true } head)
            return "it looks like 'name', 'name[extra]>=1.0,<2', 'name @ https://…' or './file.whl'";
        var rest = head.Groups["rest"].Value;
        if (rest.StartsWith('@'))
        {
            return Address.Match(rest) is { Success: true } address
                ? address.Groups["marker"] is { Success: true } condition ? PythonMarker.Fault(condition.Value) : null
                : "after '@' comes an address with https://, http://, file:// or ssh://, and nothing else but ' ; marker'";
        }
        var marker = rest.IndexOf(';');
        return PythonVersion.Fault(marker < 0 ? rest : rest[..marker]) ?? (marker < 0 ? null : PythonMarker.Fault(rest[(marker + 1)..]));
    }
}
