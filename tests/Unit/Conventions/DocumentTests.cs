using System.Text.RegularExpressions;
using Xunit;

namespace Tests.Conventions;

/// <summary>What the documents for contributors name exists, and the index of the decisions is whole.</summary>
public sealed partial class DocumentTests
{
    private const string Architecture = "docs/ARCHITECTURE.md";

    private static readonly SourceTree Tree = new(Repository.Root);

    public static TheoryData<string> Documents =>
        [Architecture, "docs/INVARIANTS.md", "CONTRIBUTING.md", "src/AgentCore.Emulator/Http/README.md"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_names_only_what_exists(string document) => Assert.Empty(Missing(Tree.Read(document)));

    [Theory]
    [InlineData("`src/AgentCore.Loader` and `tests/*/x`, `DocumentTests.Tree`, `AgentCore.Loader`", "")]
    [InlineData("`Get-ACContext`, `AgentCore.psd1`, `IDE0055`, `cancellationToken`, `-Task Build`", "")]
    [InlineData("`src/AgentCore.Loader/Gone`", "src/AgentCore.Loader/Gone")]
    [InlineData("`NobodysClass` beside `DocumentTests`", "NobodysClass")]
    [InlineData("`Repository.Root` and `Repository.NobodysMember`", "Repository.NobodysMember")]
    [InlineData("`Get-ACNothing` and `Nothing.psd1`", "Get-ACNothing,Nothing.psd1")]
    public void The_check_finds_what_does_not_exist(string text, string missing) =>
        Assert.Equal(missing, string.Join(',', Missing(text)));

    [Theory]
    [InlineData("From `-ViewPort` to the wire", 7)]
    [InlineData("From an event on the socket to the pipeline", 7)]
    [InlineData("From an HTTP request to a click in Chromium, and back", 8)]
    public void A_way_of_data_leads_through_few_folders_and_names_their_types(string way, int most)
    {
        var steps = Steps(Tree.Read(Architecture), way);
        Assert.InRange(steps.Select(step => step.Folder).Distinct().Count(), 1, most);
        Assert.All(steps, step => Assert.NotEmpty(step.Types));
        Assert.Empty(steps.SelectMany(Elsewhere));
    }

    [Fact]
    public void A_type_of_a_way_must_be_in_the_folder_of_its_step()
    {
        var text = "### Way\n\n| 1 | `tests/Unit/Conventions` | `DocumentTests` finds `-X` |\n"
            + "| 2 | `src/AgentCore.Loader` | `DocumentTests` |\n\n### Next\n| 1 | `docs/images` | |\n";
        var steps = Steps(text, "Way");
        Assert.Equal(["tests/Unit/Conventions", "src/AgentCore.Loader"], steps.Select(step => step.Folder));
        Assert.Equal(["DocumentTests is not in src/AgentCore.Loader"], steps.SelectMany(Elsewhere));
    }

    [Fact]
    public void Every_room_is_in_the_architecture()
    {
        Assert.NotEmpty(Tree.Rooms);
        Assert.Empty(Tree.Rooms.Except(Names(Tree.Read(Architecture))));
    }

    [Fact]
    public void Every_link_leads_to_a_file()
    {
        var documents = Tree.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)).ToList();
        Assert.Contains(Architecture, documents);
        Assert.Empty(documents.SelectMany(BrokenLinks));
    }

    [Fact]
    public void Every_decision_has_a_date_and_a_line_in_the_index()
    {
        const string folder = "docs/decisions/";
        var index = Tree.Read(folder + "README.md");
        var records = Tree.Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal))
            .Select(file => file[folder.Length..]).Where(name => name != "README.md").ToList();
        Assert.NotEmpty(records);
        Assert.All(records, name => Assert.Matches(@"\A\d{4}-\d\d-\d\d(-[a-z0-9]+)+\.md\z", name));
        Assert.All(records, name => Assert.Contains($"- {name[..10]} [{Title(folder + name)}]({name})", index));
    }

    private static string Title(string file) => Tree.Read(file).Split('\n')[0][2..];

    private static IEnumerable<string> Missing(string text) =>
        Names(text).Where(name => !Tree.Knows(name));

    private static IEnumerable<string> Names(string text) =>
        Quoted().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    private static List<Step> Steps(string text, string way)
    {
        var section = text.Split($"### {way}\n", 2)[1].Split("\n#", 2)[0];
        return StepRow().Matches(section)
            .Select(row => new Step(row.Groups[1].Value, [.. Names(row.Groups[2].Value).Where(SourceTree.IsType)]))
            .ToList();
    }

    private static IEnumerable<string> Elsewhere(Step step) =>
        step.Types.Where(type => !Tree.IsIn(step.Folder, type)).Select(type => $"{type} is not in {step.Folder}");

    private static IEnumerable<string> BrokenLinks(string document) =>
        Link().Matches(Tree.Read(document))
            .Select(match => match.Groups[1].Value)
            .Where(target => !Path.Exists(Path.Combine(Tree.Root, Path.GetDirectoryName(document)!, target)))
            .Select(target => $"{document}: {target}");

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| \d+ \| `([^`]+)` \|(.*)\|\r?$", RegexOptions.Multiline)]
    private static partial Regex StepRow();

    [GeneratedRegex(@"\]\(([^)#:\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    private sealed record Step(string Folder, IReadOnlyList<string> Types);

    /// <summary>The files of the repository, without what builds make, and the types that its C# declares.</summary>
    private sealed partial class SourceTree
    {
        private readonly ILookup<string, string> _types;
        private readonly string _manifest;

        public SourceTree(string root)
        {
            Root = root;
            Files = [.. Directory.EnumerateFiles(root)
                .Concat(new[] { "src", "tests", "docs" }.SelectMany(folder =>
                    Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories)))
                .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
                .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))];
            _types = Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
                .SelectMany(file => Declaration().Matches(Read(file))
                    .Select(match => (Type: match.Groups[1].Value, file)))
                .ToLookup(declared => declared.Type, declared => declared.file);
            _manifest = Read("AgentCore.psd1");
        }

        public string Root { get; }

        public IReadOnlyList<string> Files { get; }

        /// <summary>The folders right below the projects in src that hold C#.</summary>
        public IEnumerable<string> Rooms => Files
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => file.Split('/'))
            .Where(parts => parts is ["src", _, _, _, ..])
            .Select(parts => string.Join('/', parts[..3]))
            .Distinct();

        public string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

        /// <summary>Whether this has the form of a type's name, or of a type and its member.</summary>
        public static bool IsType(string name) => TypeForm().IsMatch(name);

        public bool IsIn(string folder, string type) =>
            _types[type.Split('.')[0]].Any(file => file.StartsWith(folder + "/", StringComparison.Ordinal));

        /// <summary>Whether a name exists, where it is one of a path, a file, a cmdlet, a project or a type.</summary>
        public bool Knows(string name)
        {
            if (PathForm().IsMatch(name))
            {
                return Path.Exists(Path.Combine(Root, name));
            }

            if (FileForm().IsMatch(name))
            {
                return Files.Any(file => file == name || file.EndsWith("/" + name, StringComparison.Ordinal));
            }

            if (CmdletForm().IsMatch(name))
            {
                return _manifest.Contains($"'{name}'", StringComparison.Ordinal);
            }

            return !IsType(name) || Directory.Exists(Path.Combine(Root, "src", name)) || IsDeclared(name.Split('.'));
        }

        private bool IsDeclared(string[] parts) =>
            _types[parts[0]].Any(file => parts.Skip(1).All(member => Regex.IsMatch(Read(file), $@"\b{member}\b")));

        [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+([A-Z]\w*)")]
        private static partial Regex Declaration();

        [GeneratedRegex(@"\A(?:src|tests|docs)/[\w./-]+\z")]
        private static partial Regex PathForm();

        [GeneratedRegex(@"\A[\w.-]+\.(?:cs|json|md|props|ps1|ps1xml|psd1|sh|sln|txt)\z")]
        private static partial Regex FileForm();

        [GeneratedRegex(@"\A[A-Z][a-z]+-AC[A-Za-z]+\z")]
        private static partial Regex CmdletForm();

        [GeneratedRegex(@"\A[A-Z]\w*[a-z]\w*(?:\.[A-Z]\w*)*\z")]
        private static partial Regex TypeForm();
    }
}
