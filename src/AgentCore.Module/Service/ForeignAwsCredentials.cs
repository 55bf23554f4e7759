using Amazon.Runtime;

namespace AgentCore.Service;

/// <summary>Lets our copy of the AWS SDK sign with a credential object of another copy.</summary>
/// <remarks>Keys are read afresh for every request, since temporary ones are renewed by their owner.</remarks>
internal sealed class ForeignAwsCredentials(object source) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials()
    {
        var keys = ForeignKeys.Read(source);
        return new ImmutableCredentials(keys.AccessKey, keys.SecretKey, keys.SessionToken);
    }
}
