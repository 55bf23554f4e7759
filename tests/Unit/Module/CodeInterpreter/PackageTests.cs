extern alias Module;
using System.Diagnostics;
using Module::AgentCore;
using Xunit;

namespace AgentCore.Tests.Module.CodeInterpreter;

public sealed class PackageTests
{
    [Theory]
    [InlineData("pandas")]
    [InlineData("pandas>=2.0,<3")]
    [InlineData("pandas >= 2.0 , < 3")]
    [InlineData("pandas (>=2.0,<3)")]
    [InlineData("torch==2.0.0+cu118")]
    [InlineData("numpy==1.*")]
    [InlineData("numpy!=1.24.*,>=1!1.0a1,<=2.0rc1.post2.dev3")]
    [InlineData("x~=1.4.2")]
    [InlineData("x===any-thing.at_all")]
    [InlineData("requests[socks,security]>=2.8.1")]
    [InlineData("requests[]")]
    [InlineData("a.b-c_d")]
    [InlineData("tomli; python_version < \"3.11\"")]
    [InlineData("x[y]>=1;(os_name=='posix' or sys_platform != 'win32') and extra == \"z\"")]
    [InlineData("x; 'linux' in sys_platform and platform_machine not in 'arm'")]
    [InlineData("name @ https://example.com/x.whl")]
    [InlineData("name[x]@git+https://example.com/r.git@v1#egg=y")]
    [InlineData("name @ file:///home/x.whl ; python_version >= '3.9'")]
    [InlineData("./dist/x-1.0-py3-none-any.whl")]
    public void Requirements_of_PEP_508_pass(string package) => new PipInstaller().Check(package);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("-r requirements.txt", "an option")]
    [InlineData("--index-url=https://evil", "an option")]
    [InlineData(" pandas", "it looks like")]
    [InlineData("pandas numpy", "it looks like")]
    [InlineData("pandas\n--pre", "control characters")]
    [InlineData("$(id)", "it looks like")]
    [InlineData("x[a;b]", "it looks like")]
    [InlineData("x>=", "'>=' is no version clause")]
    [InlineData("x>=1,", "'' is no version clause")]
    [InlineData("x>=1 <2", "is no version clause")]
    [InlineData("x=1", "'=1' is no version clause")]
    [InlineData("x>=1.*", "'1.*' is no version that '>=' takes")]
    [InlineData("x>1.0+local", "'1.0+local' is no version that '>' takes")]
    [InlineData("x~=1", "'1' is no version that '~=' takes")]
    [InlineData("x==one", "'one' is no version that '==' takes")]
    [InlineData("x==1.0`id`", "is no version that")]
    [InlineData("x; rm -rf /", "the marker is wrong at 'rm'")]
    [InlineData("x; python_version", "the marker ends too soon")]
    [InlineData("x; (python_version > '3'", "the marker ends too soon")]
    [InlineData("x; python_version > '3' or", "the marker ends too soon")]
    [InlineData("x; python_version > '3' $", "the marker is wrong at '$'")]
    [InlineData("x; python_version not '3'", "the marker is wrong at")]
    [InlineData("x @ ftp://example.com/x.whl", "after '@' comes an address")]
    [InlineData("x @ https://a b", "after '@' comes an address")]
    [InlineData("x @ https://a ; python_version", "the marker ends too soon")]
    public void Everything_else_is_refused_with_the_reason(string package, string reason)
    {
        var error = Assert.Throws<AgentCoreException>(() => new PipInstaller().Check(package));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lodash", true)]
    [InlineData("@types/node@^20.1", true)]
    [InlineData("x@>=1.2 <3 || 4.x", true)]
    [InlineData("a@npm:@b/c@1", true)]
    [InlineData("https://example.com/x.tgz", true)]
    [InlineData("git+ssh://git@example.com/x.git#semver:^5", true)]
    [InlineData("./mine-1.0.0.tgz", true)]
    [InlineData("--save-dev", false)]
    [InlineData("x@$(id)", false)]
    [InlineData("x y", false)]
    [InlineData("@/x", false)]
    [InlineData("../up", false)]
    public void Packages_of_npm_are_told_from_others(string package, bool fits)
    {
        var refused = Record.Exception(() => new NpmInstaller().Check(package));
        Assert.Equal(fits, refused is null);
    }

    [Fact]
    public void Command_lines_name_every_package_behind_the_options()
    {
        Assert.Equal(
            "'python' '-m' 'pip' 'install' '--no-input' '--no-color' '--disable-pip-version-check' '--progress-bar' 'off' '--upgrade' "
                + "'--index-url' 'http://127.0.0.1:9/simple' '--' 'a>=1,<2' 'b; os_name == \"x\"'",
            new PipInstaller().CommandLine(["a>=1,<2", "b; os_name == \"x\""], true, new Uri("http://127.0.0.1:9/simple")));
        Assert.Equal(
            "'npm' 'install' '--no-audit' '--no-fund' '--no-progress' '--no-update-notifier' '--' 'a@latest' 'b@^1' './c.tgz'",
            new NpmInstaller().CommandLine(["a", "b@^1", "./c.tgz"], true, null));
    }

    [Theory]
    [InlineData("pandas>=2.0,<3")]
    [InlineData("x; python_version >= \"3.9\" and os_name != 'nt'")]
    [InlineData("it's $HOME `id` $(id) \\ ! * ? ~ # & | ; < > \"")]
    [InlineData("two\nlines")]
    [InlineData("")]
    public async Task A_shell_sees_each_word_as_it_was(string word)
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"printf '%s|' {ShellWord.Quote(word)} end");
        using var shell = Process.Start(start)!;
        Assert.Equal(word + "|end|", await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_pip_says_is_read()
    {
        var (installed, present) = new PipInstaller().Read([], """
            Requirement already satisfied: numpy>=1.0 in /usr/lib/python3/dist-packages (from pandas>=2) (1.24.2)
            Requirement already satisfied: numpy in /usr/lib/python3/dist-packages (1.24.2)
            Collecting a
            Successfully installed a-b-1.0 torch-2.0.0+cu118
            """);
        Assert.Equal(["a-b 1.0", "torch 2.0.0+cu118"], installed.Select(package => package.ToString()));
        Assert.Equal(["numpy 1.24.2"], present.Select(package => package.ToString()));
    }

    [Theory]
    [InlineData("a", "a 1.0.0")]
    [InlineData("@s/b@^2", "@s/b 2.1.0")]
    [InlineData("https://example.com/x.tgz", "a 1.0.0, @s/b 2.1.0")]
    public void What_npm_lists_is_read(string asked, string expected)
    {
        const string Listed = """{ "name": "x", "dependencies": { "a": { "version": "1.0.0" }, "@s/b": { "version": "2.1.0" } } }""";
        Assert.Equal(expected, string.Join(", ", new NpmInstaller().Read([asked], Listed).Installed.Select(package => package.ToString())));
        Assert.Empty(new NpmInstaller().Read([asked], "npm says nothing").Installed);
    }

    [Theory]
    [InlineData("x @ https://user:secret@host/x.whl", "x @ https://***@host/x.whl")]
    [InlineData("get 'https://host/x?X-Amz-Signature=secret' failed", "get 'https://host/x?***' failed")]
    [InlineData("git+ssh://git@host/x@v1", "git+ssh://***@host/x@v1")]
    [InlineData("pandas>=2,<3; extra == 'a@b'", "pandas>=2,<3; extra == 'a@b'")]
    public void Secrets_of_addresses_are_hidden(string text, string shown) => Assert.Equal(shown, UrlSecrets.Hide(text));
}
