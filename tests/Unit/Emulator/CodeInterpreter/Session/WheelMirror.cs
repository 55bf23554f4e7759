using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Tests.Emulator.CodeInterpreter.Session;

/// <summary>An index of packages that has one, called sample.</summary>
internal static class WheelMirror
{
    /// <summary>Responds with the package, or with a page that links to it.</summary>
    public static async Task RespondAsync(HttpContext http, string file)
    {
        if (http.Request.Path != file)
        {
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync($"<a href=\"{file}\">{Path.GetFileName(file)}</a>");
            return;
        }

        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "sample.py", "version = '1.0'\n");
            Add(zip, "sample-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n");
            Add(zip, "sample-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            Add(zip, "sample-1.0.dist-info/RECORD", "sample.py,,\n");
        }

        await http.Response.Body.WriteAsync(bytes.ToArray());
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(content);
    }
}
