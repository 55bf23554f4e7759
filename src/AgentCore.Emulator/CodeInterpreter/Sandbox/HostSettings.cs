using System.Text;
using AgentCore.Emulator.Core;

namespace AgentCore.Emulator.CodeInterpreter.Sandbox;

/// <summary>
/// What PUBLIC programs get of this machine's settings, so that installing packages works as it does outside: where
/// pip and npm find packages, and the certificates that the machine trusts. Each setting is named here; no other one,
/// and no token, key or password of another kind, gets in. An address of packages is passed on as it is.
/// </summary>
internal sealed class HostSettings
{
    private const int LongestFile = 16 * 1024 * 1024;
    private const string PipFile = "/etc/pip.conf";
    private const string NpmFile = "/etc/npmrc";

    private static readonly string[] PipOptions =
    [
        "index-url", "extra-index-url", "find-links", "no-index", "trusted-host", "cert", "timeout", "default-timeout",
        "retries", "prefer-binary", "only-binary", "no-binary",
    ];

    private static readonly string[] NpmOptions =
        ["registry", "cafile", "strict-ssl", "fetch-timeout", "fetch-retries", "replace-registry-host"];

    // Those of OpenSSL, Python's requests, curl, Node.js, the AWS CLI, Deno and git.
    private static readonly string[] CertificateVariables =
    [
        "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "AWS_CA_BUNDLE", "DENO_CERT",
        "GIT_SSL_CAINFO",
    ];

    private static readonly string[] SystemCertificates =
    [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ];

    // Too much to show because a setting names them.
    private static readonly string[] WideFolders =
    [
        "/", "/boot", "/dev", "/etc", "/home", "/media", "/mnt", "/opt", "/proc", "/root", "/run", "/srv", "/sys",
        "/tmp", "/var",
    ];

    private readonly Func<string, string?> _variable;
    private readonly string _root;
    private readonly string _home;
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, string> _files = [];
    private readonly HashSet<string> _folders = [];
    private bool _hasPipCertificates;

    private HostSettings(Func<string, string?> variable, string root)
    {
        (_variable, _root) = (variable, root);
        _home = Set("HOME") ?? "/";
    }

    /// <summary>The variables of programs.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>The files to make, by their places in the sandbox.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>The folders of this machine to show, at the same places.</summary>
    public IReadOnlyCollection<string> Folders => _folders;

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="proxy">Address of the session's proxy.</param>
    /// <param name="root">Folder that stands for the root of the machine.</param>
    public static HostSettings Read(Func<string, string?> variable, string proxy, string root = "")
    {
        var settings = new HostSettings(variable, root);
        settings.AddCertificates();
        settings.AddPip(proxy);
        settings.AddNpm(proxy);
        settings.AddSystemCertificates();
        return settings;
    }

    private void AddCertificates()
    {
        foreach (var name in CertificateVariables)
        {
            if (Set(name) is { } path && ShowCertificates(path))
            {
                _variables[name] = path;
            }
        }

        var folders = (Set("SSL_CERT_DIR") ?? "").Split(':').Where(ShowFolder).ToArray();
        if (folders.Length > 0)
        {
            _variables["SSL_CERT_DIR"] = string.Join(':', folders);
        }

        _variables["DENO_TLS_CA_STORE"] = "system,mozilla";
    }

    // Programs that bring a list of their own use the machine's instead. pip prefers this variable to its own setting.
    private void AddSystemCertificates()
    {
        if (SystemCertificates.FirstOrDefault(File.Exists) is not { } system || !ShowCertificates(system))
        {
            return;
        }

        _variables.TryAdd("NODE_EXTRA_CA_CERTS", system);
        if (!_hasPipCertificates && !_variables.ContainsKey("CURL_CA_BUNDLE"))
        {
            _variables.TryAdd("REQUESTS_CA_BUNDLE", system);
        }
    }

    private void AddPip(string proxy)
    {
        // In pip's own order; later files win. With a file of one's own, pip does not read the user's.
        var chosen = Set("PIP_CONFIG_FILE");
        string[] user = File.Exists(chosen)
            ? [chosen]
            : [$"{_home}/.pip/pip.conf", $"{Set("XDG_CONFIG_HOME") ?? $"{_home}/.config"}/pip/pip.conf"];
        var found = new Dictionary<(string Section, string Name), string>();
        string[] system = ["/etc/xdg/pip/pip.conf", PipFile];
        foreach (var line in system.Select(path => _root + path).Concat(user).SelectMany(IniFile.Read))
        {
            if (PipOptions.Contains(line.Name) && PipValue(line.Name, line.Value) is { } value)
            {
                found[(line.Section, line.Name)] = value;
            }
        }

        foreach (var name in PipOptions)
        {
            var variable = "PIP_" + name.Replace('-', '_').ToUpperInvariant();
            if (Set(variable) is { } text && PipValue(name, text) is { } value)
            {
                _variables[variable] = value;
            }
        }

        _hasPipCertificates = found.ContainsKey(("global", "cert")) || _variables.ContainsKey("PIP_CERT");

        // pip's own setting goes for every host. Without it, an address of loopback is one of the sandbox.
        var variables = _variables.Where(one => one.Key.StartsWith("PIP_", StringComparison.Ordinal));
        if (found.Values.Concat(variables.Select(one => one.Value)).Any(NamesThisMachine))
        {
            found[("global", "proxy")] = proxy;
        }

        var content = new StringBuilder();
        foreach (var section in found.GroupBy(one => one.Key.Section))
        {
            content.Append('[').Append(section.Key).Append("]\n");
            foreach (var (key, value) in section)
            {
                content.Append(key.Name).Append(" = ")
                    .Append(value.Replace("\n", "\n  ", StringComparison.Ordinal)).Append('\n');
            }
        }

        _files[PipFile] = content.ToString();
    }

    private static bool NamesThisMachine(string value) => value
        .Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
        .Any(word => Uri.TryCreate(word, UriKind.Absolute, out var address) && !address.IsFile && address.IsLoopback);

    private string? PipValue(string name, string value)
    {
        if (name == "cert")
        {
            return ShowCertificates(Expand(value)) ? Expand(value) : null;
        }

        if (name != "find-links")
        {
            return value;
        }

        var shown = value.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(Expand)
            .Where(place => !Path.IsPathRooted(place) || ShowFolder(place))
            .ToArray();
        return shown.Length > 0 ? string.Join('\n', shown) : null;
    }

    private void AddNpm(string proxy)
    {
        var found = new Dictionary<string, string>();
        string[] system = [NpmFile, "/usr/etc/npmrc", "/usr/local/etc/npmrc"];
        var user = Npm("userconfig") ?? $"{_home}/.npmrc";
        foreach (var line in system.Select(path => _root + path).Append(user).SelectMany(IniFile.Read))
        {
            AddNpm(found, line.Name, line.Value.Trim('"', '\''));
        }

        foreach (var name in NpmOptions)
        {
            AddNpm(found, name, Npm(name));
        }

        (found["proxy"], found["https-proxy"]) = (proxy, proxy);
        _files[NpmFile] = string.Concat(found.Select(one => $"{one.Key}={one.Value}\n"));
        _variables["npm_config_globalconfig"] = NpmFile;
    }

    private void AddNpm(Dictionary<string, string> found, string name, string? value)
    {
        // What a variable fills in is not here, and may be a secret. "@company:registry" is for packages of one name.
        var isKnown = NpmOptions.Contains(name) || (name.StartsWith('@') && name.EndsWith(":registry"));
        if (isKnown && value is not null && !value.Contains("${", StringComparison.Ordinal)
            && (name != "cafile" || ShowCertificates(Expand(value))))
        {
            found[name] = name == "cafile" ? Expand(value) : value;
        }
    }

    private string? Npm(string name)
    {
        var variable = "npm_config_" + name.Replace('-', '_');
        return Set(variable) ?? Set(variable.ToUpperInvariant());
    }

    private string? Set(string name) => _variable(name) is { Length: > 0 } value ? value : null;

    private string Expand(string path) => path switch
    {
        _ when path.StartsWith("~/", StringComparison.Ordinal) => _home + path[1..],
        _ when path.StartsWith("file://", StringComparison.Ordinal) => path["file://".Length..],
        _ => path,
    };

    // A copy, because the file may be readable by the emulator's user alone.
    private bool ShowCertificates(string path)
    {
        if (!Path.IsPathRooted(path) || !File.Exists(path) || !FileStatus.IsRegular(path))
        {
            return false;
        }

        if (IsShown(path))
        {
            return true;
        }

        try
        {
            var content = new FileInfo(path).Length <= LongestFile ? File.ReadAllText(path) : "";
            if (!content.Contains("-----BEGIN ", StringComparison.Ordinal)
                || content.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            {
                return false;
            }

            _files[Path.GetFullPath(path)] = content;
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // programs of the emulator's user could not read it either
        }
    }

    private bool ShowFolder(string path)
    {
        if (!Path.IsPathRooted(path) || !Directory.Exists(path))
        {
            return false;
        }

        var real = Directory.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        real = real.Length > 1 ? real.TrimEnd('/') : real;
        if (WideFolders.Contains(real) || (_home + "/").StartsWith(real + "/", StringComparison.Ordinal))
        {
            return false;
        }

        if (!IsShown(path))
        {
            _folders.Add(Path.GetFullPath(path));
        }

        return true;
    }

    private static bool IsShown(string path) => SandboxPaths.Etc.Append("/usr")
        .Any(folder => (Path.GetFullPath(path) + "/").StartsWith(folder + "/", StringComparison.Ordinal));
}
