using Amazon.BedrockAgentCore.Model;
using Amazon.BedrockAgentCoreControl.Model;

namespace AgentCore.Service;

/// <summary>Makes our browser profile object from what the API answers.</summary>
internal static class BrowserProfileReader
{
    public static BrowserProfile Read(this GetBrowserProfileResponse full, Connection origin) =>
        new(full.ProfileId!)
        {
            Origin = origin,
            Arn = full.ProfileArn,
            Name = full.Name,
            Description = full.Description,
            State = (full.Status?.Value, full.LastUpdatedAt),
            CreatedAt = full.CreatedAt,
            LastSavedAt = full.LastSavedAt,
            LastSavedBrowserSessionId = full.LastSavedBrowserSessionId,
            LastSavedBrowserId = full.LastSavedBrowserId,
        };

    public static BrowserProfile Read(this BrowserProfileSummary brief, Connection origin) =>
        new(brief.ProfileId!)
        {
            Origin = origin,
            Arn = brief.ProfileArn,
            Name = brief.Name,
            Description = brief.Description,
            State = (brief.Status?.Value, brief.LastUpdatedAt),
            CreatedAt = brief.CreatedAt,
            LastSavedAt = brief.LastSavedAt,
            LastSavedBrowserSessionId = brief.LastSavedBrowserSessionId,
            LastSavedBrowserId = brief.LastSavedBrowserId,
        };

    public static BrowserProfile Read(
        this CreateBrowserProfileResponse created, CreateBrowserProfileRequest asked, Connection origin) =>
        new(created.ProfileId!)
        {
            Origin = origin,
            Arn = created.ProfileArn,
            Name = asked.Name,
            Description = asked.Description,
            State = (created.Status?.Value, created.CreatedAt),
            CreatedAt = created.CreatedAt,
        };

    public static BrowserProfile Read(this SaveBrowserSessionProfileResponse saved, Connection origin) =>
        new(saved.ProfileIdentifier!)
        {
            Origin = origin,
            State = (null, saved.LastUpdatedAt),
            LastSavedBrowserSessionId = saved.SessionId,
            LastSavedBrowserId = saved.BrowserIdentifier,
        };
}
