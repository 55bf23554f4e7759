namespace AgentCore.Emulator.Http;

/// <summary>Writes an error as an HTTP answer: the only place that does.</summary>
internal static class ErrorRenderer
{
    /// <summary>Answers with <paramref name="error"/>; the answer must not have begun.</summary>
    public static async Task WriteAsync(HttpContext http, ServiceException error)
    {
        http.Response.StatusCode = error.Status;
        http.Response.Headers["x-amzn-ErrorType"] = error.Code;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(WireJson.Write(ErrorBody.Of(error)), http.RequestAborted);
    }
}
