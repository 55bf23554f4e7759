BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession
    $site = Start-PageServer (Join-Path $root 'docs/demo')
    $null = Open-ACBrowserPage $session $site.Url
}
AfterAll { Stop-PageServer $site; Stop-ACEmulator }

Describe 'Invoke-ACBrowserScript' {
    It '<Script> gives <Expected> as <Type>' -ForEach @(
        @{ Script = 'document.title'; Expected = 'The Corner Shop'; Type = 'string' }
        @{ Script = '6 * 7;'; Expected = 42; Type = 'long' }
        @{ Script = '2 ** 53'; Expected = 9007199254740992; Type = 'long' }
        @{ Script = '1 / 4'; Expected = 0.25; Type = 'double' }
        @{ Script = '-1 / 0'; Expected = [double]::NegativeInfinity; Type = 'double' }
        @{ Script = '2n ** 100n'; Expected = [bigint]::Pow(2, 100); Type = 'bigint' }
        @{ Script = '1 > 2'; Expected = $false; Type = 'bool' }
        @{ Script = 'new Date(0)'; Expected = [datetime]::UnixEpoch.ToLocalTime(); Type = 'datetime' }
        @{ Script = 'const a = 20; return a + 1;'; Expected = 21; Type = 'long' }
        @{ Script = 'await Promise.resolve("later")'; Expected = 'later'; Type = 'string' }
        @{ Script = "// first a word`n[1, 2, 3].length"; Expected = 3; Type = 'long' }
    ) {
        $result = Invoke-ACBrowserScript $session $Script
        $result | Should -Be $Expected
        $result.GetType() | Should -Be ([type]$Type)
    }

    It 'gives NaN as a number' {
        [double]::IsNaN((Invoke-ACBrowserScript $session 'NaN')) | Should -BeTrue
    }

    It 'makes objects of objects, and nothing of methods' {
        $result = Invoke-ACBrowserScript $session '{ a: { b: [1, null, { c: "x" }] }, m() {} }'
        $result | Should -BeOfType pscustomobject
        $result.a.b.Count | Should -Be 3
        $result.a.b[1] | Should -BeNullOrEmpty
        $result.a.b[2].c | Should -Be 'x'
        $result.PSObject.Properties.Name | Should -Be 'a'
    }

    It 'gives what is nested deeply, and the session lives on' {
        $result = Invoke-ACBrowserScript $session 'let top = {}, one = top; for (let i = 0; i < 60; i++) one = one.a = {}; one.a = 7; return top'
        foreach ($level in 0..60) { $result = $result.a }
        $result | Should -Be 7
        (Get-ACBrowserSession -SessionId $session.SessionId).Status | Should -Be 'READY'
    }

    It 'reads half a surrogate pair as the replacement character' {
        $half = [string][char]0xFFFD
        Invoke-ACBrowserScript $session '"a\ud83d"' | Should -BeExactly "a$half"
        Invoke-ACBrowserScript $session '"\ud83d\ude00"' | Should -BeExactly '😀'
        (Invoke-ACBrowserScript $session '({ a: { "\ud800": 1 } })').a.PSObject.Properties.Name | Should -BeExactly $half
        Invoke-ACBrowserScript $session 'throw new Error("\ud800")' -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].Exception.Message.Contains($half) | Should -BeTrue
    }

    It 'loses no member whose name differs in case alone' {
        $result = Invoke-ACBrowserScript $session '{ id: 1, ID: 2 }'
        $result['id'], $result['ID'] | Should -Be 1, 2
    }

    It 'writes the items of an array one by one' {
        @(Invoke-ACBrowserScript $session '[3, 1, 2]' | Sort-Object) | Should -Be 1, 2, 3
        @(Invoke-ACBrowserScript $session '[]').Count | Should -Be 0
        @(Invoke-ACBrowserScript $session '[[1, 2], [3]]')[0] | Should -Be 1, 2
    }

    It 'tells null from undefined' {
        @(Invoke-ACBrowserScript $session 'null').Count | Should -Be 1
        @(Invoke-ACBrowserScript $session 'undefined').Count | Should -Be 0
    }

    It 'gives what an object of the browser has to say' {
        (Invoke-ACBrowserScript $session 'new DOMRect(1, 2, 30, 40)').width | Should -Be 30
    }

    It 'hands <Name> over as it is' -ForEach @(
        @{ Name = 'quotes and emoji'; Value = "it's `"`${x}`" 😀`n\"; Test = "args[0] === 'it\'s `"`${x}`" 😀\n\\'" }
        @{ Name = 'a number'; Value = 1.5; Test = 'args[0] === 1.5' }
        @{ Name = 'a large number'; Value = [long]::MaxValue; Test = 'args[0] === 9223372036854775807n' }
        @{ Name = 'NaN'; Value = [double]::NaN; Test = 'Number.isNaN(args[0])' }
        @{ Name = 'a date'; Value = [datetime]::new(2026, 1, 2, 3, 4, 5, [System.DateTimeKind]::Utc); Test = 'args[0] instanceof Date && args[0].getTime() === Date.UTC(2026, 0, 2, 3, 4, 5)' }
        @{ Name = 'null'; Value = $null; Test = 'args.length === 1 && args[0] === null' }
        @{ Name = 'a hashtable'; Value = @{ a = @(1, @{ b = $true }) }; Test = 'JSON.stringify(args[0]) === "{\"a\":[1,{\"b\":true}]}"' }
        @{ Name = 'an object'; Value = [pscustomobject]@{ name = 'x'; __proto__ = 7 }; Test = 'args[0].name === "x" && Object.hasOwn(args[0], "__proto__")' }
        @{ Name = 'bytes'; Value = , [byte[]](0, 255); Test = 'args[0] instanceof Uint8Array && args[0].length === 2 && args[0][1] === 255' }
        @{ Name = 'two values'; Value = 1, 'b'; Test = 'args.length === 2 && args[1] === "b"' }
    ) {
        Invoke-ACBrowserScript $session $Test -Argument $Value | Should -BeTrue
    }

    It 'refuses what has no counterpart in a page, before anything runs' {
        { Invoke-ACBrowserScript $session '1' -Argument (Get-Process -Id $PID) } | Should -Throw '*System.Diagnostics.Process*' -ErrorId 'InvalidArgument,*'
        $self = @{}
        $self.self = $self
        { Invoke-ACBrowserScript $session '1' -Argument $self } | Should -Throw '*contains itself*'
    }

    It 'takes the script from a file' {
        'return args[0] + 1;' | Set-Content (Join-Path $TestDrive 'plus.js')
        Invoke-ACBrowserScript $session -Path (Join-Path $TestDrive 'plus.js') -Argument 4 | Should -Be 5
        { Invoke-ACBrowserScript $session -Path (Join-Path $TestDrive 'none.js') } | Should -Throw '*none.js*'
        { Invoke-ACBrowserScript $session } | Should -Throw '*-Script*-Path*'
    }

    It 'needs nothing of the page that the page may have changed' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<script>Array.prototype[Symbol.iterator] = () => { throw new Error("iter") }</script>')
        Invoke-ACBrowserScript $session 'args[0] + args[1]' -Argument 1, 2 | Should -Be 3
        $null = Open-ACBrowserPage $session about:blank
    }

    It 'runs a script once that throws a SyntaxError of its own: <Script>' -ForEach @(
        @{ Script = '(() => { window.runs++; throw new SyntaxError("own") })()' }
        @{ Script = '(async () => { window.runs++; JSON.parse("{") })()' }
        @{ Script = 'window.runs++; throw new SyntaxError("own");' }
        @{ Script = 'const text = "{"; window.runs++; return JSON.parse(text);' }
    ) {
        Invoke-ACBrowserScript $session 'void (window.runs = 0)'
        Invoke-ACBrowserScript $session $Script -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$failure" | Should -BeLike '*SyntaxError: *'
        Invoke-ACBrowserScript $session 'window.runs' | Should -Be 1
    }

    It 'gives one error with message and stack for a script that fails' {
        Invoke-ACBrowserScript $session "const f = () => null.x;`nf();" -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ScriptError,*'
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $failure[0].TargetObject | Should -Be $session.SessionId
        "$($failure[0])" | Should -BeLike '*in line 1*TypeError: Cannot read properties of null*'
        $failure[0].Exception.ScriptStack | Should -Match 'at f \(script:1:22\)'
        $failure[0].Exception.ScriptStack | Should -Match 'at script:2:1'
    }

    It '<Script> is an error that says <Says>' -ForEach @(
        @{ Script = 'throw "just text"'; Says = 'just text' }
        @{ Script = 'throw null'; Says = ': null' }
        @{ Script = 'throw { a: 1 }'; Says = '{"a":1}' }
        @{ Script = '({ get a() { throw 1 } })'; Says = 'cannot be read' }
        @{ Script = 'let a = 1; let a = 2;'; Says = 'SyntaxError' }
        @{ Script = 'Promise.reject(new RangeError("too far"))'; Says = 'RangeError: too far' }
        @{ Script = 'document.body'; Says = 'DOM node (<body>)' }
        @{ Script = '{ list: [1, document.body] }'; Says = '.list[1]' }
        @{ Script = 'const a = {}; a.b = { a }; return a;'; Says = 'cycle' }
        @{ Script = '() => 1'; Says = 'a function' }
        @{ Script = 'new Uint8Array(4)'; Says = 'binary data' }
        @{ Script = 'window'; Says = 'a window' }
        @{ Script = 'let a = []; for (let i = 0; i < 500; i++) a = [a]; return a;'; Says = 'nested too deeply' }
    ) {
        Invoke-ACBrowserScript $session $Script -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -BeLike "*$([wildcardpattern]::Escape($Says))*"
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidResult'
    }

    It 'gives the same object where it appears twice' {
        $result = Invoke-ACBrowserScript $session 'const a = { n: 1 }; return { one: a, two: a };'
        $result.one.n, $result.two.n | Should -Be 1, 1
    }

    It 'brings 8 MB' {
        (Invoke-ACBrowserScript $session '"x".repeat(8e6)').Length | Should -Be 8000000
    }

    It 'names the limit of the connection for a value above it, and the connection goes on' {
        Invoke-ACBrowserScript $session '"x".repeat(60e6)' -TimeoutSeconds 300 -ErrorVariable failure -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        "$($failure[0])" | Should -BeLike '*response has 120,000,* bytes*limit is 104,857,600 bytes*'
        Invoke-ACBrowserScript $session '6 * 7' | Should -Be 42
    }

    It 'ends an endless script when time is up, and the page goes on' {
        Invoke-ACBrowserScript $session 'window.kept = 5; for (;;);' -TimeoutSeconds 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        Invoke-ACBrowserScript $session 'window.kept' | Should -Be 5
    }

    It 'ends an endless script on Ctrl+C, and the page goes on' {
        $shell = [powershell]::Create().AddScript({
                param($module, $session)
                Import-Module $module
                Invoke-ACBrowserScript $session 'for (;;);' -TimeoutSeconds 600
            }).AddArgument($modulePath).AddArgument($session)
        $null = $shell.BeginInvoke()
        # A raw command tells that the page is busy, and does not end the script.
        Wait-Until {
            Invoke-ACBrowserCommand $session Runtime.evaluate @{ expression = '1' } -TimeoutSeconds 1 -ErrorVariable busy -ErrorAction SilentlyContinue
            $busy
        } 60
        $shell.Stop()
        $shell.Dispose()
        Invoke-ACBrowserScript $session '1 + 1' | Should -Be 2
    }

    It 'says that the page navigated away' {
        Invoke-ACBrowserScript $session 'location.reload(); await new Promise(() => {});' -ErrorVariable failure -ErrorAction SilentlyContinue
        "$($failure[0])" | Should -Match 'page navigated away'
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        (Open-ACBrowserPage $session $site.Url).HttpStatus | Should -Be 200
    }

    It 'dismisses a dialog with a warning' {
        Invoke-ACBrowserScript $session 'confirm("Really?")' -WarningVariable warned -WarningAction SilentlyContinue | Should -BeFalse
        "$warned" | Should -BeLike '*confirm*Really?*'
    }

    It 'runs where the page forbids eval' {
        $page = '<meta http-equiv="Content-Security-Policy" content="script-src ''none''"><title>Strict</title>'
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl $page)
        Invoke-ACBrowserScript $session 'return document.title + args[0]' -Argument '!' | Should -Be 'Strict!'
    }

    It 'stays with its page when that opens another one' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<title>First</title>')
        $null = Invoke-ACBrowserScript $session 'for (const n of [1, 2, 3]) window.open("about:blank")'
        Invoke-ACBrowserScript $session 'document.title' | Should -Be 'First'
    }

    It 'runs in each session of the pipeline' {
        $second = Start-ACBrowserSession
        $session, $second | Invoke-ACBrowserScript -Script 'location.protocol' | Should -Be 'data:', 'about:'
        Stop-ACBrowserSession $second
    }

    It 'says that a page has crashed, and goes on with another' {
        $null = Open-ACBrowserPage $session chrome://crash -ErrorAction SilentlyContinue
        Invoke-ACBrowserScript $session '1' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'PageCrashed,*'
        (Open-ACBrowserPage $session $site.Url -WarningAction SilentlyContinue).HttpStatus | Should -Be 200
    }

    It 'says that the session has ended' {
        $ended = Start-ACBrowserSession
        $null = Invoke-ACBrowserScript $ended '1'
        Stop-ACBrowserSession $ended
        Invoke-ACBrowserScript $ended '1' -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be $ended.SessionId
    }

    It 'names with -Verbose the DevTools commands that it sends, and nothing of what is in them' {
        $lines = Invoke-ACBrowserScript $session '"hidden " + 1' -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message
        # What is asked for confirmation has the script, as with every cmdlet.
        $lines = $lines -notlike 'Performing the operation*'
        $lines -match "^Runtime\.\w+ in session $($session.SessionId): \d+ ms$" | Should -Not -BeNullOrEmpty
        "$lines" | Should -Not -BeLike '*hidden*'
    }
}
