using System.Reflection;

namespace AgentCore.Emulator.Http;

/// <summary>Writes a response record: header members as headers, the others as JSON; no body where the status has none.</summary>
internal static class ResponseWriter
{
    /// <summary>Writes <paramref name="response"/> with the status that the pipeline has set.</summary>
    public static async Task WriteAsync<T>(HttpContext http, T response)
        where T : class
    {
        foreach (var property in typeof(T).GetProperties())
        {
            if (property.GetCustomAttribute<HeaderAttribute>() is { } header && property.GetValue(response) is string value)
            {
                http.Response.Headers[header.Name] = value;
            }
        }

        if (http.Response.StatusCode != StatusCodes.Status204NoContent)
        {
            var json = WireJson.Write(response);
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = json.Length;
            await http.Response.Body.WriteAsync(json, http.RequestAborted);
        }
    }
}
