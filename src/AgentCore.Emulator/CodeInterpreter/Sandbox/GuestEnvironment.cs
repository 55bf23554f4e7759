namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>The environment of the user's programs: nothing of it comes from the machine's own.</summary>
internal static class GuestEnvironment
{
    private const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The variables.</summary>
    /// <param name="home">The working folder.</param>
    /// <param name="temporary">The folder for temporary files.</param>
    /// <param name="guest">Where the emulator's own files lie.</param>
    /// <param name="python">The Python in use.</param>
    public static Dictionary<string, string> Of(string home, string temporary, string guest, PythonInstallation python)
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
            ["TERM"] = "dumb", // commands run in a terminal that nobody looks at
            ["NO_COLOR"] = "1",
            ["PAGER"] = "cat",
            ["GIT_PAGER"] = "cat",
            ["XDG_CACHE_HOME"] = $"{temporary}/.cache",
            ["MPLBACKEND"] = "Agg",
            ["MPLCONFIGDIR"] = $"{temporary}/.matplotlib",
            ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1",
            ["PIP_BREAK_SYSTEM_PACKAGES"] = "1", // the session's own packages break nothing
            ["DENO_NO_UPDATE_CHECK"] = "1",
            ["NO_UPDATE_NOTIFIER"] = "1",
            ["npm_config_update_notifier"] = "false",
            ["npm_config_audit"] = "false", // would wait for a network that is not there
            ["npm_config_fund"] = "false",
            ["npm_config_cache"] = $"{temporary}/.npm",
            ["npm_config_prefix"] = $"{home}/.local", // where npm install --global may write
        };
        if (python.IsVirtualEnvironment)
        {
            variables["PIP_TARGET"] = variables["PYTHONPATH"] = $"{home}/.local/packages";
        }
        else
        {
            variables["PIP_USER"] = "1";
        }

        return variables;
    }
}
