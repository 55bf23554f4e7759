using AgentCore.Generator.Api;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: AgentCore.Generator <folder of the API's documents>");
    return 2;
}

try
{
    var api = ApiLoader.LoadFolder(folder);
    Console.WriteLine($"{api.Planes.Sum(plane => plane.Operations.Count)} operations in {api.Planes.Count} planes.");
    return 0;
}
catch (ApiException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
