namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>Paths in the sandbox, and on the machine.</summary>
internal static class SandboxPaths
{
    /// <summary>Host name of the sandbox.</summary>
    public const string HostName = "sandbox";

    /// <summary>Working folder of the session.</summary>
    public const string Home = "/home/sandbox";

    /// <summary>The folder for temporary files.</summary>
    public const string Temporary = "/tmp";

    /// <summary>The folder for named shared memory.</summary>
    public const string SharedMemory = "/dev/shm";

    /// <summary>Folder of the guest program and its commands.</summary>
    public const string Guest = "/opt/agentcore";

    /// <summary>The folders whose files are in memory.</summary>
    public static readonly string[] InMemory = [Home, Temporary, SharedMemory];

    /// <summary>
    /// Files of <c>/etc</c> that programs need: library paths, alternatives, trusted certificates, fonts, local time.
    /// None has information about the machine or its users.
    /// </summary>
    public static readonly string[] Etc =
    [
        "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime",
        "/etc/os-release", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/ca-certificates", "/etc/pki/tls/certs",
        "/etc/pki/ca-trust", "/etc/fonts", "/etc/matplotlibrc", "/etc/mime.types",
    ];

    /// <summary>
    /// Files of <c>/etc</c> that programs need to use the network. Names are resolved outside, by the proxy.
    /// </summary>
    public static readonly string[] NetworkEtc = ["/etc/nsswitch.conf", "/etc/services", "/etc/protocols"];
}
