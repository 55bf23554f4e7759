using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Tests.Conventions;

namespace Tests.Architecture;

/// <summary>
/// The source of a project as the compiler understands it: which file mentions which of the project's types.
/// </summary>
internal sealed class SourceProject
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private const string WebUsings = """
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging; global using System.Net.Http.Json;
        """;

    private static readonly CSharpParseOptions Options = new(
        LanguageVersion.Latest,
        DocumentationMode.Parse,
        preprocessorSymbols:
        [
            "NET", "NETCOREAPP", "NET8_0", "NET8_0_OR_GREATER", "NET7_0_OR_GREATER", "NET6_0_OR_GREATER",
        ]);

    private static readonly ConcurrentDictionary<string, SourceProject> Loaded = new();

    private readonly CSharpCompilation _compilation;
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly Lazy<IReadOnlyList<(INamedTypeSymbol Type, string Declared, string File)>> _mentions;
    private readonly Lazy<IReadOnlyList<(string Type, string File, string User)>> _usedByOneFile;

    /// <summary>Takes sources as they are.</summary>
    /// <param name="name">The assembly's name.</param>
    /// <param name="sources">Path from the project's folder, with forward slashes, and text of each file.</param>
    /// <param name="web">Whether the project is made with the SDK for web programs, which imports more.</param>
    public SourceProject(string name, IEnumerable<(string Path, string Text)> sources, bool web = false)
    {
        Name = name;
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, Options, source.Path)).ToList();
        Files = trees.Select(tree => tree.FilePath).ToList();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => MayMention(name, Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            name,
            trees.Append(CSharpSyntaxTree.ParseText(web ? ImplicitUsings + WebUsings : ImplicitUsings, Options, "")),
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        _mentions = new(() => [.. FindMentions()]);
        _usedByOneFile = new(() => [.. FindUsedByOneFile()]);
    }

    /// <summary>The assembly's name.</summary>
    public string Name { get; }

    /// <summary>The files, by their paths from the project's folder.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The source of a project of src, generated files included; it is read and understood once.</summary>
    public static SourceProject Load(string name) => Loaded.GetOrAdd(name, Read);

    private static SourceProject Read(string name)
    {
        var folder = Path.Combine(Repository.Root, "src", name);
        var files = Repository.Sources(folder)
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)));
        return new(name, files, File.ReadAllText(Path.Combine(folder, name + ".csproj")).Contains("Sdk.Web"));
    }

    /// <summary>
    /// What the compiler does not understand, but for what source generators would add and an entry point.
    /// </summary>
    public IEnumerable<string> Errors => _compilation.GetDiagnostics()
        .Where(found => found.Severity == DiagnosticSeverity.Error && found.Id is not ("CS8795" or "CS5001"))
        .Select(found => found.ToString());

    /// <summary>The namespace that a file declares; null for a file without one.</summary>
    public string? NamespaceOf(string file) =>
        Tree(file).GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        .FirstOrDefault()?.Name.ToString();

    /// <summary>How many lines a file has.</summary>
    public int LinesOf(string file) => Tree(file).GetText().Lines.Count;

    /// <summary>Whether a file tells something of itself before anything else.</summary>
    public bool BeginsWithComment(string file) =>
        Tree(file).GetText().ToString().StartsWith("//", StringComparison.Ordinal);

    /// <summary>
    /// Types that exactly one file beside their own mentions: the type's full name, its file and the other one. A
    /// helper that its own file needs as well is not among them.
    /// </summary>
    public IReadOnlyList<(string Type, string File, string User)> UsedByOneFile => _usedByOneFile.Value;

    private IEnumerable<(string Type, string File, string User)> FindUsedByOneFile()
    {
        var users = _mentions.Value
            .Where(mention => mention.File != mention.Declared)
            .ToLookup(mention => mention.Type, mention => mention.File, SymbolEqualityComparer.Default);
        foreach (var user in users)
        {
            var type = (INamedTypeSymbol)user.Key!;
            var own = type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath).ToHashSet();
            var others = user.Where(file => !own.Contains(file)).Distinct().ToList();
            if (others.Count == 1 && !IsAtHome(type))
            {
                yield return (type.ToDisplayString(), type.DeclaringSyntaxReferences[0].SyntaxTree.FilePath, others[0]);
            }
        }
    }

    // Whether a type stands beside the one that its file is named after, and that file needs it: it is at home there.
    private bool IsAtHome(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(own =>
    {
        var model = Model(own.SyntaxTree);
        return Path.GetFileNameWithoutExtension(own.SyntaxTree.FilePath) != type.Name
            && own.SyntaxTree.GetRoot().DescendantNodes(node => node != own.GetSyntax()).OfType<SimpleNameSyntax>()
                .Any(name => SymbolEqualityComparer.Default.Equals(Type(model.GetSymbolInfo(name).Symbol), type));
    });

    /// <summary>Arrows from one folder to another, and a pair of file and type that makes each.</summary>
    public IEnumerable<(string From, string To)> FolderArrows() => _mentions.Value
        .Select(mention => (Folder(mention.File), Folder(mention.Declared)))
        .Where(arrow => arrow.Item1 != arrow.Item2)
        .Distinct();

    // All projects lie beside the tests; a project sees the others only where its project file says so.
    private static bool MayMention(string project, string assembly) =>
        !assembly.StartsWith("AgentCore.", StringComparison.Ordinal)
            || (project, assembly) is ("AgentCore.Module", "AgentCore.Client");

    private static string Folder(string file) => Path.GetDirectoryName(file)!.Replace('\\', '/');

    // It keeps what it has found out.
    private SemanticModel Model(SyntaxTree tree) =>
        _models.GetOrAdd(tree, added => _compilation.GetSemanticModel(added));

    private SyntaxTree Tree(string file) => _compilation.SyntaxTrees.Single(tree => tree.FilePath == file);

    private IEnumerable<(INamedTypeSymbol Type, string Declared, string File)> FindMentions()
    {
        foreach (var tree in _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            var model = Model(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var info = model.GetSymbolInfo(name);
                if (Type(info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not { } type)
                {
                    continue;
                }

                if (type.DeclaringSyntaxReferences is [var declared, ..])
                {
                    yield return (type, declared.SyntaxTree.FilePath, tree.FilePath);
                }
            }
        }
    }

    // The outermost type that a name stands for; of an extension method the class that holds it.
    private static INamedTypeSymbol? Type(ISymbol? symbol)
    {
        var type = symbol switch
        {
            IMethodSymbol { IsExtensionMethod: true } extension => extension.ContainingType,
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType,
            IAliasSymbol alias => alias.Target as INamedTypeSymbol,
            _ => symbol as INamedTypeSymbol,
        };
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }
}
