using System.Collections;
using AgentCore.Cmdlets.Base;
using AgentCore.Service;
using Amazon.Runtime.CredentialManagement;

namespace AgentCore.Cmdlets.Binding;

/// <summary>Completes names of AWS profiles: the user's, or those of -ProfileLocation.</summary>
public sealed class ProfileCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words => In(null);

    private protected override IEnumerable<(string Word, string Hint)> WordsFor(IDictionary? typed) =>
        In(typed?[nameof(ConnectedCommand.ProfileLocation)]?.ToString());

    private static IEnumerable<(string Word, string Hint)> In(string? location)
    {
        _ = AwsEnvironment.Fingerprint(location);
        return new CredentialProfileStoreChain(location).ListProfiles()
            .Select(profile => (profile.Name, profile.Region?.SystemName ?? profile.Name));
    }
}
