using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>Checks browsers and code interpreters beyond the constraints of single members.</summary>
internal static class ToolRules
{
    /// <summary>Checks that there is a VPC configuration in the network mode VPC only.</summary>
    /// <exception cref="ServiceException">It is missing, or given for another mode.</exception>
    public static void CheckNetwork(bool isVpc, VpcConfig? vpc)
    {
        if (isVpc != vpc is not null)
        {
            throw ServiceErrors.Invalid(new FieldError(
                "networkConfiguration.vpcConfig", "must be given for the network mode VPC, and for no other mode"));
        }
    }

    /// <summary>
    /// Why a tool with this execution role cannot be created; null when it can. The service assumes the role when it
    /// sets up the tool, and can do so only in the account of the caller.
    /// </summary>
    public static string? FailureOf(string? executionRoleArn)
    {
        var account = executionRoleArn?.Split(':')[4];
        return account is null or "" or ResourceKind.Account
            ? null
            : $"The execution role {executionRoleArn} cannot be assumed: it belongs to the account {account}, "
                + $"not to {ResourceKind.Account}.";
    }

    /// <summary>The status of a tool that is created now, and may fail.</summary>
    public static ResourceState CreatedAt(DateTimeOffset now, string? failureReason) => ResourceState.Passing(
        ResourceStatus.Creating,
        now,
        failureReason is null ? ResourceStatus.Ready : ResourceStatus.CreateFailed);
}
