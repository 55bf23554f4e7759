using System.Runtime.InteropServices;
using Tests.Emulator.CodeInterpreter.Session;
using Xunit;
using Cpu = System.Runtime.InteropServices.Architecture;

namespace Tests.Emulator.CodeInterpreter.Sandbox;

/// <summary>What code asks the kernel for to get out of the sandbox, or past its limits.</summary>
public sealed class SystemCallTests(InterpreterFixture emulator) : IClassFixture<InterpreterFixture>
{
    [Fact]
    public async Task Calls_that_lead_out_are_refused()
    {
        int[] numbers = RuntimeInformation.ProcessArchitecture switch
        {
            Cpu.X64 => [101, 310, 272, 165, 248, 249, 250, 321, 323, 304, 308],
            Cpu.Arm64 => [117, 270, 97, 40, 217, 218, 219, 280, 282, 265, 268],
            _ => [],
        };
        Assert.SkipWhen(numbers.Length == 0, "System calls are filtered on x86-64 and ARM64 only.");

        // ptrace, process_vm_readv, unshare, mount, add_key, request_key, keyctl, bpf, userfaultfd, open_by_handle_at,
        // setns. PTRACE_TRACEME, and no valid arguments for the others: an error other than EPERM shows that the kernel
        // looked at them.
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), $$"""
            import ctypes, errno, os
            call = ctypes.CDLL(None, use_errno=True).syscall
            def attempt(number):
                result = call(number, 0, 0, 0, 0, 0)
                return "done" if result >= 0 else errno.errorcode[ctypes.get_errno()]
            print({attempt(number) for number in ({{string.Join(',', numbers)}})})
            """);

        Assert.Equal("{'EPERM'}", outcome.Stdout);
    }

    [Theory]
    [InlineData("unshare --user --map-root-user true")]
    [InlineData("unshare --mount true")]
    [InlineData("unshare --net true")]
    [InlineData("nsenter --target 1 --mount true")]
    [InlineData("su -c true; sudo -n true")]
    [InlineData("chroot / true")]
    [InlineData("mknod disk b 254 0")]
    [InlineData("mount --bind /tmp /usr")]
    [InlineData("bwrap --dev-bind / / true")]
    [InlineData("date --set 2020-01-01")]
    [InlineData(
        "touch /usr/x || touch /usr/bin/x || touch /usr/lib/python3/x || touch /opt/agentcore/agentcore_guest/x")]
    [InlineData("echo x > /dev/kmsg")]
    [InlineData("echo 1 > /proc/sys/vm/drop_caches")]
    [InlineData("echo b > /proc/sysrq-trigger")]
    public async Task Commands_that_lead_out_fail(string command)
    {
        var outcome =
            await emulator.CommandAsync(await emulator.StartSessionAsync(), $"({command}) > /dev/null 2>&1; echo $?");

        Assert.NotEqual("0", outcome.Stdout);
    }

    [Fact]
    public async Task Threads_and_processes_start_all_the_same()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            import multiprocessing, subprocess, threading
            thread = threading.Thread(target=lambda: print("thread")); thread.start(); thread.join()
            subprocess.run(["echo", "spawned"])
            with multiprocessing.Pool(2) as pool: print(pool.map(abs, [-1, -2]))
            """);

        Assert.Equal(("thread\nspawned\n[1, 2]", ""), (outcome.Stdout, outcome.Stderr));
    }

    [Fact]
    public async Task Sockets_reach_only_what_the_sandbox_contains()
    {
        // AF_VSOCK reaches a virtual machine's host from any network namespace; AF_ALG and AF_PACKET reach into the
        // kernel.
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), """
            import errno, socket
            for family in (40, 38, 17, 16, 10, 2, 1):
                try:
                    socket.socket(family, socket.SOCK_RAW if family == 16 else socket.SOCK_STREAM).close()
                    print(family)
                except OSError as error:
                    print(family, errno.errorcode[error.errno])
            """);

        Assert.Equal("40 EAFNOSUPPORT\n38 EAFNOSUPPORT\n17 EAFNOSUPPORT\n16\n10\n2\n1", outcome.Stdout);
    }

    [Fact]
    public async Task Memory_that_belongs_to_no_process_cannot_be_had()
    {
        var outcome = await emulator.PythonAsync(await emulator.StartSessionAsync(), "import os; os.memfd_create('x')");

        Assert.Contains("[Errno 38] Function not implemented", outcome.Stderr);
    }
}
