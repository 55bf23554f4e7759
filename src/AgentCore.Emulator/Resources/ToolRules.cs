using AgentCore.Emulator.Generated;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.Resources;

/// <summary>What holds for browsers and code interpreters beyond the constraints of single members.</summary>
internal static class ToolRules
{
    /// <summary>Checks that a VPC is described for the mode VPC alone.</summary>
    /// <exception cref="ServiceException">It is not.</exception>
    public static void CheckNetwork(bool isVpc, VpcConfig? vpc)
    {
        if (isVpc != vpc is not null)
        {
            throw ServiceErrors.Invalid(new FieldError(
                "networkConfiguration.vpcConfig", "must be given for the network mode VPC, and for no other"));
        }
    }

    /// <summary>
    /// Why one with this execution role cannot be made: a role is assumed when the tool is set up, and the service may
    /// assume roles of the caller's own account only. Null when it can be made.
    /// </summary>
    public static string? FailureOf(string? executionRoleArn)
    {
        var account = executionRoleArn?.Split(':')[4];
        return account is null or "" or ResourceKind.Account
            ? null
            : $"The execution role {executionRoleArn} cannot be assumed: it is of the account {account}, "
                + $"not of {ResourceKind.Account}.";
    }

    /// <summary>The status of one that is created at a time, and may fail.</summary>
    public static ResourceState CreatedAt(DateTimeOffset now, string? failureReason) => ResourceState.Passing(
        ResourceStatus.Creating,
        now,
        failureReason is null ? ResourceStatus.Ready : ResourceStatus.CreateFailed);
}
