using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using AgentCore.Cmdlets.Binding;
using AgentCore.Errors;
using AgentCore.Service;
using ControlLimits = Amazon.BedrockAgentCoreControl.BedrockAgentCoreControlLimits;

namespace AgentCore.Cmdlets.Tags;

/// <summary>Remove-ACResourceTag: removes tags from resources. Stands for the API operation UntagResource.</summary>
[Cmdlet(VerbsCommon.Remove, "ACResourceTag", SupportsShouldProcess = true, DefaultParameterSetName = ByPosition)]
public sealed class RemoveResourceTagCommand : ResourceTagCommand
{
    /// <summary>Keys of the tags to remove, 1 to 200; not needed where tags are piped in.</summary>
    [Parameter(ParameterSetName = ByPosition, Position = 1)]
    [Parameter(ParameterSetName = ByPipeline, Position = 0)]
    [ValidateCount(1, ControlLimits.UntagResource.TagKeysMaxCount)]
    [ArgumentCompleter(typeof(TagKeyCompleter))]
    public string[]? Key { get; set; }

    private protected override async Task ProcessAsync(
        TaggedResource resource, string arn, Connection connection, CancellationToken cancellationToken)
    {
        var keys = Key
            ?? (
                resource.Key is { } own
                    ? [own]
                    : throw Failures.InvalidArgument($"-Key is missing for {arn}: which tags?"));
        foreach (var key in keys)
        {
            _ = TagInput.Key(key);
        }

        if (!await ConfirmAsync(arn, $"Remove tags {string.Join(", ", keys)}"))
        {
            return;
        }

        await connection.RemoveTagsAsync(this, arn, keys, cancellationToken);
    }
}

/// <summary>Completes keys of the tags that the resource on the command line has.</summary>
public sealed class TagKeyCompleter : IArgumentCompleter
{
    /// <summary>Called by PowerShell.</summary>
    /// <param name="commandName">The cmdlet.</param>
    /// <param name="parameterName">Its parameter.</param>
    /// <param name="wordToComplete">What was typed of it.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The other parameters, as far as they are constants.</param>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var typed = (wordToComplete ?? "").Trim('\'', '"');
        return fakeBoundParameters?[nameof(ResourceTagCommand.InputObject)] is { } given
            && new TaggedResourceArgumentAttribute().One(given) is TaggedResource resource
            ? Completing.Within(fakeBoundParameters, (connector, cancellationToken) =>
                {
                    var arn = resource.Arn();
                    return connector.Connect(resource.Origin, arn)
                        .GetTagsAsync(NullCallLog.Instance, arn, cancellationToken);
                })
                .Where(tag => tag.Key.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(tag => new CompletionResult(
                    CompletedWord.Quote(tag.Key), tag.Key, CompletionResultType.ParameterValue, tag.ToString()))
            : [];
    }
}
