using AgentCore.Emulator.Core.Network;
using AgentCore.Emulator.Core.Walls;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// The environment of the programs of the user. Nothing in it comes from the environment of the emulator, except what
/// <see cref="HostSettings"/> names.
/// </summary>
internal static class GuestEnvironment
{
    private const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>Adds what programs need to use the network. Addresses of the sandbox itself need no proxy.</summary>
    public static void AddNetwork(
        Dictionary<string, string> variables, SessionNetwork network, HostSettings settings)
    {
        foreach (var (name, value) in settings.Variables)
        {
            variables[name] = value;
        }

        foreach (var name in new[] { "http_proxy", "https_proxy", "all_proxy" })
        {
            variables[name] = variables[name.ToUpperInvariant()] = network.Address;
        }

        variables["no_proxy"] = variables["NO_PROXY"] = "localhost,127.0.0.1,::1";
        variables["NODE_USE_ENV_PROXY"] = "1";
    }

    /// <summary>Creates the variables.</summary>
    /// <param name="home">The working folder.</param>
    /// <param name="temporary">The folder for temporary files.</param>
    /// <param name="guest">Folder of the guest program and its commands.</param>
    /// <param name="python">Python of the session.</param>
    public static Dictionary<string, string> Create(
        string home, string temporary, string guest, PythonInstallation python)
    {
        var variables = new Dictionary<string, string>
        {
            ["PATH"] = $"{guest}/bin:{home}/.local/bin:{SystemPath}",
            ["HOME"] = home,
            ["TMPDIR"] = temporary,
            ["USER"] = "sandbox",
            ["LOGNAME"] = "sandbox",
            ["SHELL"] = "/bin/bash",
            ["LANG"] = "C.UTF-8",
            ["TERM"] = "dumb", // nobody sees the terminal of a command
            ["NO_COLOR"] = "1",
            ["PAGER"] = "cat",
            ["GIT_PAGER"] = "cat",
            ["XDG_CACHE_HOME"] = $"{temporary}/.cache",
            ["MPLBACKEND"] = "Agg", // of commands; cells show figures in the results
            ["MPLCONFIGDIR"] = $"{temporary}/.matplotlib",
            ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1",
            ["PIP_BREAK_SYSTEM_PACKAGES"] = "1", // the packages of a session break nothing
            ["DENO_NO_UPDATE_CHECK"] = "1",
            ["NO_UPDATE_NOTIFIER"] = "1",
            ["npm_config_update_notifier"] = "false",
            ["npm_config_audit"] = "false", // would wait for the network, which may be missing
            ["npm_config_fund"] = "false",
            ["npm_config_cache"] = $"{temporary}/.npm",
            ["npm_config_prefix"] = $"{home}/.local", // where npm install --global may write
        };
        if (python.IsVirtualEnvironment)
        {
            variables["PIP_TARGET"] = variables["PYTHONPATH"] = $"{home}/.local/packages";
        }

        return variables;
    }
}
