using AgentCore.Pages.Viewer;
using Xunit;

namespace Tests.Module.Pages.Viewer;

public sealed class DcvClientTests : IDisposable
{
    private const string Inside =
        "node_modules/bedrock-agentcore/dist/src/tools/browser/live-view/nice-dcv-web-client-sdk/dcvjs-umd";

    private readonly string _root = Directory.CreateTempSubdirectory("dcv-").FullName;

    [Fact]
    public void It_is_found_in_a_folder_above_the_project()
    {
        var client = Install(_root);
        var project = Directory.CreateDirectory(Path.Combine(_root, "a", "b")).FullName;
        Assert.Equal(client, DcvClient.Find(DcvClient.OfProject(project)));
    }

    [Fact]
    public void The_nearest_one_is_taken()
    {
        Install(_root);
        var project = Path.Combine(_root, "a");
        Assert.Equal(Install(project), DcvClient.Find(DcvClient.OfProject(project)));
    }

    [Fact]
    public void A_package_without_its_script_is_none()
    {
        Directory.CreateDirectory(Path.Combine(_root, Inside));
        Assert.Null(DcvClient.Find([Path.Combine(_root, "node_modules")]));
    }

    [Theory]
    [InlineData("dcv.js", 200)]
    [InlineData("dcv/lz4decoder-worker.js", 200)]
    [InlineData("dcv%2Flz4decoder-worker.js", 200)]
    [InlineData("missing.js", 403)]
    [InlineData("EULA.txt", 403)]
    [InlineData("../outside.js", 403)]
    [InlineData("..%2Foutside.js", 403)]
    [InlineData("%2Fetc%2Fpasswd", 403)]
    [InlineData("", 403)]
    public void Only_its_scripts_are_served(string name, int status)
    {
        var client = Install(_root);
        Directory.CreateDirectory(Path.Combine(client, "dcv"));
        File.WriteAllText(Path.Combine(client, "dcv", "lz4decoder-worker.js"), "2");
        File.WriteAllText(Path.Combine(client, "EULA.txt"), "3");
        File.WriteAllText(Path.Combine(client, "..", "outside.js"), "4");
        Assert.Equal(status, ViewerResponse.File(client, name).Status);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Install(string folder)
    {
        var client = Directory.CreateDirectory(Path.Combine(folder, Inside)).FullName;
        File.WriteAllText(Path.Combine(client, "dcv.js"), "1");
        return client;
    }
}
