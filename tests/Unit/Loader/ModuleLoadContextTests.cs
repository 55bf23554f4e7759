using System.Reflection;
using AgentCore.Loader;
using Xunit;

namespace Tests.Loader;

public sealed class ModuleLoadContextTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentcore-loader-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_folder_is_loaded_once()
    {
        var folder = Copy("a");
        Assert.Same(ModuleIn(folder), ModuleIn(folder));
    }

    [Fact]
    public void The_same_version_of_another_folder_is_that_folder_s()
    {
        var (one, two) = (Copy("a"), Copy("b"));
        Assert.Equal(Path.Combine(one, "AgentCore.Module.dll"), ModuleIn(one).Location);
        Assert.Equal(Path.Combine(two, "AgentCore.Module.dll"), ModuleIn(two).Location);
    }

    [Fact]
    public void What_took_the_place_of_another_version_needs_another_PowerShell()
    {
        var folder = Copy("a");
        ModuleIn(folder);
        var module = Path.Combine(folder, "AgentCore.Module.dll");
        // A new file in the old one's place, as an update makes it: the old one is in use.
        File.Delete(module);
        File.Copy(typeof(Assert).Assembly.Location, module);
        var error = Assert.Throws<InvalidOperationException>(() => ModuleIn(folder));
        Assert.Contains("Start a new PowerShell", error.Message, StringComparison.Ordinal);
    }

    private string Copy(string name)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        File.Copy(typeof(AgentCore.Service.Connection).Assembly.Location, Path.Combine(folder, "AgentCore.Module.dll"));
        return folder;
    }

    private static Assembly ModuleIn(string folder)
    {
        using (ModuleLoadContext.Enter(folder))
        {
            return Assembly.Load(new AssemblyName("AgentCore.Module"));
        }
    }
}
