using AgentCore.Emulator.Core;
using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>A type of resource: browser, browser profile or code interpreter.</summary>
/// <param name="Noun">Its name in error messages, such as <c>code interpreter</c>.</param>
/// <param name="ArnType">Its type in an ARN, such as <c>code-interpreter</c>.</param>
/// <param name="CustomArnType">Its type in the ARN of a resource that a caller created.</param>
/// <param name="ArnPattern">Pattern of its ARNs.</param>
/// <param name="Quota">How many of them an account may have in a region.</param>
internal sealed record ResourceKind(
    string Noun, string ArnType, string CustomArnType, string ArnPattern, Quota Quota)
{
    /// <summary>The account that owns all resources.</summary>
    public const string Account = "123456789012";

    // Ids of system resources, and those of the resources that callers create.
    private static readonly PatternAttribute Ids = new($@"aws\.[a-z]+\.v1|{Limits.BrowserProfileIdPattern}");
    private readonly PatternAttribute _arns = new(ArnPattern);

    /// <summary>Name of the file with these resources in the data folder.</summary>
    public string FileName => Noun.Replace(' ', '-') + "s.json";

    /// <summary>The id in an identifier, which is an id, or the ARN that ends with it.</summary>
    /// <param name="member">Name of the member that has it, for error messages.</param>
    /// <param name="identifier">An id or an ARN.</param>
    /// <exception cref="ServiceException">It is neither.</exception>
    public string ParseId(string member, string identifier)
    {
        var isArn = _arns.Check(identifier) is null;
        var id = isArn ? identifier[(identifier.LastIndexOf('/') + 1)..] : identifier;
        return Ids.Check(id) is null
            ? id
            : throw ServiceErrors.Invalid(new FieldError(member, $"must be the id or the ARN of a {ArnType}"));
    }

    /// <summary>The ARN of a resource in the region of the caller.</summary>
    /// <param name="region">The caller's region.</param>
    /// <param name="id">Its id.</param>
    /// <param name="isSystem">Whether it is a system resource.</param>
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
