using System.Text.Json;

namespace AgentCore.Pages;

/// <summary>Takes note of what happens while a page is opened.</summary>
/// <param name="until">What is waited for.</param>
internal sealed class NavigationWatch(PageWait until)
{
    // The browser's name of the moment.
    private readonly string _moment = until switch
    {
        PageWait.DomContentLoaded => "DOMContentLoaded",
        PageWait.NetworkIdle => "networkIdle",
        _ => "load",
    };

    private readonly object _gate = new();
    private readonly Dictionary<string, int> _statuses = [];
    private readonly HashSet<string> _before = [];
    private readonly TaskCompletionSource<string> _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _frame;
    private bool _started;

    /// <summary>Completes with the loader of the document that has come so far.</summary>
    public Task<string> Loaded => _loaded.Task;

    /// <summary>From here on a load counts; those told before were of the page that was there.</summary>
    public void Start(string frame)
    {
        lock (_gate)
        {
            (_frame, _started) = (frame, true);
        }
    }

    /// <summary>The HTTP status of a document; null where no web server sent it.</summary>
    public int? StatusOf(string loader)
    {
        lock (_gate)
        {
            return _statuses.TryGetValue(loader, out var status) ? status : null;
        }
    }

    /// <summary>Takes an event.</summary>
    public void Hear(CdpEvent said)
    {
        switch (said.Method)
        {
            case "Page.lifecycleEvent" when Text(said.Parameters, "name") == _moment:
                HearLoad(Text(said.Parameters, "frameId"), Text(said.Parameters, "loaderId"));
                break;
            case "Network.responseReceived" when Text(said.Parameters, "type") == "Document":
                HearResponse(Text(said.Parameters, "loaderId"), said.Parameters.GetProperty("response"));
                break;
        }
    }

    private void HearLoad(string frame, string loader)
    {
        lock (_gate)
        {
            if (!_started)
            {
                _before.Add(loader);
            }
            else if (frame == _frame && !_before.Contains(loader))
            {
                _loaded.TrySetResult(loader);
            }
        }
    }

    private void HearResponse(string loader, JsonElement response)
    {
        if (!Text(response, "url").StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        lock (_gate)
        {
            // A frame within the page has a loader of its own; a redirection keeps the loader and answers once.
            if (!_statuses.ContainsKey(loader))
            {
                _statuses[loader] = response.GetProperty("status").GetInt32();
            }
        }
    }

    private static string Text(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
