using AgentCore.Emulator.CodeInterpreter.Sandbox;
using Xunit;

namespace Tests.Emulator.CodeInterpreter.Sandbox;

/// <summary>What PUBLIC programs get of the machine's settings, and what not.</summary>
public sealed class HostSettingsTests : IDisposable
{
    private const string Proxy = "http://127.0.0.1:3128";
    private readonly string _home = Directory.CreateTempSubdirectory("agentcore-test-").FullName;
    private readonly Dictionary<string, string> _variables;

    public HostSettingsTests() => _variables = new() { ["HOME"] = _home };

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Sources_of_packages_get_in_and_nothing_else_of_the_files()
    {
        Write(".pip/pip.conf", "[global]\nindex-url = https://old.example/simple\n");
        Write(".config/pip/pip.conf", """
            # the company's mirror
            [global]
            index-url = https://user:token@mirror.example/simple
            trusted_host =
                mirror.example
                other.example
            client-cert = /root/key.pem
            proxy = http://user:secret@proxy.example
            [install]
            no-index: false
            target = /root
            """);
        Write(".npmrc", """
            registry=https://mirror.example/npm/
            @company:registry=https://mirror.example/company/
            //mirror.example/npm/:_authToken=secret
            _auth = secret
            strict-ssl = false
            fetch-retries=${SECRET}
            """);

        var settings = Read();

        Assert.Equal(
            """
            [global]
            index-url = https://user:token@mirror.example/simple
            trusted-host = mirror.example
              other.example
            [install]
            no-index = false

            """,
            settings.Files["/etc/pip.conf"]);
        Assert.Equal(
            """
            registry=https://mirror.example/npm/
            @company:registry=https://mirror.example/company/
            strict-ssl=false
            proxy=http://127.0.0.1:3128
            https-proxy=http://127.0.0.1:3128

            """,
            settings.Files["/etc/npmrc"]);
        Assert.DoesNotContain(settings.Files.Values, content => content.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("index-url", "http://127.0.0.1:8081/simple", true)]
    [InlineData("extra-index-url", "https://mirror.example/simple https://localhost/simple", true)]
    [InlineData("index-url", "https://mirror.example/simple", false)]
    public void Pip_goes_through_the_proxy_to_loopback_only_where_the_packages_are(string name, string value, bool uses)
    {
        Write(".config/pip/pip.conf", $"[global]\n{name} = {value}\n");

        Assert.Equal(uses, Read().Files["/etc/pip.conf"].Contains($"proxy = {Proxy}", StringComparison.Ordinal));
    }

    [Fact]
    public void Variables_of_pip_and_npm_get_in_by_name()
    {
        _variables["PIP_INDEX_URL"] = "https://mirror.example/simple";
        _variables["PIP_TARGET"] = "/root";
        _variables["PIP_CLIENT_CERT"] = "/root/key.pem";
        _variables["NPM_CONFIG_REGISTRY"] = "https://mirror.example/npm/";
        _variables["npm_config__auth"] = "secret";
        _variables["AWS_SECRET_ACCESS_KEY"] = "secret";
        _variables["HTTPS_PROXY"] = "http://user:secret@proxy.example";

        var settings = Read();

        Assert.Equal("https://mirror.example/simple", settings.Variables["PIP_INDEX_URL"]);
        Assert.Contains("registry=https://mirror.example/npm/\n", settings.Files["/etc/npmrc"]);
        Assert.Empty(settings.Variables.Keys.Except(
        [
            "PIP_INDEX_URL", "npm_config_globalconfig", "DENO_TLS_CA_STORE", "NODE_EXTRA_CA_CERTS",
            "REQUESTS_CA_BUNDLE",
        ]));
        Assert.DoesNotContain(
            settings.Variables.Values.Concat(settings.Files.Values),
            value => value.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Certificates_get_in_and_keys_do_not()
    {
        var certificates = Write("ca.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        var key = Write(
            "both.pem",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----");
        var text = Write("text.txt", "a file of the user");
        _variables["SSL_CERT_FILE"] = certificates;
        _variables["NODE_EXTRA_CA_CERTS"] = certificates;
        _variables["CURL_CA_BUNDLE"] = key;
        _variables["AWS_CA_BUNDLE"] = text;
        _variables["DENO_CERT"] = "/nowhere/ca.pem";
        _variables["PIP_CERT"] = certificates;
        Write(".npmrc", "cafile=~/ca.pem\n");

        var settings = Read();

        Assert.Equal(File.ReadAllText(certificates), settings.Files[certificates]);
        Assert.Equal(
            (certificates, certificates, certificates),
            (settings.Variables["SSL_CERT_FILE"],
                settings.Variables["NODE_EXTRA_CA_CERTS"],
                settings.Variables["PIP_CERT"]));
        Assert.Contains($"cafile={certificates}\n", settings.Files["/etc/npmrc"]);
        Assert.Empty(
            new[] { "CURL_CA_BUNDLE", "AWS_CA_BUNDLE", "DENO_CERT" }.Intersect(settings.Variables.Keys));
        Assert.DoesNotContain(key, settings.Files.Keys);
        Assert.DoesNotContain(text, settings.Files.Keys);
    }

    [Fact]
    public void A_folder_of_packages_is_shown_unless_it_shows_the_user()
    {
        var wheels = Directory.CreateDirectory(Path.Combine(_home, "wheels")).FullName;
        var link = Path.Combine(_home, "link");
        Directory.CreateSymbolicLink(link, "/");
        _variables["PIP_FIND_LINKS"] =
            $"https://mirror.example/w {wheels} {_home} {Path.GetDirectoryName(_home)} {link} / /nowhere/w";

        var settings = Read();

        Assert.Equal($"https://mirror.example/w\n{wheels}", settings.Variables["PIP_FIND_LINKS"]);
        Assert.Equal([wheels], settings.Folders);
    }

    [Fact]
    public void A_pip_file_of_ones_own_replaces_the_users()
    {
        Write(".pip/pip.conf", "[global]\nindex-url = https://old.example/simple\n");
        _variables["PIP_CONFIG_FILE"] = Write("own.conf", "[global]\nindex-url = https://own.example/simple\n");
        Assert.Contains("https://own.example/simple", Read().Files["/etc/pip.conf"]);

        _variables["PIP_CONFIG_FILE"] = "/dev/null";
        Assert.DoesNotContain("index-url", Read().Files["/etc/pip.conf"]);
    }

    private HostSettings Read() =>
        HostSettings.Read(_variables.GetValueOrDefault, Proxy, Path.Combine(_home, "machine"));

    private string Write(string name, string content)
    {
        var path = Path.Combine(_home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }
}
