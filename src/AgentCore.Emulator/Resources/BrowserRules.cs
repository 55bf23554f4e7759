using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>What holds for objects in S3 in the control plane alone.</summary>
internal static class BrowserRules
{
    private const int ShortestVersionId = 3;

    /// <summary>Checks the versions of objects. In the data plane, whose shapes these are, one character is enough.</summary>
    /// <exception cref="ServiceException">A versionId is too short.</exception>
    public static void CheckVersions(CreateBrowserRequest request)
    {
        var policies = (request.EnterprisePolicies ?? []).Select((policy, index) =>
            (Object: policy.Location!.S3, Path: $"enterprisePolicies[{index}].location.s3"));
        (S3Location? Object, string Path)[] objects = [(request.Recording?.S3Location, "recording.s3Location"), .. policies];
        var errors = objects
            .Where(one => one.Object?.VersionId?.Length < ShortestVersionId)
            .Select(one => new FieldError(
                one.Path + ".versionId", $"must have {ShortestVersionId} to 1024 characters, has {one.Object!.VersionId!.Length}"))
            .ToArray();
        if (errors.Length > 0)
        {
            throw ServiceErrors.Invalid(errors);
        }
    }
}
