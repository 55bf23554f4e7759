using System.Text.RegularExpressions;
using AgentCore.Emulator.Core;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>
/// Stands in for Secrets Manager: the secret <c>name</c> is the file <c>secrets/name</c> of the data folder. An ARN may
/// end with the hyphen and six characters that the service adds to a name.
/// </summary>
internal sealed partial class LocalSecrets(DataFolder data)
{
    /// <summary>Reads a secret.</summary>
    /// <param name="member">Path of the member that names it, for errors.</param>
    /// <param name="arn">Its ARN.</param>
    /// <exception cref="ServiceException">It is not there, or cannot be read; the message names the file.</exception>
    public string Read(string member, string arn)
    {
        var root = Path.Join(data.Root, "secrets");
        var name = arn.Split(':', 7)[6];
        return (LocalFile.Find(root, name) ?? LocalFile.Find(root, Suffix().Replace(name, ""))) is { } path
            ? LocalFile.Read(member, path, File.ReadAllText)
            : throw ServiceErrors.Invalid(new FieldError(
                member,
                $"is the secret {arn}, which is not there. The emulator reads it from the file {Path.Join(root, name)}"));
    }

    [GeneratedRegex(@"-[a-zA-Z0-9]{6}\z")]
    private static partial Regex Suffix();
}
