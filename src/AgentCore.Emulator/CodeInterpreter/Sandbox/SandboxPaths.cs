namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>Where things lie, inside the sandbox and on the machine.</summary>
internal static class SandboxPaths
{
    /// <summary>The sandbox's name for itself.</summary>
    public const string HostName = "sandbox";

    /// <summary>The session's working folder.</summary>
    public const string Home = "/home/sandbox";

    /// <summary>The folder for temporary files.</summary>
    public const string Temporary = "/tmp";

    /// <summary>The folder for shared memory that programs open by name.</summary>
    public const string SharedMemory = "/dev/shm";

    /// <summary>What the emulator brings along.</summary>
    public const string Guest = "/opt/agentcore";

    /// <summary>The folders whose files lie in memory.</summary>
    public static readonly string[] InMemory = [Home, Temporary, SharedMemory];

    /// <summary>Folders where a distribution keeps programs and libraries; links to <c>/usr</c> on most.</summary>
    public static readonly string[] Programs = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    /// <summary>
    /// What programs need of the machine's <c>/etc</c>: how libraries are found, which alternative is chosen,
    /// certificates to trust, fonts, the local time. Nothing that tells of the machine or its users.
    /// </summary>
    public static readonly string[] Etc =
    [
        "/etc/alternatives", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime",
        "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/ca-certificates", "/etc/pki/tls/certs", "/etc/pki/ca-trust",
        "/etc/fonts", "/etc/matplotlibrc", "/etc/mime.types",
    ];

    /// <summary>What of <c>/proc</c> tells of the machine and its users and not of the sandbox.</summary>
    public static readonly string[] HiddenProc =
    [
        "/proc/cmdline", "/proc/keys", "/proc/key-users", "/proc/kallsyms", "/proc/timer_list", "/proc/sched_debug",
        "/proc/diskstats", "/proc/partitions", "/proc/interrupts", "/proc/modules",
    ];

    /// <summary>What programs need of <c>/etc</c> to reach the network.</summary>
    public static readonly string[] NetworkEtc =
        ["/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/services", "/etc/protocols", "/etc/gai.conf"];
}
