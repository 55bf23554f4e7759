using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace AgentCore.Cmdlets.Base;

/// <summary>Runs a script block with a session, as ForEach-Object would: in the caller's scope, output as it comes.</summary>
/// <param name="cmdlet">The cmdlet that was given the script block; its pipeline takes what the script writes.</param>
/// <param name="script">The script block.</param>
internal sealed class SessionScript(PSCmdlet cmdlet, ScriptBlock script)
{
    private const string This = "_";

    /// <summary>Runs the script; only on the pipeline thread.</summary>
    /// <returns>What ended it early (an error, a break, Ctrl+C, a satisfied pipeline); null where it ran to its end.</returns>
    public ExceptionDispatchInfo? Run(AgentSession session)
    {
        var variables = cmdlet.SessionState.PSVariable;
        var before = variables.GetValue(This);
        try
        {
            variables.Set(This, session);
            // A pipeline that is linked to the cmdlet's own: nothing is collected, and downstream can stop it.
            using var pipeline = ScriptBlock.Create("param($script, $session) . $script $session")
                .GetSteppablePipeline(CommandOrigin.Internal, [script, session]);
            pipeline.Begin(cmdlet);
            pipeline.End();
            return null;
        }
        catch (Exception end)
        {
            return ExceptionDispatchInfo.Capture(end);
        }
        finally
        {
            variables.Set(This, before);
        }
    }
}
