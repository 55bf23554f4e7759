using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace AgentCore.Emulator.Core.Network;

/// <summary>
/// A Unix socket in a folder at which one process of a sandbox hands over a listener, which .NET has no way to receive.
/// </summary>
internal sealed class DescriptorReceiver : IDisposable
{
    // The same on x64 and arm64, as are the structures below on every 64-bit Linux.
    private const int PathOnly = 0x200000; // O_PATH
    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const int CloseOnExecMessage = 0x40000000; // MSG_CMSG_CLOEXEC
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int Rights = 1; // SCM_RIGHTS
    private const int ControlLength = 20; // room for one descriptor, and for no second one

    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly SafeFileHandle _folder;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>Creates the socket. Who may enter the folder can connect, whatever the user.</summary>
    /// <param name="folder">The folder, which is private to the emulator.</param>
    /// <exception cref="StorageException">The socket cannot be created there.</exception>
    [UnsupportedOSPlatform("windows")]
    public DescriptorReceiver(string folder)
    {
        SocketPath = Path.Combine(folder, "network.sock");
        _folder = Open(folder, PathOnly | CloseOnExec);
        try
        {
            // The path of a socket has at most 107 bytes; that of a data folder has no such limit.
            var name = $"/proc/self/fd/{_folder.DangerousGetHandle()}/network.sock";
            _socket.Bind(new UnixDomainSocketEndPoint(name));
            _socket.Listen(1);
            File.SetUnixFileMode(SocketPath, Everybody);
        }
        catch (Exception error) when (error is SocketException or IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw StorageException.NotWritten(SocketPath, error);
        }
    }

    /// <summary>Path of the socket on this machine.</summary>
    public string SocketPath { get; }

    /// <summary>Waits for one connection and takes the listener that it hands over.</summary>
    /// <exception cref="SocketException">Something else was sent.</exception>
    public async Task<Socket> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var connection = await _socket.AcceptAsync(cancellationToken);
        _ = await connection.ReceiveAsync(new byte[1], SocketFlags.Peek, cancellationToken);
        var listener = new Socket(Receive(connection.SafeHandle));
        try
        {
            await connection.SendAsync("."u8.ToArray(), cancellationToken);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose(); // removes its file, while the folder is open
        _folder.Dispose();
    }

    private static SafeSocketHandle Receive(SafeSocketHandle connection)
    {
        var memory = Marshal.AllocHGlobal(IntPtr.Size * 16);
        try
        {
            // One byte of data at 0, the control message at 8, the vector of data at 32.
            for (var i = 0; i < 16; i++)
            {
                Marshal.WriteIntPtr(memory, i * IntPtr.Size, 0);
            }

            Marshal.WriteIntPtr(memory, 32, memory);
            Marshal.WriteIntPtr(memory, 40, 1);
            var header = new MessageHeader
            {
                Vectors = memory + 32,
                VectorCount = 1,
                Control = memory + 8,
                ControlLength = ControlLength,
            };
            var received = ReceiveMessage(connection, ref header, CloseOnExecMessage);
            if (received <= 0
                || header.ControlLength < ControlLength
                || Marshal.ReadInt32(memory, 16) != SocketLevel
                || Marshal.ReadInt32(memory, 20) != Rights)
            {
                throw new SocketException((int)SocketError.ProtocolType);
            }

            return new(Marshal.ReadInt32(memory, 24), ownsHandle: true);
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    [DllImport("libc", EntryPoint = "open", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "recvmsg", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint ReceiveMessage(SafeSocketHandle socket, ref MessageHeader header, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private struct MessageHeader
    {
        public nint Name;
        public nint NameLength;
        public nint Vectors;
        public nint VectorCount;
        public nint Control;
        public nint ControlLength;
        public nint Flags;
    }
}
