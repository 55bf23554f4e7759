using AgentCore.Pages.Transport;

namespace AgentCore.Pages.Engine;

/// <summary>
/// Our worlds in the documents that are shown, from one operation of a connection to the next: finding one out and
/// sending it its library takes longer than most of what is done in it.
/// </summary>
internal sealed class FrameWorlds
{
    private const string Cleared = "Runtime.executionContextsCleared";
    private const string Destroyed = "Runtime.executionContextDestroyed";
    private const string Navigated = "Page.frameNavigated";
    private const string Detached = "Target.detachedFromTarget";

    private readonly object _gate = new();
    private readonly Dictionary<(string SessionId, string FrameId), List<KnownWorld>> _worlds = [];
    private int _changes;

    /// <summary>Begins to follow which documents are left.</summary>
    public FrameWorlds(CdpTransport transport) => transport.Listen(
        static (_, method) => method is Cleared or Destroyed or Navigated or Detached, Handle);

    /// <summary>How many times worlds have been forgotten; what was found out before may no longer be true.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>The world of the document that a frame shows; null where it is not known.</summary>
    /// <param name="sessionId">The attachment to the process that shows the frame.</param>
    /// <param name="frameId">The frame.</param>
    /// <param name="library">The script that has to have run in it.</param>
    public KnownWorld? Find(string sessionId, string frameId, string library)
    {
        lock (_gate)
        {
            return _worlds.TryGetValue((sessionId, frameId), out var known)
                ? known.Find(one => one.Library == library)
                : null;
        }
    }

    /// <summary>Keeps a world while its document is shown.</summary>
    /// <param name="sessionId">The attachment to the process that shows the frame.</param>
    /// <param name="frameId">The frame.</param>
    /// <param name="world">The world.</param>
    /// <param name="changes">What <see cref="Changes"/> was before it was found out.</param>
    public void Keep(string sessionId, string frameId, KnownWorld world, int changes)
    {
        lock (_gate)
        {
            if (changes != _changes)
            {
                return;
            }

            if (!_worlds.TryGetValue((sessionId, frameId), out var known))
            {
                _worlds.Add((sessionId, frameId), known = []);
            }

            known.RemoveAll(one => one.Library == world.Library);
            known.Add(world);
        }
    }

    /// <summary>Forgets a world that did not do what was asked of it.</summary>
    public void Forget(string sessionId, KnownWorld world) =>
        Remove((place, one) => place.SessionId == sessionId && one.ContextId == world.ContextId);

    private void Handle(CdpEvent raised)
    {
        var about = raised.Parameters;
        switch (raised.Method)
        {
            case Navigated:
                var frame = about.GetProperty("frame").GetProperty("id").GetString();
                Remove((place, _) => place.SessionId == raised.SessionId && place.FrameId == frame);
                break;
            case Destroyed:
                var context = about.GetProperty("executionContextId").GetInt32();
                Remove((place, one) => place.SessionId == raised.SessionId && one.ContextId == context);
                break;
            case Detached:
                var session = about.GetProperty("sessionId").GetString();
                Remove((place, _) => place.SessionId == session);
                break;
            default:
                Remove((place, _) => place.SessionId == raised.SessionId);
                break;
        }
    }

    private void Remove(Func<(string SessionId, string FrameId), KnownWorld, bool> isLeft)
    {
        lock (_gate)
        {
            _changes++;
            foreach (var (place, known) in _worlds.Select(pair => (pair.Key, pair.Value)).ToArray())
            {
                if (known.RemoveAll(one => isLeft(place, one)) > 0 && known.Count == 0)
                {
                    _worlds.Remove(place);
                }
            }
        }
    }
}

/// <summary>A world of ours in a document.</summary>
/// <param name="ContextId">The browser's number of it.</param>
/// <param name="LoaderId">Which document of the frame it is in.</param>
/// <param name="Document">The document, as the world has it.</param>
/// <param name="Library">The script that has run in it.</param>
internal sealed record KnownWorld(int ContextId, string LoaderId, RemoteNode Document, string Library);
