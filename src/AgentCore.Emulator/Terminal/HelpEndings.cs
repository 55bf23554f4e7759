namespace AgentCore.Emulator.Terminal;

/// <summary>What follows the options in the help of each command: examples, and the environment.</summary>
internal static class HelpEndings
{
    /// <summary>Of the command line as a whole.</summary>
    public const string Root = """
        The options of serve can be given without that word; 'agentcore-emulator serve --help' shows them.

        Examples:
          agentcore-emulator doctor                         What this machine has, and what it lacks
          agentcore-emulator --port 9580 --data ./data      Serve there, and keep browsers and profiles
          source <(agentcore-emulator completion bash)      Complete options and values by Tab

        Environment variables:
          AGENTCORE_EMULATOR_ACCESS_KEY, AGENTCORE_EMULATOR_SECRET_KEY
                                      Keys that callers sign with. Default: random.
          AGENTCORE_PYTHON, AGENTCORE_CHROMIUM
                                      Programs to use. Default: those on PATH.
        """;

    /// <summary>Of <c>serve</c>.</summary>
    public const string Serve = """
        Examples:
          agentcore-emulator --port 9580 --quota browser-sessions=2 --rates documented
          export AWS_ENDPOINT_URL_BEDROCK_AGENTCORE=http://127.0.0.1:9580    # for AWS SDKs; also
          export AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL=http://127.0.0.1:9580

        'agentcore-emulator --help' names the environment variables. SIGTERM or Ctrl+C ends it with all its sessions.
        """;

    /// <summary>Of <c>doctor</c>.</summary>
    public const string Doctor = """
        Examples:
          agentcore-emulator doctor            Exit code 1 where something that is needed failed
          agentcore-emulator doctor --json     For scripts
        """;

    /// <summary>Of <c>completion</c>.</summary>
    public const string Completion = """
        Examples:
          bash    source <(agentcore-emulator completion bash)                               # in ~/.bashrc
          zsh     source <(agentcore-emulator completion zsh)                                # in ~/.zshrc, after compinit
          fish    agentcore-emulator completion fish > ~/.config/fish/completions/agentcore-emulator.fish
          pwsh    agentcore-emulator completion pwsh | Out-String | Invoke-Expression        # in $PROFILE
        """;
}
