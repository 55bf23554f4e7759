using AgentCore;
using Xunit;

namespace Tests.Module.Model;

public sealed class ResourceInputTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("Team_browser_1")]
    [InlineData("a12345678901234567890123456789012345678901234567")] // 48
    public void A_name_passes(string name) => Assert.Equal(name, ResourceInput.Name(name));

    [Theory]
    [InlineData("", "1 to 48")]
    [InlineData("a123456789012345678901234567890123456789012345678", "1 to 48")] // 49
    [InlineData("1st", "letter first")]
    [InlineData("my-browser", "my-browser")]
    [InlineData("two words", "two words")]
    [InlineData("line\n", "letter first")]
    public void A_name_that_the_service_refuses_is_refused_here(string name, string told) =>
        Assert.Contains(
            told, Assert.Throws<ArgumentException>(() => ResourceInput.Name(name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/x")]
    [InlineData("arn:aws-us-gov:iam::123456789012:role/path/x")]
    public void A_role_passes(string arn) => Assert.Equal(arn, ResourceInput.Role(arn));

    [Theory]
    [InlineData("role/x")]
    [InlineData("arn:aws:iam::123456789012:user/x")]
    [InlineData("arn:aws:iam::12345:role/x")]
    public void What_is_no_role_does_not(string arn) =>
        Assert.Contains(
            arn, Assert.Throws<ArgumentException>(() => ResourceInput.Role(arn)).Message, StringComparison.Ordinal);

    [Fact]
    public void Security_groups_and_subnets_are_told_apart()
    {
        Assert.Equal(["sg-01234567"], ResourceInput.SecurityGroups(["sg-01234567"]));
        Assert.Equal(["subnet-0123456789abcdef0"], ResourceInput.Subnets(["subnet-0123456789abcdef0"]));
        Assert.Throws<ArgumentException>(() => ResourceInput.SecurityGroups(["sg-01234567", "subnet-01234567"]));
        Assert.Throws<ArgumentException>(() => ResourceInput.Subnets(["subnet-0123456"]));
    }
}
