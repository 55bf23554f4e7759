using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Tests.Conventions;

/// <summary>
/// What no analyser of the build checks of the one dialect: columns, where an arrow stands, one name.
/// </summary>
public sealed class DialectTests
{
    private const int Columns = 120;

    [Fact]
    public void The_code_is_written_in_one_dialect() => Assert.Empty(
        new[] { "src", "tests" }
            .SelectMany(folder => Repository.Sources(Path.Combine(Repository.Root, folder)))
            .SelectMany(file => Faults(File.ReadAllText(file))
                .Select(fault => $"{Path.GetRelativePath(Repository.Root, file)} {fault}")));

    [Fact]
    public void A_long_line_is_found_but_for_text_that_is_quoted_as_it_is() => Assert.Equal(
        ["(2): longer than 120 columns"],
        Faults($""""
            // {new string('a', 117)}
            // {new string('a', 118)}
            var page = """
                {new string('a', 130)}
                """;
            """"));

    [Fact]
    public void An_arrow_at_the_beginning_of_a_line_is_found() => Assert.Equal(
        ["(2): => stands at the end of a line"],
        Faults("""
            class A { int B()
                => 1; int C() =>
                2; }
            """));

    [Fact]
    public void Another_name_of_a_cancellation_token_is_found() => Assert.Equal(
        ["(1): 'stop' is called cancellationToken"],
        Faults("class A { void B(CancellationToken stop) { } void C(CancellationToken cancellationToken) { } }"));

    private static IEnumerable<string> Faults(string text)
    {
        var tree = CSharpSyntaxTree.ParseText(text);
        var root = tree.GetRoot();
        var lines = tree.GetText().Lines;
        int LineOf(int position) => lines.GetLinePosition(position).Line;
        var quoted = root.DescendantNodes()
            .Where(node => node is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax)
            .Where(node => node.ToString().TrimStart('$').StartsWith("\"\"\"", StringComparison.Ordinal))
            .SelectMany(node => Enumerable.Range(
                LineOf(node.SpanStart), LineOf(node.Span.End) - LineOf(node.SpanStart) + 1))
            .ToHashSet();
        var tooLong = lines
            .Where(line => line.End - line.Start > Columns && !quoted.Contains(line.LineNumber))
            .Select(line => $"({line.LineNumber + 1}): longer than {Columns} columns");
        var arrows = root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.EqualsGreaterThanToken))
            .Where(token => LineOf(token.GetPreviousToken().Span.End) < LineOf(token.SpanStart))
            .Select(token => $"({LineOf(token.SpanStart) + 1}): => stands at the end of a line");
        // Of a lambda the name is free: it may stand inside a method that has a token of its own.
        var tokens = root.DescendantNodes().OfType<ParameterSyntax>()
            .Where(parameter => parameter.Type?.ToString() is "CancellationToken")
            .Where(parameter => parameter.Parent?.Parent is not AnonymousFunctionExpressionSyntax)
            .Where(parameter => parameter.Identifier.Text != "cancellationToken")
            .Select(parameter =>
                $"({LineOf(parameter.SpanStart) + 1}): '{parameter.Identifier.Text}' is called cancellationToken");
        return tooLong.Concat(arrows).Concat(tokens);
    }
}
