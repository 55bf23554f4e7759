using Amazon.Runtime.CredentialManagement;

namespace AgentCore;

/// <summary>Completes names of the user's AWS profiles.</summary>
public sealed class ProfileCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words
        => new CredentialProfileStoreChain().ListProfiles().Select(profile => (profile.Name, profile.Region?.SystemName ?? profile.Name));
}
