using AgentCore.Generator;
using AgentCore.Generator.Templates;
using Tests.Conventions;
using Xunit;

namespace Tests.Generator;

public sealed class OutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("agentcore-generator-").FullName;

    private static IReadOnlyList<GeneratedFile> Files => GeneratedFiles.Of(new ApiCopy().Load());

    [Fact]
    public void What_is_committed_is_what_the_API_describes() =>
        Assert.Empty(new Output(Path.Combine(Repository.Root, "src")).Differences(Files));

    [Fact]
    public void Generating_twice_changes_nothing()
    {
        var output = new Output(_folder);
        Assert.Equal(Files.Count, output.Write(Files).Count);
        Assert.Empty(output.Write(Files));
        Assert.Empty(output.Differences(Files));
    }

    [Fact]
    public void A_file_that_was_edited_or_is_no_longer_generated_is_named_and_put_right()
    {
        const string Edited = "AgentCore.Client/Generated/BedrockAgentCore/Enums.cs";
        const string Left = "AgentCore.Client/Generated/BedrockAgentCore/Removed.cs";
        var output = new Output(_folder);
        output.Write(Files);
        File.AppendAllText(Path.Combine(_folder, Edited), "// edited");
        File.WriteAllText(Path.Combine(_folder, Left), "class Removed;");

        Assert.Equal([Edited, Left], output.Differences(Files));
        Assert.Equal([Edited, Left], output.Write(Files));
        Assert.Empty(output.Differences(Files));
        Assert.False(File.Exists(Path.Combine(_folder, Left)));
    }

    [Fact]
    public void Lines_that_end_as_on_Windows_are_no_difference()
    {
        var output = new Output(_folder);
        output.Write(Files);
        var path = Path.Combine(_folder, Files[0].Path);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Empty(output.Differences(Files));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
