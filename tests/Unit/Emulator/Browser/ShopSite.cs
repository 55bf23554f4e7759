using Microsoft.AspNetCore.Http;

namespace Tests.Emulator.Browser;

/// <summary>A shop on loopback that identifies the user by a session cookie.</summary>
public sealed class ShopSite : PageSite
{
    /// <summary>An address of the shop by a name of this machine, such as <c>http://localhost:9999/path</c>.</summary>
    public string At(string host, string path = "/") => $"http://{host}:{Port}{path}";

    protected override string PageOf(HttpContext http)
    {
        var user = http.Request.Cookies["user"];
        switch (http.Request.Path)
        {
            case "/login":
                http.Response.Cookies.Append(
                    "user", http.Request.Query["as"]!, new() { HttpOnly = true, SameSite = SameSiteMode.Strict });
                http.Response.Cookies.Append("seen", "yes", new() { MaxAge = TimeSpan.FromDays(1), Path = "/basket" });
                return "<!DOCTYPE html>Welcome";
            case "/frame":
                return $"<!DOCTYPE html><iframe src='{http.Request.Query["of"]}'></iframe>";
            case "/keep":
                return "<!DOCTYPE html><script>localStorage.setItem('kept', location.hostname)</script>";
            default:
                return $"<!DOCTYPE html><p>{(user is null ? "Sign in" : "Hello " + user)}</p>";
        }
    }
}
