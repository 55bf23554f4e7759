using AgentCore.Errors;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore;

/// <summary>What tags hang on: a resource, by its ARN.</summary>
public sealed class TaggedResource
{
    internal TaggedResource(string? resourceArn, string shown, Origin? origin = null, string? key = null) =>
        (ResourceArn, Shown, Origin, Key) = (resourceArn, shown, origin, key);

    /// <summary>The ARN; null for a resource of ours that was given by its id.</summary>
    public string? ResourceArn { get; }

    /// <summary>The tag's key, where a tag was given; null where the resource was.</summary>
    public string? Key { get; }

    internal string Shown { get; }

    internal Origin? Origin { get; }

    /// <summary>The ARN, if the resource can have tags.</summary>
    /// <exception cref="AgentCoreException">It cannot, or its ARN is not known.</exception>
    internal string Arn()
    {
        if (ResourceArn is null)
        {
            throw Failures.InvalidArgument($"The ARN of '{Shown}' is not known. Get it in full first, with its Get cmdlet.");
        }

        if (AgentCore.ResourceArn.Parse(ResourceArn) is { Account: "aws" })
        {
            throw Failures.InvalidArgument($"'{ResourceArn}' belongs to the service; only resources of one's own have tags.");
        }

        try
        {
            return Limits.Form(
                "Resource ARN",
                Limits.Length(
                    "Resource ARN",
                    ResourceArn,
                    ControlLimits.TagResource.ResourceArnMinLength,
                    ControlLimits.TagResource.ResourceArnMaxLength),
                ControlLimits.TagResource.ResourceArnPattern,
                "arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/name-0123456789");
        }
        catch (ArgumentException unfit)
        {
            throw Failures.InvalidArgument(unfit.Message);
        }
    }

    /// <summary>The ARN, or what was given instead.</summary>
    public override string ToString() => Shown;

    /// <summary>The resource of an ARN; of any other text one that no cmdlet takes, so that its error names the text.</summary>
    /// <param name="arn">The ARN.</param>
    public static explicit operator TaggedResource(string arn) => new(arn, arn);
}
