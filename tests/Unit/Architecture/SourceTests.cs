using Xunit;

namespace Tests.Architecture;

/// <summary>What a file holds and where it lies, read from the source.</summary>
public sealed class SourceTests
{
    // Types that one other file alone uses, and yet have a file of their own. A line is a name with wildcards and the
    // reason.
    private static readonly (string Name, string Reason)[] Exceptions =
    [
        ("AgentCore.Generator.Templates.*", "a template a kind of file; one list of files names them all"),
        ("AgentCore.Client.Signing.RequestSigner", "the module signs its calls of the emulator with it, too"),
    ];

    private const int Heap = 300;

    [Theory]
    [InlineData("AgentCore.Module", "AgentCore")]
    [InlineData("AgentCore.Emulator", "AgentCore.Emulator")]
    [InlineData("AgentCore.Client", "AgentCore.Client")]
    [InlineData("AgentCore.Loader", "AgentCore.Loader")]
    [InlineData("AgentCore.Generator", "AgentCore.Generator")]
    public void Namespace_is_folder(string project, string root)
    {
        var source = SourceProject.Load(project);
        Assert.Empty(source.Errors);
        Assert.Empty(Misplaced(source, root));
    }

    [Fact]
    public void A_namespace_that_is_not_the_folder_is_found() => Assert.Equal(
        ["Pages/B.cs: AgentCore.Files"],
        Misplaced(
            new(
                "Sample",
                [
                    ("Pages/A.cs", "namespace AgentCore.Pages; class A;"),
                    ("Pages/B.cs", "namespace AgentCore.Files; class B;"),
                ]),
            "AgentCore"));

    [Theory]
    [InlineData("AgentCore.Module")]
    [InlineData("AgentCore.Emulator")]
    [InlineData("AgentCore.Client")]
    [InlineData("AgentCore.Generator")]
    public void A_type_that_one_file_uses_lives_there(string project) =>
        Assert.Empty(Lonely(SourceProject.Load(project)));

    [Fact]
    public void A_type_with_a_file_of_its_own_and_one_user_is_found() => Assert.Equal(
        ["Lonely (Lonely.cs) is used by User.cs alone"],
        Lonely(new(
            "Sample",
            [
                ("Lonely.cs", "class Lonely;"),
                ("Shared.cs", "static class Shared { public static int Half(this int value) => value / 2; }"),
                ("User.cs", "class User { Lonely? _lonely; int Use() => 4.Half(); }"),
                ("Other.cs", "class Other { int Use() => 6.Half(); }"),
            ])));

    [Fact]
    public void Every_exception_is_needed_and_has_a_reason()
    {
        var lonely = new[] { "AgentCore.Module", "AgentCore.Emulator", "AgentCore.Client", "AgentCore.Generator" }
            .SelectMany(project => SourceProject.Load(project).UsedByOneFile)
            .ToList();
        Assert.All(Exceptions, exception =>
        {
            Assert.NotEmpty(exception.Reason);
            Assert.Contains(lonely, found => Matches(exception.Name, found.Type));
        });
    }

    [Theory]
    [InlineData("AgentCore.Module")]
    [InlineData("AgentCore.Emulator")]
    [InlineData("AgentCore.Client")]
    [InlineData("AgentCore.Generator")]
    public void No_file_is_a_heap(string project)
    {
        var source = SourceProject.Load(project);
        Assert.DoesNotContain(
            source.Files,
            file => !IsGenerated(file) && source.LinesOf(file) > Heap && !source.BeginsWithComment(file));
    }

    // Polyfills live where the framework has what they stand in for.
    private static IEnumerable<string> Misplaced(SourceProject source, string root) => source.Files
        .Where(file => Path.GetFileName(file) != "Polyfills.cs")
        .Where(file => !file.StartsWith("Generated/", StringComparison.Ordinal) || source.Name == "AgentCore.Emulator")
        .Where(file => !file.StartsWith("Model/", StringComparison.Ordinal) || source.NamespaceOf(file) != "AgentCore")
        .Where(file => source.NamespaceOf(file) is { } found && found != Expected(root, file))
        .Select(file => $"{file}: {source.NamespaceOf(file)}");

    private static string Expected(string root, string file) =>
        string.Join('.', new[] { root }.Concat(file.Split('/')[..^1]));

    // A type that one file alone uses may have a file of its own where
    // - it is generated, or generated code alone uses it: that follows the API;
    // - the composition root uses it: the files beside the project file name each part once, which is what they are
    // for;
    // - it is a public value of Model: users name it;
    // - another room uses it: it is a door of its room, and would take the room's work along;
    // - both files together would be a heap.
    private static IEnumerable<string> Lonely(SourceProject source) => source.UsedByOneFile
        .Where(found => !IsGenerated(found.File) && !IsGenerated(found.User))
        .Where(found => source.Name == "Sample" || found.User.Contains('/'))
        .Where(found => !found.File.StartsWith("Model/", StringComparison.Ordinal))
        .Where(found => Path.GetDirectoryName(found.File) == Path.GetDirectoryName(found.User))
        .Where(found => source.LinesOf(found.File) + source.LinesOf(found.User) <= Heap)
        .Where(found => !Exceptions.Any(exception => Matches(exception.Name, found.Type)))
        .Select(found => $"{found.Type} ({found.File}) is used by {found.User} alone");

    private static bool IsGenerated(string file) => file.StartsWith("Generated/", StringComparison.Ordinal);

    private static bool Matches(string pattern, string name) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
