BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Recording and replaying calls' {
    BeforeAll {
        $file = Join-Path $TestDrive 'calls.jsonl'
        $secret = 'a password of a header'
        Set-Content (Join-Path $TestDrive 't.csv') "a,b`n1,2`n3,4"
        $bin = New-Item (Join-Path $TestDrive 'bin') -ItemType Directory
        $null = New-Item (Join-Path $bin 'dotnet') -ItemType SymbolicLink -Target (Get-Command dotnet).Source
        $page = ConvertTo-PageUrl '<title>Recorded</title><h1>Hello</h1>'

        # The calls of the main job, as objects whose values can be compared. Names and ids that a run makes by chance are
        # left to it.
        function Invoke-MainJob([string] $Picture) {
            Push-Location $TestDrive
            try {
                $s = Start-ACBrowserSession -ViewPort 1280x720
                $s | Select-Object BrowserIdentifier, SessionId, Status, CreatedAt, ViewPort
                Open-ACBrowserPage $s $page | Select-Object Title, Url, HttpStatus
                $null = Invoke-ACBrowserCommand $s Network.setExtraHTTPHeaders @{ headers = @{ Authorization = $secret } }
                $null = Save-ACBrowserScreenshot $s $Picture
                (Get-FileHash $Picture).Hash
                Invoke-ACBrowserScript $s '({ one: 1, two: [document.title] })' | ConvertTo-Json -Compress
                (Invoke-ACCodeInterpreter 'print(6 * 7)').Output
                $c = Start-ACCodeInterpreterSession
                Send-ACCodeInterpreterFile $c t.csv | Select-Object Path, Size, Sha256
                (Invoke-ACCodeInterpreter -Session $c "print(open('t.csv').read())").Output
                Invoke-ACCodeInterpreter -Session $c -Command 'echo out; echo err >&2; exit 3' |
                    Select-Object StandardOutput, StandardError, ExitCode
                (Get-ACBrowserSession).Name -eq $s.Name
                Get-ACBrowserSession -Status READY | Stop-ACBrowserSession -PassThru | Select-Object SessionId, Status
                Get-ACCodeInterpreterSession -Status READY | Stop-ACCodeInterpreterSession
                @(Get-ACBrowserSession -Status READY).Count
            }
            finally { Pop-Location }
        }

        # An emulator that finds neither Chromium nor Python.
        function Invoke-OnReplay([scriptblock] $Script) {
            $path, $chromium, $python = $env:PATH, $env:AGENTCORE_CHROMIUM, $env:AGENTCORE_PYTHON
            try {
                $env:PATH = $bin
                Get-Command chromium, python3 -ErrorAction Ignore | Should -BeNullOrEmpty
                $env:AGENTCORE_CHROMIUM = $env:AGENTCORE_PYTHON = $null
                $null = Start-ACEmulator -Replay $file
            }
            finally { $env:PATH, $env:AGENTCORE_CHROMIUM, $env:AGENTCORE_PYTHON = $path, $chromium, $python }
            try { & $Script }
            finally { Stop-ACEmulator -WarningVariable said -WarningAction SilentlyContinue; $script:said = $said }
        }

        $null = Start-ACEmulator -Record $file
        try { $recorded = Invoke-MainJob (Join-Path $TestDrive 'one.png') }
        finally { Stop-ACEmulator }
    }

    It 'gives the same objects without Chromium and Python' {
        $replayed = Invoke-OnReplay { Invoke-MainJob (Join-Path $TestDrive 'two.png') }
        ($replayed | Out-String) | Should -Be ($recorded | Out-String)
        ($replayed | ConvertTo-Json -Depth 5) | Should -Be ($recorded | ConvertTo-Json -Depth 5)
        $recorded[1].Title | Should -Be 'Recorded'
        $recorded[-1] | Should -Be 0
        $said | Should -BeNullOrEmpty
    }

    It 'says which call is not in the recording, and at the end how many' {
        Invoke-OnReplay {
            $failure = { Invoke-ACCodeInterpreter 'print(7 * 7)' -ErrorAction Stop } | Should -Throw '*InvokeCodeInterpreter*calls.jsonl*print(7*nearest*print(6*' -PassThru
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        }
        "$said" | Should -BeLike '1 of * calls and commands were not in the recording*calls.jsonl*'
    }

    It 'records a line for each call, for its user alone, and no secret' {
        $lines = Get-Content $file | ForEach-Object { ConvertFrom-Json $_ -Depth 100 -AsHashtable }
        $lines[0].format, $lines[0].version | Should -Be 'agentcore-calls', 1
        $lines.operation | Should -Contain 'StartBrowserSession'
        ($lines | Where-Object type -EQ command).json.method | Should -Contain 'Page.captureScreenshot'
        if (-not $IsWindows) { (Get-Item $file).UnixMode | Should -Be '-rw-------' }
        $text = Get-Content $file -Raw
        $text | Should -Not -Match ([regex]::Escape($secret))
        $text | Should -Not -Match 'AWS4-HMAC|X-Amz-Signature=[0-9a-f]|ACEMULATOR'
    }

    It 'starts nothing with <Wrong>, and says so in one sentence' -ForEach @(
        @{ Wrong = 'a recording that exists'; Use = 'Record'; Content = 'kept'; Says = '*exists already. Choose another file*' }
        @{ Wrong = 'an empty replay'; Use = 'Replay'; Content = ''; Says = '*is empty.*' }
        @{ Wrong = 'a file that is not ours'; Use = 'Replay'; Content = '{"log":{}}'; Says = '*is not a recording of calls.*' }
        @{ Wrong = 'another version'; Use = 'Replay'; Content = '{"format":"agentcore-calls","version":2}'; Says = '*has version 2*reads version 1. Record it again*' }
        @{ Wrong = 'a replay that is missing'; Use = 'Replay'; Content = $null; Says = '*does not exist*' }
    ) {
        $other = Join-Path $TestDrive 'other.jsonl'
        Remove-Item $other -ErrorAction Ignore
        if ($null -ne $Content) { Set-Content $other $Content -NoNewline }
        $with = @{ $Use = $other }
        $failure = { Start-ACEmulator @with -ErrorAction Stop } | Should -Throw $Says -PassThru
        $failure.Exception.RecommendedAction | Should -BeNullOrEmpty -Because 'the sentence says what to do'
        Get-ACEmulator | Should -BeNullOrEmpty
        if ($Content) { Get-Content $other -Raw | Should -Be $Content }
    }

    It 'does not take both' {
        { Start-ACEmulator -Record a -Replay b -ErrorAction Stop } | Should -Throw '*-Record and -Replay exclude each other*'
    }
}
