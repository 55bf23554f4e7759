using AgentCore.Generator;
using AgentCore.Generator.Api;
using AgentCore.Generator.Templates;

if (args is not ([_] or [_, "--check"]))
{
    Console.Error.WriteLine("Usage: AgentCore.Generator <folder src> [--check]");
    return 2;
}

try
{
    var api = ApiLoader.LoadFolder(Path.Combine(args[0], "AgentCore.Generator", "Api"));
    var files = GeneratedFiles.Of(api);
    var output = new Output(args[0]);
    return args.Length == 2 ? Check(output, files) : Write(output, files);
}
catch (ApiException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static int Write(Output output, IReadOnlyCollection<GeneratedFile> files)
{
    var changed = output.Write(files);
    foreach (var path in changed)
    {
        Console.WriteLine(path);
    }

    Console.WriteLine($"{changed.Count} files changed, {files.Count} generated.");
    return 0;
}

static int Check(Output output, IReadOnlyCollection<GeneratedFile> files)
{
    var different = output.Differences(files);
    foreach (var path in different)
    {
        Console.Error.WriteLine($"{path} differs from what the API describes. Run: ./build.sh Generate");
    }

    return different.Count == 0 ? 0 : 1;
}
