# What Tab does at the command line of agentcore-emulator, in each shell that it has a script for.
BeforeAll {
    . $PSScriptRoot/common.ps1
    $path = $env:PATH
    $folder = (New-Item (Join-Path $TestDrive 'bin') -ItemType Directory).FullName
    $program = Join-Path $folder 'agentcore-emulator'
    # Suggests as the emulator does, and instead of serving shows with which words it was called.
    @"
#!/bin/sh
case `$1 in '[suggest'*|completion) exec dotnet '$(Join-Path $root 'out/AgentCore/emulator/AgentCore.Emulator.dll')' "`$@" ;; esac
printf 'called with'; for word; do printf ' <%s>' "`$word"; done; echo
"@ -replace "`r" | Set-Content $program
    & chmod +x $program
    $env:PATH = "$folder$([System.IO.Path]::PathSeparator)$path"

    # Types lines at a shell in a terminal; returns what agentcore-emulator was called with.
    function Send-Key([string[]] $Lines, [string[]] $Shell) {
        $keys = Join-Path $TestDrive 'keys'
        $Lines | Set-Content $keys
        & python3 (Join-Path $PSScriptRoot 'Terminal/type_keys.py') $keys @Shell |
            Select-String '^called with (.*?)\s*$' | ForEach-Object { $_.Matches[0].Groups[1].Value }
    }

    $typed = @(
        "agentcore-emulator ser`t--rates InvokeB`t5 --quo`tautom`t2 --js`t"
        "FOO=1 agentcore-emulator doc`t--js`t"
        "$program serve --quota=live`t4"
    )
    $called = '<serve> <--rates> <InvokeBrowser=5> <--quota> <automation-streams=2> <--js>', '<doctor> <--json>',
        '<serve> <--quota=live-views=4>'
}
AfterAll { $env:PATH = $path }

Describe 'Completion of agentcore-emulator' {
    It 'completes commands, options and values in bash' {
        Send-Key (@('source <(agentcore-emulator completion bash)') + $typed) 'bash', '--norc', '--noprofile', '-i' |
            Should -Be $called
    }

    It 'completes them in zsh' {
        if (-not (Get-Command zsh -ErrorAction Ignore)) { return Set-ItResult -Skipped -Because 'zsh is not on this machine' }
        Send-Key (@('autoload -Uz compinit; compinit -u -D', 'source <(agentcore-emulator completion zsh)') + $typed) 'zsh', '-f', '-i' |
            Should -Be $called
    }

    It 'completes them in fish' {
        if (-not (Get-Command fish -ErrorAction Ignore)) { return Set-ItResult -Skipped -Because 'fish is not on this machine' }
        $script = @'
agentcore-emulator completion fish | source
for line in 'agentcore-emulator ser' 'agentcore-emulator serve --rates InvokeB' 'FOO=1 agentcore-emulator doctor --js' 'agentcore-emulator serve --quota=live'
    complete -C $line
end
'@
        & fish --no-config -c $script | Should -Be 'serve', 'InvokeBrowser=', '--json', '--quota=live-views='
    }

    It 'completes them in PowerShell' {
        & $program completion pwsh | Out-String | Invoke-Expression
        Get-Completion 'agentcore-emulator ser' | Should -Be 'serve'
        Get-Completion 'agentcore-emulator serve --rates InvokeB' | Should -Be 'InvokeBrowser='
        Get-Completion '1 | agentcore-emulator --rates InvokeBrowser=5 --quo' | Should -Be '--quota'
        Get-Completion "$program serve --quota=live" | Should -Be '--quota=live-views='
        Get-Completion 'agentcore-emulator completion ' | Should -Contain 'zsh'
    }

    It 'offers files where a file is meant' {
        Push-Location (New-Item (Join-Path $TestDrive 'place') -ItemType Directory)
        try {
            $null = New-Item 'data-of-mine' -ItemType Directory
            Send-Key 'source <(agentcore-emulator completion bash)', "agentcore-emulator --data dat`t" 'bash', '--norc', '--noprofile', '-i' |
                Should -Be '<--data> <data-of-mine/>'
            & $program completion pwsh | Out-String | Invoke-Expression
            Get-Completion 'agentcore-emulator --data dat' | Should -Match 'data-of-mine'
        }
        finally { Pop-Location }
    }
}
