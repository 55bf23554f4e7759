using AgentCore.Programs;
using Xunit;

namespace Tests.Module.Programs;

public sealed class ProgramTextTests
{
    [Theory]
    [InlineData("a.py", "python")]
    [InlineData("a.PY", "python")]
    [InlineData("a.js", "javascript")]
    [InlineData("a.mjs", "javascript")]
    [InlineData("a.cjs", "javascript")]
    [InlineData("a.ts", "typescript")]
    [InlineData("a.mts", "typescript")]
    [InlineData("a.cts", "typescript")]
    [InlineData("a.sh", null)]
    [InlineData("a.bash", null)]
    public void The_extension_tells_the_language(string name, string? language)
    {
        using var folder = new Folder();
        Assert.Equal(
            new ProgramText("text ☕", language) { FileName = name },
            ProgramText.Read(folder.File(name, "text ☕"u8), null));
        Assert.Equal("typescript", ProgramText.Read(folder.File(name, "text"u8), "typescript").Language);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_program()
    {
        using var folder = new Folder();
        Assert.Equal("x", ProgramText.Read(folder.File("a.py", [0xEF, 0xBB, 0xBF, (byte)'x']), null).Text);
        Assert.Equal("x", ProgramText.Read(folder.File("b.py", [0xFF, 0xFE, (byte)'x', 0]), null).Text);
    }

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

        public FileInfo File(string name, ReadOnlySpan<byte> content)
        {
            var file = new FileInfo(Path.Combine(_folder.FullName, name));
            System.IO.File.WriteAllBytes(file.FullName, content.ToArray());
            return file;
        }

        public void Dispose() => _folder.Delete(true);
    }
}
