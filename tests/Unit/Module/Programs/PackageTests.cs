using System.Diagnostics;
using AgentCore.Errors;
using AgentCore.Programs;
using AgentCore.Service;
using Xunit;

namespace Tests.Module.Programs;

public sealed class PackageTests
{
    [Theory]
    [InlineData("-r requirements.txt")]
    [InlineData("--index-url=https://example.com")]
    [InlineData("--save-dev")]
    public void An_option_is_no_package(string option)
    {
        foreach (var installer in new PackageInstaller[] { new PipInstaller(), new NpmInstaller() })
        {
            var error = Assert.Throws<AgentCoreException>(() => installer.Check(option));
            Assert.Contains($"an option of {installer.Name}", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("x[y]>=1;(os_name=='posix' or sys_platform != 'win32') and extra == \"z\"")]
    [InlineData("a@npm:@b/c@1")]
    [InlineData("x; rm -rf /")]
    [InlineData("$(id)")]
    [InlineData("two\nlines")]
    public void Everything_else_is_for_pip_and_npm_to_judge(string package)
    {
        new PipInstaller().Check(package);
        new NpmInstaller().Check(package);
    }

    [Theory]
    [InlineData("lodash", "lodash@latest")]
    [InlineData("@types/node", "@types/node@latest")]
    [InlineData("@types/node@^20.1", "@types/node@^20.1")]
    [InlineData("x@>=1.2 <3 || 4.x", "x@>=1.2 <3 || 4.x")]
    [InlineData("a@npm:@b/c@1", "a@npm:@b/c@1")]
    [InlineData("https://example.com/x.tgz", "https://example.com/x.tgz")]
    [InlineData("git+ssh://git@example.com/x.git#semver:^5", "git+ssh://git@example.com/x.git#semver:^5")]
    [InlineData("owner/repository", "owner/repository")]
    [InlineData("./mine-1.0.0.tgz", "./mine-1.0.0.tgz")]
    public void An_upgrade_asks_npm_for_the_newest_where_no_version_is_named(string package, string asked) =>
        Assert.EndsWith(
            $" '--' '{asked}'",
            new NpmInstaller().CommandLine([package], upgrade: true, index: null),
            StringComparison.Ordinal);

    [Fact]
    public void Command_lines_name_every_package_behind_the_options()
    {
        Assert.Equal(
            "'python' '-m' 'pip' 'install' '--no-input' '--no-color' '--disable-pip-version-check' "
                + "'--progress-bar' 'off' '--upgrade' "
                + "'--index-url' 'http://127.0.0.1:9/simple' '--' 'a>=1,<2' 'b; os_name == \"x\"'",
            new PipInstaller().CommandLine(
                ["a>=1,<2", "b; os_name == \"x\""], true, new Uri("http://127.0.0.1:9/simple")));
        Assert.Equal(
            "'npm' 'install' '--no-audit' '--no-fund' '--no-progress' '--no-update-notifier' '--' "
                + "'a@latest' 'b@^1' './c.tgz'",
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
    [InlineData("a@npm:@s/c@1", "a 1.0.0")]
    [InlineData("./a.tgz", "a 1.0.0, @s/b 2.1.0")]
    public void What_npm_lists_is_read(string asked, string expected)
    {
        const string Listed =
            """{ "name": "x", "dependencies": { "a": { "version": "1.0.0" }, "@s/b": { "version": "2.1.0" } } }""";
        Assert.Equal(expected, string.Join(
            ", ", new NpmInstaller().Read([asked], Listed).Installed.Select(package => package.ToString())));
        Assert.Empty(new NpmInstaller().Read([asked], "npm says nothing").Installed);
    }

    [Theory]
    [InlineData("x @ https://user:secret@host/x.whl", "x @ https://***@host/x.whl")]
    [InlineData("get 'https://host/x?X-Amz-Signature=secret' failed", "get 'https://host/x?***' failed")]
    [InlineData("git+ssh://git@host/x@v1", "git+ssh://***@host/x@v1")]
    [InlineData("pandas>=2,<3; extra == 'a@b'", "pandas>=2,<3; extra == 'a@b'")]
    public void Secrets_of_addresses_are_hidden(string text, string shown) =>
        Assert.Equal(shown, UrlSecrets.Hide(text));
}
