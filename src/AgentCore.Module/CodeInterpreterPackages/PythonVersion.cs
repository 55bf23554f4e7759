using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>Version clauses of a Python requirement, such as <c>&gt;=2.0,&lt;3</c> (PEP 440).</summary>
internal static class PythonVersion
{
    /// <summary>The operators, longest first; those of markers are the same and two words.</summary>
    public const string Operators = "===|~=|==|!=|<=|>=|<|>";

    private const string Release = @"v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)*";
    private const string Local = @"\+[a-z0-9]+(?:[-_.][a-z0-9]+)*";
    private const string Suffixes = @"(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?[0-9]*)?(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?(?:[-_.]?dev[-_.]?[0-9]*)?";

    private static readonly Regex Clause = Pattern($@"\s*(?<op>{Operators})\s*(?<version>[^\s,;()=<>~]+)\s*");
    private static readonly Regex Plain = Pattern(Release + Suffixes);
    private static readonly Regex WithLocal = Pattern($"(?:{Release}{Suffixes}(?:{Local})?|{Release}\\.\\*)");
    private static readonly Regex Compatible = Pattern(@"v?(?:[0-9]+!)?[0-9]+(?:\.[0-9]+)+" + Suffixes);

    /// <summary>What is wrong with the clauses; null where nothing is.</summary>
    /// <param name="clauses">Clauses with commas between them, with or without parentheses around them; may be empty.</param>
    public static string? Fault(string clauses)
    {
        var bare = clauses.Trim();
        if (bare.Length == 0)
            return null;
        if (bare[0] == '(' && bare[bare.Length - 1] == ')')
            bare = bare[1..^1];
        return bare.Split(',').Select(OneFault).FirstOrDefault(fault => fault is not null);
    }

    private static string? OneFault(string clause)
    {
        if (Clause.Match(clause) is not { Success: true } match)
            return $"'{clause.Trim()}' is no version clause such as '>=2.0'";
        var version = match.Groups["version"].Value;
        var form = match.Groups["op"].Value switch
        {
            "===" => null,
            "==" or "!=" => WithLocal,
            "~=" => Compatible,
            _ => Plain,
        };
        return form is null || form.IsMatch(version) ? null : $"'{version}' is no version that '{match.Groups["op"].Value}' takes";
    }

    private static Regex Pattern(string text) => new($@"\A(?:{text})\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
