using System.Text.RegularExpressions;

namespace AgentCore;

/// <summary>The condition of a Python requirement, such as <c>python_version &gt;= "3.9"</c> (PEP 508).</summary>
internal sealed class PythonMarker
{
    private static readonly string[] Variables =
    [
        "python_version", "python_full_version", "os_name", "sys_platform", "platform_release", "platform_system",
        "platform_version", "platform_machine", "platform_python_implementation", "implementation_name",
        "implementation_version", "extra",
    ];

    private static readonly Regex Token = new(
        $@"\G\s*(?<token>'[^']*'|""[^""]*""|{PythonVersion.Operators}|[()]|[A-Za-z_][A-Za-z0-9_.]*)", RegexOptions.CultureInvariant);

    private readonly List<string> _tokens = [];
    private int _at;

    private PythonMarker(string text)
    {
        var end = 0;
        for (var match = Token.Match(text); match.Success; match = Token.Match(text, end))
        {
            _tokens.Add(match.Groups["token"].Value);
            end = match.Index + match.Length;
        }
        if (text[end..].Trim() is { Length: > 0 } rest)
            _tokens.Add(rest);
    }

    private string? Now => _at < _tokens.Count ? _tokens[_at] : null;

    /// <summary>What is wrong with the condition; null where nothing is.</summary>
    public static string? Fault(string text)
    {
        var marker = new PythonMarker(text);
        return marker.IsAnyOf() && marker.Now is null ? null
            : marker.Now is { } token ? $"the marker is wrong at '{token}'"
            : "the marker ends too soon";
    }

    private bool IsAnyOf()
    {
        do
        {
            if (!IsAllOf())
                return false;
        }
        while (Takes("or"));
        return true;
    }

    private bool IsAllOf()
    {
        do
        {
            if (!(Takes("(") ? IsAnyOf() && Takes(")") : IsComparison()))
                return false;
        }
        while (Takes("and"));
        return true;
    }

    private bool IsComparison() => IsValue() && IsOperator() && IsValue();

    private bool IsOperator() => Takes("in") || (Takes("not") ? Takes("in") : TakesIf(token => token[0] is '=' or '~' or '!' or '<' or '>'));

    private bool IsValue() => TakesIf(token => token[0] is '\'' or '"' || Variables.Contains(token));

    private bool Takes(string word) => TakesIf(token => token == word);

    private bool TakesIf(Func<string, bool> fits)
    {
        var takes = Now is { } token && fits(token);
        _at += takes ? 1 : 0;
        return takes;
    }
}
