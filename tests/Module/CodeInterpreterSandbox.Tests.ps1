# From inside the sandbox: what a program sees of the machine that it runs on.
BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $env:AGENTCORE_TEST_SECRET = "secret-$(Get-Random)"
    $null = Start-ACEmulator -AllowLoopback
    $session = Start-ACCodeInterpreterSession
    function Invoke-Inside([string] $Command) { Invoke-ACCodeInterpreter -Session $session -Command $Command }
}
AfterAll {
    Stop-ACEmulator
    Remove-Item env:AGENTCORE_TEST_SECRET
}

Describe 'Inside the sandbox of a code interpreter' {
    It 'has no network in SANDBOX mode: not the machine''s loopback, not the emulator, no other machine' {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try {
            $ports = $listener.LocalEndpoint.Port, ([uri](Get-ACEmulator).Url).Port
            $result = Invoke-ACCodeInterpreter -Session $session @"
import os, socket
def reach(host, port):
    try: socket.create_connection((host, port), 3).close(); return 'reached'
    except OSError as e: return 'refused'
print([reach('127.0.0.1', p) for p in ($($ports -join ', '))], reach('1.1.1.1', 53), os.listdir('/sys/class/net') if os.path.exists('/sys/class/net') else ['lo'])
try: socket.getaddrinfo('example.com', 443); print('resolved')
except OSError: print('no names')
"@
            $result.Output | Should -Be "['refused', 'refused'] refused ['lo']`nno names"
        }
        finally { $listener.Stop() }
    }

    It 'reaches what listens on the machine in PUBLIC mode through its proxy alone' {
        # The other half of the test above: there is something to reach.
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try {
            $open = Start-ACCodeInterpreterSession -CodeInterpreterIdentifier (New-ACCodeInterpreter "open$(Get-Random)" -NetworkMode PUBLIC -Wait)
            $port = $listener.LocalEndpoint.Port
            (Invoke-ACCodeInterpreter -Session $open @"
import socket
def ask(*lines):
    with socket.create_connection(('127.0.0.1', 3128), 3) as proxy:
        proxy.sendall('\r\n'.join((*lines, '', '')).encode())
        return proxy.recv(12).decode()
print(ask('CONNECT host.docker.internal:$port HTTP/1.1'))
print(ask('CONNECT 127.0.0.1:$(([uri](Get-ACEmulator).Url).Port) HTTP/1.1'))
try: socket.create_connection(('127.0.0.1', $port), 3)
except OSError as e: print('refused')
"@).Output | Should -Be "HTTP/1.1 200`nHTTP/1.1 403`nrefused"
        }
        finally { $listener.Stop() }
    }

    It 'sees no file of the machine beyond the interpreters' {
        $file = New-Item (Join-Path $TestDrive 'on-the-host.txt') -Value 'host'
        (Invoke-Inside "cat '$($file.FullName)'").ExitCode | Should -Not -Be 0
        (Invoke-Inside "ls -d '$HOME/.' '$root' '$TestDrive'").StandardOutput | Should -BeNullOrEmpty
        (Invoke-Inside 'cat /etc/shadow').ExitCode | Should -Not -Be 0
        # All of the root folder, so that what is new there is noticed.
        $allowed = 'bin', 'dev', 'etc', 'home', 'lib', 'lib32', 'lib64', 'libx32', 'opt', 'proc', 'sbin', 'sys', 'tmp', 'usr'
        $onHost = (Get-ChildItem / -Force).Name
        (Invoke-Inside 'ls -A /').Output -split "`n" | Where-Object { $_ -notin $allowed -and $_ -in $onHost } |
            ForEach-Object { (Invoke-Inside "find /$_ -type f | grep -v -e '/[.]pyenv/' -e /node -e /deno | head -3").Output } |
            Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'changes no file of the machine' {
        foreach ($path in '/usr/bin/x', '/etc/x', '/x', '/opt/x') { (Invoke-Inside "touch $path").ExitCode | Should -Not -Be 0 -Because $path }
        (Invoke-Inside 'echo mine >/tmp/agentcore-inside && cat /tmp/agentcore-inside').Output | Should -Be 'mine'
        Test-Path /tmp/agentcore-inside | Should -BeFalse
    }

    It 'sees nothing of another session' {
        $other = Start-ACCodeInterpreterSession
        $null = Invoke-ACCodeInterpreter -Session $other "secret = 7; open('other-file.txt', 'w').write('x'); open('/tmp/other-file.txt', 'w').write('x')"
        $null = Start-ACCodeInterpreterTask $other 'sleep 98765'
        (Invoke-Inside 'find / -name "other-file*" 2>/dev/null').Output | Should -BeNullOrEmpty
        (Invoke-Inside 'ps axww | grep -c "sleep 9876[5]"').Output | Should -Be '0'
        (Invoke-ACCodeInterpreter -Session $session 'print("secret" in globals())').Output | Should -Be 'False'
        (Invoke-ACCodeInterpreter -Session $other -Command 'ls; ps axww | grep -c "sleep 9876[5]"').Output | Should -Be "log`nother-file.txt`n1"
    }

    It 'has no environment variable of the machine: <_>' -ForEach 'code', 'command', 'the first process' {
        $text = switch ($_) {
            'code' { (Invoke-ACCodeInterpreter -Session $session 'import os; print(dict(os.environ))').Output }
            'command' { (Invoke-Inside 'env').Output }
            default { (Invoke-Inside 'cat /proc/*/environ 2>/dev/null | tr "\0" "\n"').Output }
        }
        $text | Should -Match 'HOME'
        $text | Should -Not -Match 'AGENTCORE_TEST_SECRET|AGENTCORE_EMULATOR|SECRET_KEY'
        $text | Should -Not -Match $env:AGENTCORE_TEST_SECRET
    }

    It 'sees no process of the machine' {
        $outside = Get-Process -Id $PID
        $lines = (Invoke-Inside 'ps axww -o pid,args').Output
        $lines | Should -Not -Match 'pwsh|AgentCore\.Emulator'
        (Invoke-Inside 'ls -d /proc/[0-9]* | wc -l').Output | ForEach-Object { [int]$_ } | Should -BeLessThan 20
        (Invoke-Inside "kill -0 $((Get-ACEmulator).ProcessId)").ExitCode | Should -Not -Be 0
        $outside.HasExited | Should -BeFalse
        (Invoke-Inside 'hostname').Output | Should -Not -Be ([System.Net.Dns]::GetHostName())
    }

    It 'is no administrator, and cannot become one' {
        (Invoke-Inside 'id -u').Output | Should -Not -Be '0'
        (Invoke-Inside 'grep -h -e CapEff -e NoNewPrivs /proc/self/status | tr -d "\t "').Output | Should -Be "CapEff:0000000000000000`nNoNewPrivs:1"
        (Invoke-Inside 'mount -t tmpfs none /mnt || unshare -Ur true || chroot / true').ExitCode | Should -Not -Be 0
    }
}
