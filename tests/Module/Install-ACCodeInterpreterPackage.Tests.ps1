BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession

    # A session with a network.
    function New-OpenSession {
        Start-ACCodeInterpreterSession -CodeInterpreterIdentifier (New-ACCodeInterpreter "open$(Get-Random)" -NetworkMode PUBLIC -Wait)
    }

    # A wheel is a zip file with the package and its metadata; made by hand, it needs no network.
    $makeWheel = @'
import zipfile
def wheel(name, version, requires="", folder="."):
    path = f"{folder}/{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{name}.py", f"version = '{version}'\n")
        info = f"{name}-{version}.dist-info"
        needs = f"Requires-Dist: {requires}\n" if requires else ""
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", "")
    return path
'@
    $null = Invoke-ACCodeInterpreter -Session $session "$makeWheel`nwheel('sample', '1.0'); wheel('sample', '1.1'); wheel('needy', '2.0', 'nosuchthing>=5')" -ErrorOnFailure
}
AfterAll { Stop-ACEmulator }

Describe 'Install-ACCodeInterpreterPackage' {
    It 'installs a file of the session, and says what there is now' {
        $done = Install-ACCodeInterpreterPackage $session ./sample-1.0-py3-none-any.whl
        $done | Should -BeOfType AgentCore.CodeInterpreterPackageInstallation
        "$($done.Installed)" | Should -Be 'sample 1.0'
        $done.Installed[0].Name | Should -Be 'sample'
        $done.ExitCode | Should -Be 0
        $done.Output | Should -Match 'Successfully installed'
        $done.SessionId | Should -Be $session.SessionId
        (Invoke-ACCodeInterpreter -Session $session 'import sample; print(sample.version)').Output | Should -Be '1.0'
    }

    It 'takes an address, with a marker and with extras' {
        $home_ = (Invoke-ACCodeInterpreter -Session $session -Command 'pwd').Output
        $done = 'sample @ file://{0}/sample-1.1-py3-none-any.whl ; python_version >= "3.0"' -f $home_ | Install-ACCodeInterpreterPackage $session -Upgrade
        "$($done.Installed)" | Should -Be 'sample 1.1'
    }

    It 'tells what was there already' {
        $done = Install-ACCodeInterpreterPackage $session 'numpy>=1,<99', 'tomli; python_version < "3"'
        $done.Installed | Should -BeNullOrEmpty
        $done.AlreadyInstalled.Name | Should -Be 'numpy'
        $done.AlreadyInstalled.Version | Should -Be (Invoke-ACCodeInterpreter -Session $session 'import numpy; print(numpy.__version__)').Output
    }

    It 'gives one error a call with the last words of pip' {
        Install-ACCodeInterpreterPackage $session ./needy-2.0-py3-none-any.whl -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -Match '^PackageNotInstalled'
        $failure[0].CategoryInfo.Category | Should -Be 'NotInstalled'
        "$($failure[0])" | Should -Match 'needy-2\.0.*nosuchthing'
        $failure[0].Exception.Result.ExitCode | Should -Be 1
    }

    It 'rejects options, one error each, and installs nothing of them' {
        '-r requirements.txt', '--index-url=http://x' |
            Install-ACCodeInterpreterPackage $session -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 2
        $failure.CategoryInfo.Category | Sort-Object -Unique | Should -Be 'InvalidArgument'
        $failure[0].TargetObject | Should -Be '-r requirements.txt'
    }

    It 'gives the words of pip for <_>, and runs nothing of it' -ForEach 'a b', 'x; rm -rf /', "x`nimport", 'x==$(touch ran)', 'name @ ftp://127.0.0.1:9/x' {
        Install-ACCodeInterpreterPackage $session $_ -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -Match '^PackageNotInstalled'
        "$($failure[0])" | Should -Match "pip could not install $([regex]::Escape($_)) \(exit code \d\): (.|\n)*(ERROR|Invalid)"
        (Invoke-ACCodeInterpreter -Session $session -Command 'ls').Output | Should -Not -Match '\bran\b'
    }

    It 'gives the words of npm for a version that npm cannot read' {
        Install-ACCodeInterpreterPackage $session 'x@$(touch ran)' -Language javascript -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -Match 'npm could not install x@\$\(touch ran\) \(exit code \d+\): (.|\n)*Invalid tag name'
    }

    It 'shows no password of an address, and installs nothing with -WhatIf' {
        Install-ACCodeInterpreterPackage $session 'x @ https://user:hunter2@127.0.0.1:9/x.whl?sig=hunter3' -Verbose -ErrorVariable failure -ErrorAction SilentlyContinue 4>&1 |
            Out-String | Should -Not -Match 'hunter'
        $failure.Count | Should -Be 1
        "$($failure[0]) $($failure[0].TargetObject)" | Should -Not -Match 'hunter'
        Install-ACCodeInterpreterPackage $session ./nothing.whl -WhatIf | Should -BeNullOrEmpty
    }

    It 'installs from an index of one''s own in a code interpreter with a network' {
        # The index is at the loopback address of the session, where no proxy is between.
        $open = New-OpenSession
        $null = Invoke-ACCodeInterpreter -Session $open -ErrorOnFailure @"
$makeWheel
import os
os.makedirs('index/sample'); os.makedirs('index/helper')
wheel('helper', '0.5', folder='index/helper'); wheel('sample', '1.0', 'helper', 'index/sample'); wheel('sample', '2.0', folder='index/sample'); wheel('sample', '2.0+cu118', folder='index/sample')
import subprocess, sys, re
server = subprocess.Popen([sys.executable, '-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', 'index'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
"@
        $port = (Invoke-ACCodeInterpreter -Session $open "print(re.search(r'port (\d+)', server.stdout.readline()).group(1))").Output
        $index = "http://127.0.0.1:$port/"
        $done = Install-ACCodeInterpreterPackage $open 'sample>=1.0,<2' -IndexUrl $index
        $done.Installed.ForEach('ToString') | Sort-Object | Should -Be 'helper 0.5', 'sample 1.0'
        "$((Install-ACCodeInterpreterPackage $open 'sample==2.0+cu118' -IndexUrl $index).Installed)" | Should -Be 'sample 2.0+cu118'
        Install-ACCodeInterpreterPackage $open 'absent' -IndexUrl $index -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -Match 'absent'
    }

    It 'gives up after the time it was given' {
        # An index that takes the connection and never answers.
        $open = New-OpenSession
        $port = (Invoke-ACCodeInterpreter -Session $open "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1])").Output
        Install-ACCodeInterpreterPackage $open slow -IndexUrl "http://127.0.0.1:$port/" -TimeoutSeconds 2 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
    }

    It 'installs with npm what JavaScript then finds' {
        $null = Invoke-ACCodeInterpreter -Session $session -Command "mkdir -p mine && cd mine && echo '{ ""name"": ""@me/mine"", ""version"": ""1.2.3"" }' >package.json && echo 'module.exports = 43' >index.js && npm pack" -ErrorOnFailure
        $done = Install-ACCodeInterpreterPackage $session ./mine/me-mine-1.2.3.tgz -Language javascript
        $done.Language | Should -Be 'javascript'
        "$($done.Installed)" | Should -Be '@me/mine 1.2.3'
        (Invoke-ACCodeInterpreter -Session $session -Command "node -e 'console.log(require(""@me/mine""))'").Output | Should -Be '43'
    }
}
