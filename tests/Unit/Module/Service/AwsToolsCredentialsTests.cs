using AgentCore.Errors;
using AgentCore.Service;
using Amazon.Runtime;
using Xunit;

namespace Tests.Module.Service;

public sealed class AwsToolsCredentialsTests
{
    [Fact]
    public void A_credential_object_is_read_by_the_names_of_its_members() =>
        Assert.Equal(
            new KeyCredentials("AKID", "s", "t"),
            AwsToolsCredentials.Read(new SessionAWSCredentials("AKID", "s", "t")));

    [Fact]
    public void The_wrapper_of_AWS_Tools_is_opened()
    {
        var wrapper = new Wrapper(new BasicAWSCredentials("AKID", "s"));
        Assert.True(AwsToolsCredentials.CanRead(wrapper));
        Assert.Equal(new KeyCredentials("AKID", "s", null), AwsToolsCredentials.Read(wrapper));
    }

    [Fact]
    public void Anything_else_is_refused_by_the_name_of_its_type()
    {
        Assert.False(AwsToolsCredentials.CanRead(new Uri("http://x")));
        var error = Assert.Throws<AgentCoreException>(() => AwsToolsCredentials.Read(new Uri("http://x")));
        Assert.Contains("System.Uri", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_owner_that_fails_is_an_authentication_error() =>
        Assert.Contains(
            "signed out", Assert.Throws<AgentCoreException>(() => AwsToolsCredentials.Read(new SignedOut())).Message,
            StringComparison.Ordinal);

    private sealed class Wrapper(AWSCredentials credentials)
    {
        internal AWSCredentials Credentials { get; } = credentials;
    }

    private sealed class SignedOut
    {
        public ImmutableCredentials GetCredentials() =>
            throw new InvalidOperationException($"{GetHashCode()}: signed out");
    }
}
