using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Elements;

/// <summary>
/// Who has the keyboard and the mouse of a tab: what is typed goes where the focus is, so that others wait meanwhile.
/// </summary>
internal sealed class InputTurn() : SemaphoreSlim(1, 1)
{
    /// <summary>Waits until nobody else uses them; disposing what it gives lets the next one do so.</summary>
    public static async Task<IDisposable> TakeAsync(Tab tab, CancellationToken cancellationToken)
    {
        var turn = tab.Memory.Get<InputTurn>();
        await turn.WaitAsync(cancellationToken);
        return new Taken(turn);
    }

    private sealed class Taken(InputTurn turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
