using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>What tells one kind of resource from another.</summary>
/// <param name="Noun">What an error calls one, such as <c>code interpreter</c>.</param>
/// <param name="ArnType">Its type in an ARN, such as <c>code-interpreter</c>.</param>
/// <param name="CustomArnType">The type of those that callers created.</param>
/// <param name="ArnPattern">The pattern of ARNs.</param>
internal sealed record ResourceKind(string Noun, string ArnType, string CustomArnType, string ArnPattern)
{
    /// <summary>The account that everything belongs to.</summary>
    public const string Account = "123456789012";

    // The system's own ids and those of all that callers create, which have the form of a profile's.
    private static readonly PatternAttribute Ids = new($@"aws\.[a-z]+\.v1|{Limits.BrowserProfileIdPattern}");
    private readonly PatternAttribute _arns = new(ArnPattern);

    /// <summary>File that keeps them, in the data folder.</summary>
    public string FileName => Noun.Replace(' ', '-') + "s.json";

    /// <summary>The id in an identifier, which is an id, or the ARN that ends with it.</summary>
    /// <param name="member">Name of the member that holds it, for errors.</param>
    /// <param name="identifier">An id or an ARN.</param>
    /// <exception cref="ServiceException">It is neither.</exception>
    public string IdIn(string member, string identifier)
    {
        var isArn = _arns.Check(identifier) is null;
        var id = isArn ? identifier[(identifier.LastIndexOf('/') + 1)..] : identifier;
        return Ids.Check(id) is null
            ? id
            : throw ServiceErrors.Invalid(new FieldError(member, $"must be the id or the ARN of a {ArnType}"));
    }

    /// <summary>The ARN of a resource, as a caller in a region sees it.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="id">Its id.</param>
    /// <param name="isSystem">Whether it is the system's.</param>
    public string ArnOf(string region, string id, bool isSystem)
    {
        var partition = region switch
        {
            _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
            _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
            _ => "aws",
        };
        var owner = isSystem ? $"aws:{ArnType}" : $"{Account}:{CustomArnType}";
        return $"arn:{partition}:bedrock-agentcore:{region}:{owner}/{id}";
    }
}
