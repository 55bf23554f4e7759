// What the code of this project uses of newer frameworks and neither netstandard2.0 (Windows PowerShell 5.1) nor
// PolySharp has. Compiled for that target only; each does what its namesake does.
#pragma warning disable IDE0130 // These live where the framework has them.
#pragma warning disable IDE0060 // Some have nothing to do here, whatever they are given.

namespace System
{
    internal static class StringExtensions
    {
        public static bool Contains(this string text, char letter) => text.IndexOf(letter) >= 0;

        public static bool Contains(this string text, string part, StringComparison comparison) =>
            text.IndexOf(part, comparison) >= 0;

        public static bool StartsWith(this string text, char letter) => text.Length > 0 && text[0] == letter;
    }
}

namespace System.Threading.Tasks
{
    internal static class TaskExtensions
    {
        public static async Task WaitAsync(this Task task, CancellationToken cancellationToken)
        {
            var left = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(() => left.TrySetCanceled(cancellationToken)))
            {
                await await Task.WhenAny(task, left.Task);
            }
        }

        public static async Task<T> WaitAsync<T>(this Task<T> task, CancellationToken cancellationToken)
        {
            var left = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(() => left.TrySetCanceled(cancellationToken)))
            {
                return await await Task.WhenAny(task, left.Task);
            }
        }
    }
}

namespace System.IO
{
    [Flags]
    internal enum UnixFileMode
    {
        None = 0,
        UserWrite = 128,
        UserRead = 256,
    }

    internal sealed class FileStreamOptions
    {
        public FileMode Mode { get; set; } = FileMode.Open;

        public FileAccess Access { get; set; } = FileAccess.Read;

        public FileShare Share { get; set; } = FileShare.Read;

        public FileOptions Options { get; set; }

        public UnixFileMode? UnixCreateMode { get; set; }
    }

    // .NET Framework runs on Windows only, which has no such modes; symbolic links to files are rare there.
    internal static class FileExtensions
    {
        extension(File)
        {
            public static FileStream Open(string path, FileStreamOptions options) =>
                new(path, options.Mode, options.Access, options.Share, 4096, options.Options);

            public static FileSystemInfo? ResolveLinkTarget(string linkPath, bool returnFinalTarget) => null;

            public static UnixFileMode GetUnixFileMode(string path) => UnixFileMode.None;

            public static void SetUnixFileMode(string path, UnixFileMode mode)
            {
            }
        }
    }

    internal static class StreamExtensions
    {
        public static Task WriteAsync(this Stream stream, Memory<byte> content, CancellationToken cancellationToken)
        {
            Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(content, out var array);
            return stream.WriteAsync(array.Array!, array.Offset, array.Count, cancellationToken);
        }

        public static Task<int> ReadAsync(this Stream stream, Memory<byte> content, CancellationToken cancellationToken)
        {
            Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(content, out var array);
            return stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken);
        }

        // The reader cannot be interrupted here; who calls this ends the process that it reads from.
        public static Task<string?> ReadLineAsync(this StreamReader reader, CancellationToken cancellationToken) =>
            cancellationToken.IsCancellationRequested
                ? Task.FromCanceled<string?>(cancellationToken)
                : reader.ReadLineAsync()!;
    }
}
