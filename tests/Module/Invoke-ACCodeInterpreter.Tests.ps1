BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACCodeInterpreterSession
}
AfterAll { Stop-ACEmulator }

Describe 'Invoke-ACCodeInterpreter' {
    It 'needs no session' {
        $result = Invoke-ACCodeInterpreter 'print(6 * 7)'
        $result | Should -BeOfType AgentCore.CodeInterpreterResult
        $result.Output | Should -Be '42'
        $result.IsError | Should -BeFalse
        $result.ExitCode | Should -Be 0
        $result.ExecutionTime | Should -BeOfType timespan
        (Get-ACCodeInterpreterSession -SessionId $result.SessionId).Status | Should -Be 'TERMINATED'
    }

    It 'runs what comes down the pipeline, in order' {
        'print(1)', 'print(2)' | Invoke-ACCodeInterpreter -Session $session | ForEach-Object Output | Should -Be '1', '2'
    }

    It 'runs a pipeline without a session in one session of its own' {
        $results = 'y = 5', 'print(y + 1)' | Invoke-ACCodeInterpreter
        $results[1].Output | Should -Be '6'
        $results.SessionId | Sort-Object -Unique | Should -HaveCount 1
    }

    It 'keeps variables from call to call, until they are cleared' {
        $null = Invoke-ACCodeInterpreter -Session $session 'x = 1'
        (Invoke-ACCodeInterpreter -Session $session 'print(x)').Output | Should -Be '1'
        (Invoke-ACCodeInterpreter -Session $session 'print("x" in globals())' -ClearContext).Output | Should -Be 'False'
    }

    It 'takes a session by its id' {
        (Invoke-ACCodeInterpreter -Session $session.SessionId 'print("by id")').Output | Should -Be 'by id'
    }

    It 'gives an exception of the code as a result' {
        $result = Invoke-ACCodeInterpreter -Session $session 'print("before"); 1 / 0' -ErrorAction Stop
        $result.IsError | Should -BeTrue
        $result.ExitCode | Should -Be 1
        $result.StandardOutput | Should -Match 'before'
        $result.StandardError | Should -Match 'ZeroDivisionError'
    }

    It 'gives an error with -ErrorOnFailure' {
        Invoke-ACCodeInterpreter -Session $session 'import nope' -ErrorOnFailure -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -Match 'nope'
    }

    It 'gives the exit code of sys.exit' {
        (Invoke-ACCodeInterpreter -Session $session 'import sys; sys.exit(3)').ExitCode | Should -Be 3
    }

    It 'gives a syntax error' {
        $result = Invoke-ACCodeInterpreter -Session $session 'print('
        $result.IsError | Should -BeTrue
        $result.StandardError | Should -Match 'SyntaxError'
    }

    It 'gives pictures' {
        $result = Invoke-ACCodeInterpreter -Session $session "import matplotlib.pyplot as plt`nplt.plot([1, 2, 3])`nplt.show()"
        $result.Images | Should -HaveCount 1
        $result.Images[0].MimeType | Should -Be 'image/png'
    }

    It 'saves pictures below the current location, and knows their size' {
        $result = Invoke-ACCodeInterpreter -Session $session "import matplotlib.pyplot as plt`nplt.figure(figsize=(3, 2), dpi=100)`nplt.plot([1, 2, 3])`nplt.gcf().canvas.draw()`nplt.show()"
        $image = $result.Images[0]
        $folder = New-Item (Join-Path $TestDrive 'pictures') -ItemType Directory
        Push-Location $folder
        try {
            $file = $image.Save('figure.png')
            $file.FullName | Should -Be (Join-Path $folder 'figure.png')
            $file.Length | Should -Be $image.Length
            Get-PngSize $file | Should -Be "$($image.Width)x$($image.Height)"
            Assert-AsGetItem $file
            "$image" | Should -Match "^image/png, $($image.Width)x$($image.Height)"
            { $image.Save('nope/figure.png') } | Should -Throw '*nope*'
            { $image.Save('..') } | Should -Throw '*folder*'
            { $image.Save('env:figure') } | Should -Throw '*not a file system path*'
        }
        finally { Pop-Location }
    }

    It 'shows what the program printed, whole, and the exception of one that fails' {
        $text = $session | ForEach-Object {
            'print("a  b\n c")', 'x = 1', 'print("before"); 1 / 0' | Invoke-ACCodeInterpreter -Session $_
            Invoke-ACCodeInterpreter -Session $_ -Command 'ls /nope'
        } | Out-String
        $text.Trim() -split '\r?\n' | Should -Be 'a  b', ' c', '(no output)', 'before',
            'Failed with exit code 1: ZeroDivisionError: division by zero',
            "Failed with exit code 2: ls: cannot access '/nope': No such file or directory"
        Invoke-ACCodeInterpreter -Session $session 'print(1)' | Format-Table | Out-String | Should -Match 'IsError\s+ExitCode\s+Time\s+Images\s+Output'
    }

    It 'shows the exception of a program in <Language>' -ForEach @(
        @{ Language = 'Python'; Run = { Invoke-ACCodeInterpreter -Session $session "raise ValueError('line one\nline two')" }; Shown = 'ValueError: line one', 'line two' }
        @{ Language = 'JavaScript'; Run = { Invoke-ACCodeInterpreter -Session $session -Language javascript 'throw new Error("boom")' }; Shown = 'error: Uncaught (in promise) Error: boom' }
        @{ Language = 'Node.js'; Run = { Invoke-ACCodeInterpreter -Session $session -Command 'node -e "throw new Error(1)"' }; Shown = 'Error: 1' }
    ) {
        $lines = (& $Run | Out-String -Width 200).Trim() -split '\r?\n'
        $lines[0] | Should -Be "Failed with exit code 1: $(@($Shown)[0])"
        $lines | Select-Object -Skip 1 | Should -Be (@($Shown) | Select-Object -Skip 1)
    }

    It 'shows the start and the end of an endless line' {
        $result = Invoke-ACCodeInterpreter -Session $session "print('a' + 'x' * 1_000_000 + 'z')"
        $result.Output.Length | Should -Be 1000002
        $shown = $result | Out-String -Width 120
        $shown.Length | Should -BeLessThan 20000
        $shown.Trim() | Should -Match '^ax+\s(?s:.*)… \(991,002 characters of this line are not shown.*\)\s+(?s:.*)xz$'
    }

    It 'says which session an error is about' {
        Invoke-ACCodeInterpreter -Session NOSUCHSESSION 'print(1)' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'NOSUCHSESSION'
    }

    It 'survives an interpreter that dies' {
        (Invoke-ACCodeInterpreter -Session $session 'import os; os.abort()').IsError | Should -BeTrue
        (Invoke-ACCodeInterpreter -Session $session 'print(1)').Output | Should -Be '1'
    }

    It 'gives up after the time it was given' {
        Invoke-ACCodeInterpreter -Session $session 'while True: pass' -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        (Invoke-ACCodeInterpreter -Session $session 'print(1)').Output | Should -Be '1'
    }

    It 'ends on Ctrl+C and stops the session it started' {
        $process = Start-FreshPowerShell "(Start-ACEmulator).ProcessId
            try { Invoke-ACCodeInterpreter 'while True: pass' }
            finally { [Console]::WriteLine('left'); while (Get-ACCodeInterpreterSession -Status READY) { }; [Console]::WriteLine('stopped') }"
        try {
            $emulatorId = $process.StandardOutput.ReadLine()
            Wait-Until { & pgrep -P $emulatorId }
            Stop-FreshPowerShell $process
            $process.StandardOutput.ReadToEnd() -split '\r?\n' | Where-Object { $_ } | Should -Be 'left', 'stopped'
        }
        finally { $process.Kill($true) }
    }

    Context 'with -Command' {
        It 'keeps the streams and the exit code apart' {
            $result = Invoke-ACCodeInterpreter -Session $session -Command 'echo out; echo err >&2; exit 7'
            $result.StandardOutput | Should -Be "out`n"
            $result.StandardError | Should -Be "err`n"
            $result.ExitCode | Should -Be 7
        }

        It 'gives the error of a command that fails' {
            $result = Invoke-ACCodeInterpreter -Session $session -Command 'ls /nope'
            $result.ExitCode | Should -Be 2
            $result.StandardError | Should -Match '/nope'
            $result.StandardOutput | Should -BeNullOrEmpty
        }

        It 'changes no byte of the text' {
            (Invoke-ACCodeInterpreter -Session $session -Command "printf 'a\r\nb\tc'").StandardOutput | Should -Be "a`r`nb`tc"
            (Invoke-ACCodeInterpreter -Session $session -Command "printf '☕ é'").StandardOutput | Should -Be '☕ é'
        }

        It 'takes any quotes' {
            (Invoke-ACCodeInterpreter -Session $session -Command "echo ""it's"" '`$HOME'").StandardOutput | Should -Be "it's `$HOME`n"
        }

        It 'names the shell in its errors, as at a prompt' {
            (Invoke-ACCodeInterpreter -Session $session -Command 'nope').StandardError | Should -Be "bash: line 1: nope: command not found`n"
        }

        It 'runs a command of any length, and leaves no file of it' {
            $command = "ls -A`necho '" + 'é' * 300000 + "' | wc -c"
            $result = Invoke-ACCodeInterpreter -Session (Start-ACCodeInterpreterSession) -Command $command
            $result.StandardError | Should -BeNullOrEmpty
            $result.StandardOutput | Should -Be ".ipython`nlog`n600001`n"
        }

        It 'refuses a null character' {
            Invoke-ACCodeInterpreter -Session $session -Command "echo `0" -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Count | Should -Be 1
            $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        }

        It 'has the bytes, the content and the raw events' {
            $result = Invoke-ACCodeInterpreter -Session $session -Command "printf '\000\377'"
            $result.StandardOutputBytes | Should -Be 0, 255
            $result.Content.Text | Should -Be $result.StandardOutput
            $result.Events.Count | Should -BeGreaterThan 0
            "$($result.Events.StandardOutput)" | Should -Match 'AP8='
        }
    }

    Context 'with -Tool' {
        It 'calls a tool by its name and gives its content' {
            $written = Invoke-ACCodeInterpreter -Session $session -Tool writeFiles -Argument @{
                content = @{ path = 'tool/a.txt'; text = 'hello' }, @{ Path = 'tool/b.bin'; Blob = [byte[]](0, 255) }
            }
            $written.IsError | Should -BeFalse
            $written.Content.Type | Should -Be 'text'
            $read = Invoke-ACCodeInterpreter -Session $session -Tool readFiles -Argument @{ paths = 'tool/a.txt', 'tool/b.bin' }
            $read.Content.Type | Should -Be 'resource', 'resource'
            $read.Content.Uri | Should -Be 'file:///tool/a.txt', 'file:///tool/b.bin'
            $read.Content[0].Text | Should -Be 'hello'
            $read.Content[1].Data | Should -Be 0, 255
            $listed = $session | Invoke-ACCodeInterpreter -Tool listFiles -Argument ([pscustomobject]@{ directoryPath = 'tool' })
            $listed.Content.Type | Should -Be 'resource_link', 'resource_link'
            $listed.Content.Name | Should -Be 'a.txt', 'b.bin'
            ($listed | Out-String).Trim() -split '\r?\n' | Should -Be 'resource_link a.txt', 'resource_link b.bin'
        }

        It 'takes any case of a name, and one value for a list' {
            (Invoke-ACCodeInterpreter -Session $session -Tool readFiles -Argument @{ Paths = 'tool/a.txt' }).Content.Text | Should -Be 'hello'
        }

        It 'gives what the service says in named parts' {
            $started = Invoke-ACCodeInterpreter -Session $session -Tool startCommandExecution -Argument @{ command = 'true' }
            $task = Invoke-ACCodeInterpreter -Session $session -Tool getTask -Argument @{ taskId = $started.StructuredContent.taskId }
            $task.StructuredContent.taskId | Should -Be $started.StructuredContent.taskId
            $task.StructuredContent.taskStatus | Should -BeIn 'submitted', 'working', 'completed'
        }

        It 'sends a tool and members that it does not know as they are given' {
            $service = Start-RecordingService
            try {
                $argument = [ordered]@{ Colour = 'red'; size = 1.5; deep = @{ list = @(1, $true, $null) }; raw = [byte[]](1, 2) }
                Invoke-ACCodeInterpreter -Session 01ARZ3NDEKTSV4RRFFQ69G5FAV -Tool paintFile -Argument $argument -EndpointUrl $service.Url -Region us-east-1 `
                    -AccessKey AKID -SecretKey s -ErrorAction SilentlyContinue
                $sent = $service.Requests.ToArray()[-1].Body | ConvertFrom-Json
            }
            finally { Stop-RecordingService $service }
            $sent.name | Should -BeExactly 'paintFile'
            $sent.arguments | ConvertTo-Json -Compress -Depth 5 |
                Should -BeExactly '{"Colour":"red","size":1.5,"deep":{"list":[1,true,null]},"raw":"AQI="}'
        }

        It 'leaves the verdict on an unknown tool to the service' {
            Invoke-ACCodeInterpreter -Session $session -Tool paintFile -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Count | Should -Be 1
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'ValidationException,*'
        }

        It 'refuses <Name> and says what to give' -ForEach @(
            @{ Name = 'a text'; Argument = 'a.txt'; Message = '-Argument takes a hashtable*' }
            @{ Name = 'an object that is no data'; Argument = @{ paths = [powershell] }; Message = '*System.RuntimeType*only texts, numbers*' }
            @{ Name = 'a number that JSON lacks'; Argument = @{ size = [double]::NaN }; Message = "*'size' is NaN*finite numbers only*" }
        ) {
            $failure = { Invoke-ACCodeInterpreter -Session $session -Tool readFiles -Argument $Argument } | Should -Throw $Message -PassThru
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
        }

        It 'calls nothing with -WhatIf' {
            $null = Invoke-ACCodeInterpreter -Session $session -Tool removeFiles -Argument @{ paths = @('tool/a.txt') } -WhatIf
            (Get-ACCodeInterpreterFile $session tool/a.txt).Length | Should -Be 5
        }

        It 'completes the names of tools' {
            (TabExpansion2 'Invoke-ACCodeInterpreter -Tool li' 32).CompletionMatches.CompletionText | Should -Be 'listFiles'
        }
    }

    Context 'with -Path' {
        BeforeAll {
            $folder = New-Item (Join-Path $TestDrive 'programs') -ItemType Directory
            Push-Location $folder
            Set-Content a.py 'print("a", 1)'
            Set-Content b.sh 'echo "b $0" >&2; exit 4'
            Set-Content -LiteralPath 'c[1].py' 'print("c ☕")'
            Set-Content d.js 'console.log("d", 1 + 1)'
            Set-Content e.txt 'print("e")'
            [System.IO.File]::WriteAllBytes("$folder/f.py", [byte[]](0x23, 0xFF, 0xFE))
        }
        AfterAll { Pop-Location }

        It 'runs a file in the language of its extension' {
            (Invoke-ACCodeInterpreter -Session $session -Path a.py).Output | Should -Be 'a 1'
            (Invoke-ACCodeInterpreter -Session $session -Path d.js).Output | Should -Be 'd 2'
            $shell = Invoke-ACCodeInterpreter -Session $session -Path b.sh
            $shell.ExitCode | Should -Be 4
            $shell.StandardError | Should -Be "b bash`n"
        }

        It 'takes wildcards, and files from Get-ChildItem, in order' {
            (Invoke-ACCodeInterpreter -Session $session -Path '[ac]*.py').Output | Should -Be 'a 1', 'c ☕'
            (Get-ChildItem a.py, d.js | Invoke-ACCodeInterpreter -Session $session).Output | Should -Be 'a 1', 'd 2'
        }

        It 'takes -LiteralPath as it is written' {
            (Invoke-ACCodeInterpreter -Session $session -LiteralPath 'c[1].py').Output | Should -Be 'c ☕'
        }

        It 'asks for the language of an unknown extension, and takes it' {
            Invoke-ACCodeInterpreter -Session $session -Path e.txt -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Count | Should -Be 1
            $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$($failure[0])" | Should -Match '-Language'
            (Invoke-ACCodeInterpreter -Session $session -Path e.txt -Language python).Output | Should -Be 'e'
        }

        It 'gives one error for each file that cannot be run, and runs the others' {
            $results = Invoke-ACCodeInterpreter -Session $session -Path nope.py, f.py, a.py -ErrorVariable failure -ErrorAction SilentlyContinue
            $results.Output | Should -Be 'a 1'
            $failure.Count | Should -Be 2
            $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure[0].TargetObject | Should -Be 'nope.py'
            "$($failure[1])" | Should -Match 'f\.py.*UTF-8'
        }

        It 'refuses what is for code with a shell script' {
            Invoke-ACCodeInterpreter -Session $session -Path b.sh -ClearContext -ErrorVariable failure -ErrorAction SilentlyContinue
            "$($failure[0])" | Should -Match '-ClearContext'
        }
    }

    Context 'with -Stream, as the service sends' {
        It 'shows all lines when the program has ended' {
            $marker = [guid]::NewGuid().ToString('n')
            $lines = Invoke-ACCodeInterpreter -Session $session "import time`nprint('first', flush=True)`ntime.sleep(2.5)`nopen('$marker', 'w').close()`nprint('second')" -Stream -ResultVariable result | ForEach-Object {
                Get-ACCodeInterpreterFile $session $marker -ErrorAction Stop | Should -Not -BeNullOrEmpty
                $_
            }
            $lines | Should -Be 'first', 'second'
            $result.Events.Count | Should -Be 1
            $result.Output | Should -Be "first`nsecond"
            $result.ExecutionTime | Should -BeGreaterThan ([timespan]::FromSeconds(2.5))
        }
    }

    Context 'with -Stream, on an emulator that sends output as it arrives' {
        BeforeAll {
            Stop-ACEmulator
            $null = Start-ACEmulator -IncrementalResult
            $session = Start-ACCodeInterpreterSession
        }

        It 'shows the first line while the program still waits: <Name>' -ForEach @(
            @{ Name = 'code'; Program = @{ Code = "import os, time`nprint('first', flush=True)`nwhile not os.path.exists('go-code'): time.sleep(0.05)`nprint('second')" } }
            @{ Name = 'command'; Program = @{ Command = 'echo first; until [ -e go-command ]; do sleep 0.05; done; echo second' } }
        ) {
            # The program goes on only when its first line has arrived here.
            $lines = Invoke-ACCodeInterpreter -Session $session @Program -Stream -TimeoutSeconds 30 -ResultVariable result | ForEach-Object {
                if ($_ -eq 'first') { $null = Invoke-ACCodeInterpreter -Session $session -Command "touch go-$Name" }
                $_
            }
            $lines | Should -Be 'first', 'second'
            $result.Output | Should -Be "first`nsecond"
        }

        It 'gives standard error as warnings, and a line without its end' {
            $lines = Invoke-ACCodeInterpreter -Session $session "import sys`nprint('a\n\nb', end='')`nprint('careful', file=sys.stderr)" -Stream -WarningVariable warnings -WarningAction SilentlyContinue
            $lines | Should -Be 'a', '', 'b'
            $warnings | Should -Be 'careful'
        }

        It 'keeps a character whole that comes in two pieces: <Name>' -ForEach @(
            @{ Name = 'code'; Program = @{ Code = "import os, time`n_ = os.write(1, b'\xf0\x9f'); time.sleep(1.5); _ = os.write(1, b'\x98\x80\n')" } }
            @{ Name = 'command'; Program = @{ Command = 'printf "\360\237"; sleep 1.5; printf "\230\200\n"' } }
        ) {
            Invoke-ACCodeInterpreter -Session $session @Program -Stream -ResultVariable result | Should -Be '😀'
            $result.Output | Should -Be '😀'
        }

        It 'keeps nothing of what it has passed on' {
            # 30 MB in pieces, which are 60 MB of text here; the program goes on when a piece has arrived.
            $code = "import os, time`nfor i in range(10):`n    print(('x' * 999_999 + '\n') * 3, end='', flush=True)`n    while not os.path.exists(f'go-{i}'): time.sleep(0.02)"
            $state = @{ Lines = 0; Kept = 0 }
            $before = [GC]::GetTotalMemory($true)
            Invoke-ACCodeInterpreter -Session $session $code -Stream -TimeoutSeconds 120 | ForEach-Object {
                $state.Lines++
                if ($state.Lines % 3 -eq 0) { $null = Invoke-ACCodeInterpreter -Session $session -Command "touch go-$($state.Lines / 3 - 1)" }
                if ($state.Lines -eq 30) { $state.Kept = [GC]::GetTotalMemory($true) - $before }
            }
            $state.Lines | Should -Be 30
            $state.Kept | Should -BeLessThan 30MB
        }

        It 'stops the program when nobody wants more' {
            Invoke-ACCodeInterpreter -Session $session "import time`nwhile True: print('x' * 100, flush=True); time.sleep(0.01)" -Stream | Select-Object -First 2 | Should -HaveCount 2
            (Invoke-ACCodeInterpreter -Session $session 'print(1)').Output | Should -Be '1'
        }

        It 'obeys -ErrorOnFailure, and has several results in -ResultVariable' {
            $lines = 'print(1)', 'print(2); 1 / 0' | Invoke-ACCodeInterpreter -Session $session -Stream -ErrorOnFailure -ResultVariable result `
                -ErrorVariable failure -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $lines | Should -Be '1', '2'
            $failure.Count | Should -Be 1
            $failure[0].FullyQualifiedErrorId | Should -Match '^ProgramFailed'
            $result.Count | Should -Be 2
            $result.IsError | Should -Be $false, $true
        }
    }
}

Describe 'A program of its own' {
    BeforeAll {
        $null = Start-ACEmulator
        $session = Start-ACCodeInterpreterSession
    }

    It 'gets arguments, standard input and environment: <Language>' -ForEach @(
        @{ Language = 'python'; Code = 'import os, sys; print(sys.argv[1:], sys.stdin.read(), os.environ["STAGE"])' }
        @{ Language = 'javascript'; Code = 'import { readFileSync } from "node:fs"; import process from "node:process"; console.log(process.argv.slice(2), readFileSync(0, "utf8"), process.env.STAGE)' }
        @{ Language = 'typescript'; Code = 'import { readFileSync } from "node:fs"; import process from "node:process"; const all: string[] = process.argv.slice(2); console.log(all, readFileSync(0, "utf8"), process.env.STAGE)' }
    ) {
        $result = Invoke-ACCodeInterpreter -Session $session $Code -Language $Language -ArgumentList 'a b', "it's" -InputObject 'one', 'two' -Environment @{ STAGE = 'te"st' }
        $result.StandardError | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.Output -replace "\s+", ' ' | Should -Match '^\[ ?.a b., "it''s" ?\] one two te"st$'
    }

    It 'runs commands with them, and counts their lines as they were written' {
        $result = Invoke-ACCodeInterpreter -Session $session -Command "cat`necho `$# `$2 `$STAGE`nnope-such" -ArgumentList 'x', "a`tb" -InputObject 'line' -Environment @{ STAGE = 'test'; HOME = $null }
        $result.StandardOutput | Should -Be "line`n2 a b test`n"
        $result.StandardError | Should -Match 'line 3: nope-such'
        $result.ExitCode | Should -Be 127
    }

    It 'gives the objects of a pipeline as JSON, and makes objects of what is printed' {
        $rows = [pscustomobject]@{ Name = 'tea'; Net = 4 }, @{ Name = 'milk'; Net = 1 }
        $code = "import json, sys`nfor line in sys.stdin:`n    row = json.loads(line)`n    print(json.dumps({'Name': row['Name'], 'Gross': row['Net'] * float(sys.argv[1])}))"
        $made = Invoke-ACCodeInterpreter -Session $session $code -ArgumentList 1.5 -InputObject $rows -AsObject
        $made | ForEach-Object { "$($_.Name) $($_.Gross)" } | Should -Be 'tea 6', 'milk 1.5'
    }

    It 'gives bytes as they are' {
        (Invoke-ACCodeInterpreter -Session $session -Command 'od -An -tx1' -InputObject ([byte[]](0, 255, 10))).Output.Trim() | Should -Be '00 ff 0a'
    }

    It 'gives the program alone its variables, and takes its files away whatever they are' {
        $before = (Get-ACCodeInterpreterFile $session).RemotePath
        $code = 'import os; print(os.environ["PATH"])'
        (Invoke-ACCodeInterpreter -Session $session $code -Environment @{ PATH = '/nope' }).Output | Should -Be /nope
        $long = Invoke-ACCodeInterpreter -Session $session 'print(1)' -Environment @{ A = 'y' * 200000 }
        $long.IsError | Should -BeTrue
        $long.StandardError | Should -Match 'Argument list too long'
        $command = Invoke-ACCodeInterpreter -Session $session -Command 'read -r line; echo "$line $PATH"' -InputObject x -Environment @{ PATH = '/nope' }
        $command.Output, $command.StandardError | Should -Be 'x /nope', ''
        (Get-ACCodeInterpreterFile $session).RemotePath | Where-Object { $_ -notin $before } | Should -BeNullOrEmpty
    }

    It 'takes an argument without a value as an empty one, and bytes in several pieces' {
        (Invoke-ACCodeInterpreter -Session $session 'import sys; print(sys.argv[1:])' -ArgumentList 'a', $null).Output | Should -Be "['a', '']"
        (Invoke-ACCodeInterpreter -Session $session -Command 'od -An -tx1' -InputObject ([byte[]](0, 255)), ([byte[]]10)).Output.Trim() | Should -Be '00 ff 0a'
    }

    It 'has its own name, modules of the working folder, and leaves nothing behind' {
        Set-Content "$TestDrive/deploy.py" "import sys, helper; print(sys.argv[0].rsplit('/')[-1], helper.answer)"
        'answer = 42' | Send-ACCodeInterpreterFile $session -Name helper.py
        $before = (Get-ACCodeInterpreterFile $session).RemotePath
        (Invoke-ACCodeInterpreter -Session $session -Path "$TestDrive/deploy.py" -ArgumentList x).Output | Should -Be 'deploy.py 42'
        (Get-ACCodeInterpreterFile $session).RemotePath | Where-Object { $_ -notin $before -and $_ -ne '__pycache__' } | Should -BeNullOrEmpty
    }

    It 'shares no variables with other calls, and streams its output' {
        $null = Invoke-ACCodeInterpreter -Session $session 'shared = 1'
        Invoke-ACCodeInterpreter -Session $session 'print("shared" in globals()); print(2)' -ArgumentList x -Stream | Should -Be 'False', '2'
    }

    It 'gives its exit code and traceback' {
        $result = Invoke-ACCodeInterpreter -Session $session "import sys`nsys.exit(int(sys.argv[1]))" -ArgumentList 5
        $result.ExitCode | Should -Be 5
        (Invoke-ACCodeInterpreter -Session $session "`n1 / 0" -ArgumentList 5).StandardError | Should -Match 'program.py", line 2'
    }

    It 'rejects <Name>' -ForEach @(
        @{ Name = 'a name that no variable has'; With = @{ Environment = @{ 'A-B' = 1 } }; Message = "*'A-B' is not a valid name of an environment variable*" }
        @{ Name = 'a variable of several values'; With = @{ Environment = @{ A = 1, 2 } }; Message = '*environment variable A has several values*' }
        @{ Name = 'an object that contains itself'; With = @{ InputObject = $($circle = @{}; $circle.self = $circle; $circle) }; Message = '*-InputObject: an object has more than 16 levels or contains itself, and cannot be sent unchanged*' }
        @{ Name = 'a file of this machine'; With = @{ InputObject = Get-Item $PSHOME }; Message = '*Select-Object Name, Length*' }
        @{ Name = 'an argument with a null character'; With = @{ ArgumentList = "a`0b" }; Message = '*null character*' }
        @{ Name = 'a context to clear'; With = @{ ArgumentList = 'a'; ClearContext = $true }; Message = '*process of its own*' }
        @{ Name = 'objects and a stream'; With = @{ AsObject = $true; Stream = $true }; Message = '*-AsObject or -Stream*' }
    ) {
        { Invoke-ACCodeInterpreter -Session $session 'print(1)' @With -ErrorAction Stop } | Should -Throw $Message
    }
}

Describe 'Objects of what a program prints' {
    BeforeAll {
        $null = Start-ACEmulator
        $session = Start-ACCodeInterpreterSession
    }

    It 'come of <Printed>' -ForEach @(
        @{ Printed = '[1, "two", null]'; Count = 3; First = 1 }
        @{ Printed = '{"a": [1, 2]}'; Count = 1; First = '@{a=System.Object[]}' }
        @{ Printed = '7\n8\n'; Count = 2; First = 7 }
        @{ Printed = '12345678901234567890123'; Count = 1; First = [bigint]::Parse('12345678901234567890123') }
        @{ Printed = ''; Count = 0; First = $null }
    ) {
        $made = @(Invoke-ACCodeInterpreter -Session $session "print('$Printed', end='')" -AsObject)
        $made.Count | Should -Be $Count
        $made[0] | Should -Be $First
    }

    It 'are an error where it is not JSON, or the program fails' {
        $failure = Get-Failure { Invoke-ACCodeInterpreter -Session $session 'print(1); print("loading ...")' -AsObject @args }
        $failure.FullyQualifiedErrorId | Should -BeLike 'OutputIsNotJson,*'
        "$failure" | Should -BeLike "*line 2 is 'loading ...'*"
        $failure.Exception.Result.Output | Should -Be "1`nloading ..."
        (Get-Failure { Invoke-ACCodeInterpreter -Session $session 'print("[]"); 1 / 0' -AsObject @args }).FullyQualifiedErrorId | Should -BeLike 'ProgramFailed,*'
    }
}
