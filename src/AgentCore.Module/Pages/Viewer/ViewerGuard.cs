namespace AgentCore.Pages.Viewer;

/// <summary>Tells whose requests a viewer answers: only those of its own page, opened at its own address.</summary>
/// <param name="origin">Where the viewer serves, such as <c>http://127.0.0.1:40123</c>.</param>
internal sealed class ViewerGuard(string origin)
{
    private readonly string _host = new Uri(origin).Authority;

    /// <summary>Whether a request may go on.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="host">Its Host header: another name means that a foreign page was led to this machine.</param>
    /// <param name="from">Its Origin header, which browsers send with every request that changes something.</param>
    public bool Admits(string method, string? host, string? from) =>
        host == _host && (method == "GET" ? from is null || from == origin : method == "POST" && from == origin);
}
