# The checks, in the order in which they run: what was observed of the service (docs/conformance.md has a row for each), and
# what looks for it. A check returns what it observed, as text or as values; both sides are compared by that.
# This file is long because it is one list.
function Get-Check {
    # A new session
    @{
        Id = 'session.ready'; Point = 'A code session is READY within seconds, and keeps its name.'
        Run = {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $session = Get-CodeSession
            $seconds = $clock.Elapsed.TotalSeconds
            [ordered]@{ status = $session.Status; within = $seconds -lt 30 ? '30 s' : 'minutes'; name = $session.Name }
        }
    }
    @{
        Id = 'files.new'; Point = 'A new session shows the folders log and .ipython.'
        Run = { (Get-FileEntry '' | Sort-Object name).name -join ', ' }
    }

    # executeCode
    @{
        Id = 'code.result'; Point = 'One result event: text content, structuredContent with stdout, stderr, exitCode and executionTime, isError.'
        Run = {
            $exchange = Invoke-Tool executeCode @{ language = 'python'; code = "import sys`nprint(6 * 7)`nprint('e', file=sys.stderr)" }
            $body = $exchange.Messages[0].Body | ConvertFrom-Json
            [ordered]@{
                events     = @($exchange.Messages.Type) -join ', '
                members    = @($body.PSObject.Properties.Name | Sort-Object) -join ', '
                structured = @($body.structuredContent.PSObject.Properties.Name | Sort-Object) -join ', '
                content    = @($body.content | Select-Object type, text)
                exitCode   = $body.structuredContent.exitCode
                isError    = $body.isError
            }
        }
    }
    @{
        Id = 'code.executionTime'; Point = 'executionTime is seconds as a number with a fraction.'
        Run = {
            $time = (Invoke-Python 'import time; time.sleep(0.3)').structuredContent.executionTime
            $time -is [double] -and $time -gt 0.2 -and $time -lt 30 ? 'seconds with a fraction' : "$time"
        }
    }
    @{
        Id = 'code.lineEnd'; Point = 'The last line end of standard output is cut off, and only that.'
        Run = { (Invoke-Python "print('a\n')").structuredContent.stdout | ConvertTo-Json }
    }
    @{
        Id = 'code.oneResult'; Point = 'A program of more than a second that prints three times has one result event.'
        Run = {
            $exchange = Invoke-Tool executeCode @{ language = 'python'; code = "import time`nfor i in range(3): print(i, flush=True); time.sleep(0.7)" }
            ($exchange.Messages | Group-Object Type | ForEach-Object { "$($_.Count) of type $($_.Name)" }) -join ', '
        }
    }
    @{
        Id = 'code.failure'; Point = "A failing program has IPython's report without colours: 'Cell In[4], line 1'; exitCode 1, isError true."
        Run = {
            $result = Invoke-Python 'import a_module_that_is_not_there'
            [ordered]@{ text = @($result.content.text); exitCode = $result.structuredContent.exitCode; isError = $result.isError }
        }
    }
    @{
        Id = 'code.lastExpression'; Point = 'What a bare last expression gives (not observed so far).'
        Run = { @((Invoke-Python '6 * 7').content.text) -join '|' }
    }
    @{
        Id = 'code.automagic'; Point = 'Automagic holds: pwd, ls and cd as a cell.'
        Run = {
            $null = Invoke-Python "import os; os.makedirs('magic_folder', exist_ok=True)"
            $went = Invoke-Python 'cd magic_folder'
            $there = Invoke-Python 'pwd'
            $null = Invoke-Python 'cd ..'
            [ordered]@{ cd = $went.isError; pwd = "$($there.content.text)" -match 'magic_folder' }
        }
    }
    @{
        Id = 'code.history'; Point = 'In and Out are there.'
        Run = { Get-Printed 'print(isinstance(In, list), isinstance(Out, dict))' }
    }
    @{
        Id = 'code.future'; Point = 'An import from __future__ holds for later calls.'
        Run = {
            $null = Invoke-Python 'from __future__ import annotations'
            $later = Invoke-Python "def f(x: not_defined): return x`nprint(f(1))"
            [ordered]@{ stdout = $later.structuredContent.stdout; isError = $later.isError }
        }
    }
    @{
        Id = 'code.clearContext'; Point = 'Variables last until clearContext.'
        Run = {
            $null = Invoke-Python 'kept = 1'
            $before = Get-Printed "print('kept' in globals())"
            $after = Get-Printed "print('kept' in globals())" @{ clearContext = $true }
            [ordered]@{ before = $before; after = $after }
        }
    }

    # executeCommand
    @{
        Id = 'command.streams'; Point = 'A command runs in a terminal: standard error is merged into standard output, line ends are CRLF.'
        Run = { Get-CommandForm 'echo out; echo err >&2' }
    }
    @{
        Id = 'command.failure'; Point = "A failing command comes back with its text only: no structured content, isError speaks of the tool."
        Run = { Get-CommandForm 'echo out; exit 3' }
    }
    @{
        Id = 'command.exact'; Point = "The module's -Command has exact streams and exit code nevertheless."
        Run = {
            $result = Invoke-ACCodeInterpreter -Session (Get-CodeSession) -Command "printf 'a\r\nb\n'; printf e >&2; exit 3" -TimeoutSeconds 90 -ErrorAction Stop
            [ordered]@{
                stdout   = [Convert]::ToHexString($result.StandardOutputBytes)
                stderr   = [Convert]::ToHexString($result.StandardErrorBytes)
                exitCode = $result.ExitCode
            }
        }
    }
    @{
        Id = 'command.long'; Point = 'A command of 60,000 characters is run.'
        Run = { Get-CommandForm ": $('x' * 60000); echo done" }
    }
    @{
        Id = 'command.background'; Point = 'A job in the background ends with the call.'
        Run = {
            $null = Get-CommandForm '(sleep 2; echo late > late.txt) > /dev/null 2>&1 &'
            Start-Sleep -Seconds 4
            (Get-Printed "import os; print(os.path.exists('late.txt'))") -eq 'True' ? 'it went on' : 'it ended'
        }
    }
    @{
        Id = 'command.tools'; Point = 'python, pip and the AWS CLI are there.'
        Run = {
            $found = Invoke-ACCodeInterpreter -Session (Get-CodeSession) -Command 'for p in python pip aws; do command -v $p > /dev/null && echo $p; done' -TimeoutSeconds 90 -ErrorAction Stop
            $found.Output -split '\s+' -join ', '
        }
    }

    # Files
    @{
        Id = 'files.write'; Point = "writeFiles: 'Successfully wrote all 2 files', no structured content."
        Run = {
            $python = @{ path = 'folder/run.py'; text = 'print(1)' }
            $table = @{ path = 'data.csv'; text = "a,b`n1,2`n" }
            Invoke-ToolForResult writeFiles @{ content = @($table, $python) }
        }
    }
    @{
        Id = 'files.list'; Point = 'listFiles: resource_link entries with uri, name, description File or Directory, mimeType of files only.'
        Run = {
            @(Get-FileEntry '' | Where-Object name -In 'data.csv', 'folder') + @(Get-FileEntry 'folder') |
                Sort-Object name | Select-Object type, uri, name, description, mimeType
        }
    }
    @{
        Id = 'files.read'; Point = 'readFiles: resource entries with text or blob; bytes come back exact.'
        Run = {
            $null = Invoke-Python "open('binary.bin', 'wb').write(bytes(range(189, 256)))"
            $entries = (Invoke-ToolForResult readFiles @{ paths = @('data.csv', 'binary.bin') }).content
            @($entries | ForEach-Object { [ordered]@{ type = $_.type; uri = $_.resource.uri; mimeType = $_.resource.mimeType; text = $_.resource.text; blob = $_.resource.blob } })
        }
    }
    @{
        Id = 'files.missing'; Point = 'A file that is missing gives no resource entry.'
        Run = {
            $result = Invoke-ToolForResult readFiles @{ paths = @('nothing.txt') }
            [ordered]@{ error = $result.error; isError = $result.isError; entries = @($result.content.type) -join ', ' }
        }
    }
    @{
        Id = 'files.absolute'; Point = 'An absolute path is refused.'
        Run = {
            $result = Invoke-ToolForResult readFiles @{ paths = @('/etc/hostname') }
            [ordered]@{ error = $result.error; isError = $result.isError; entries = @($result.content.type) -join ', ' }
        }
    }
    @{
        Id = 'files.allOrNone'; Point = 'All files of a call are written or none.'
        Run = {
            $null = Invoke-Tool writeFiles @{ content = @(@{ path = 'good.txt'; text = 'x' }, @{ path = '/etc/bad.txt'; text = 'x' }) }
            (Get-FileEntry '').name -contains 'good.txt' ? 'the good one is there' : 'none'
        }
    }

    # Ids on the wire, stopping
    @{
        Id = 'session.idInHeader'; Point = 'An invoke has the session id in a header, and the response repeats it.'
        Run = {
            $exchange = Invoke-Tool executeCode @{ language = 'python'; code = '1' }
            [ordered]@{
                request  = @($exchange.RequestHeaders -like '*session-id') -join ', '
                response = $exchange.Headers['x-amzn-code-interpreter-session-id'] -eq (Get-CodeSession).SessionId ? 'the same' : 'none'
            }
        }
    }
    @{
        Id = 'session.stopTwice'; Point = 'Stopping twice is fine; stop takes the id in the query.'
        Run = {
            $session = Get-CodeSession
            foreach ($turn in 1, 2) {
                $exchange = Get-Exchange '*/stop' { Stop-ACCodeInterpreterSession $session -ErrorAction Stop }
                "$($turn). $($exchange ? "status $($exchange.Status), query $($exchange.Query -join ', ')" : 'not sent')"
            }
        }
    }

    # Browser sessions and streams
    @{
        Id = 'stream.justAfterStart'; Point = 'Right after a start the upgrade may be answered 404 for a moment; then it is 101.'
        Run = {
            $session = Get-PageSession
            $first = Open-Stream $session
            Close-Stream
            [ordered]@{ first = $first -in 101, 404 ? '101 or 404' : $first; soon = Wait-Stream $session }
        }
    }
    @{
        Id = 'stream.second'; Point = 'What a second automation client of a session gets (a session has one automation stream).'
        Run = { "status $(Open-Stream (Get-PageSession))" }
    }
    @{
        Id = 'session.viewPort'; Point = 'A view port of 800x600 is accepted, and the name round-trips.'
        Run = {
            Close-Stream
            $read = Get-ACBrowserSession -SessionId (Get-PageSession).SessionId -ErrorAction Stop
            [ordered]@{ viewPort = "$($read.ViewPort)"; name = $read.Name; status = $read.Status }
        }
    }
    @{
        Id = 'stream.firstPage'; Point = 'The first page exists already.'
        Run = {
            $null = Wait-Stream (Get-PageSession)
            Close-Stream
            $targets = Invoke-ACBrowserCommand (Get-PageSession) Target.getTargets -Scope Browser -ErrorAction Stop
            "$(@($targets.targetInfos | Where-Object type -EQ page).Count) page"
        }
    }
    @{
        Id = 'liveView.get'; Point = 'A GET of the live view with a valid address: the service, which speaks DCV, answers 501; the emulator shows a page.'
        Run = {
            $response = Invoke-WebRequest (Get-ACLiveViewUrl (Get-PageSession) -ErrorAction Stop) -SkipHttpErrorCheck -TimeoutSec 60
            "status $($response.StatusCode), $("$($response.Headers['Content-Type'])" -replace ';.*')"
        }
    }
    @{
        Id = 'liveView.lifetime'; Point = 'Live view addresses live 300 seconds at most, and a changed one is rejected.'
        Run = {
            $address = "$(Get-ACLiveViewUrl (Get-PageSession) -ExpiresIn 300 -ErrorAction Stop)"
            $changed = $address -replace 'X-Amz-Expires=300', 'X-Amz-Expires=301'
            $response = Invoke-WebRequest $changed -SkipHttpErrorCheck -TimeoutSec 60
            [ordered]@{ asked = $address -match 'X-Amz-Expires=300' ? 300 : 'something else'; changed = $response.StatusCode }
        }
    }
    @{
        Id = 'stream.disabled'; Point = 'While automation is DISABLED the service refuses automation; afterwards it is open again.'
        Run = {
            $session = Get-PageSession
            $stream = Get-ACAutomationStream $session -ErrorAction Stop
            $update = Get-Exchange '*/streams/update' { Set-ACBrowserStream $session DISABLED -ErrorAction Stop }
            $closed = Invoke-Upgrade $stream
            $null = Set-ACBrowserStream $session ENABLED -ErrorAction Stop
            [ordered]@{ query = @($update.Query) -join ', '; disabled = $closed; enabled = Wait-Stream $session }
        }
    }
    @{
        Id = 'stream.afterStop'; Point = 'What the streams of a session that has ended give.'
        Run = {
            Close-Stream
            $session = Get-PageSession
            $stream = Get-ACAutomationStream $session -ErrorAction Stop
            $stop = Get-Exchange '*/stop' { Stop-ACBrowserSession $session -ErrorAction Stop }
            [ordered]@{ stop = $stop.Status; query = @($stop.Query) -join ', '; upgrade = Invoke-Upgrade $stream }
        }
    }
    @{
        Id = 'session.malformedProxy'; Point = 'A malformed proxy is a ValidationException.'
        Run = {
            # The module would not send it; its own way of taking a value unchecked lets it through.
            $make = [AgentCore.BrowserProxy].GetMethod('FromService', [System.Reflection.BindingFlags]'NonPublic, Static')
            $proxy = $make.Invoke($null, @('not a host!', 8080, [string[]]@(), $null))
            $exchange = Get-Exchange '*/sessions/start' { Start-PlannedSession refused @{ Proxy = $proxy } }
            $exchange.Status -lt 300 ? 'accepted' : (Get-ErrorForm $exchange)
        }
    }

    # Errors
    @{
        Id = 'error.notFound'; Point = 'The code is in x-amzn-errortype, sometimes with an address behind it; the body has message or Message.'
        Run = {
            Get-ErrorForm (Get-Exchange '*/sessions/get' { Get-ACBrowserSession -SessionId 01ARZ3NDEKTSV4RRFFQ69G5FAV -ErrorAction Stop })
        }
    }
    @{
        Id = 'error.validation'; Point = 'The same of a value that the service does not accept.'
        Run = {
            $result = Invoke-Tool executeCode @{ language = 'cobol'; code = '1' }
            $result.Status -eq 200 ? @($result.Messages.Type) -join ', ' : (Get-ErrorForm $result)
        }
    }
    @{
        Id = 'error.unsigned'; Point = 'The same of a request without a signature.'
        Run = {
            $address = (Get-PageSession).LiveViewEndpoint -replace '^ws', 'http'
            $response = Invoke-WebRequest $address -SkipHttpErrorCheck -TimeoutSec 60
            "status $($response.StatusCode), $("$($response.Headers['x-amzn-errortype'])" -replace ':.*', ':…')"
        }
    }

    # States of resources
    @{
        Id = 'state.sessionAtOnce'; Point = 'A session starts on a browser that was created a statement before.'
        Run = {
            $browser = Get-OwnBrowser
            $session = Get-OwnSession
            [ordered]@{ browser = $browser.Status; session = $session.Status }
        }
    }
    @{
        Id = 'state.tags'; Point = 'Tags of a creation are there.'
        Run = { @(Get-ACResourceTag (Get-OwnBrowser) -ErrorAction Stop | Sort-Object Key | ForEach-Object { "$($_.Key)=$($_.Value)" }) -join ', ' }
    }
    @{
        Id = 'state.deleteInUse'; Point = 'A browser with a live session cannot be deleted.'
        Run = {
            $null = Get-OwnSession
            $browser = Get-OwnBrowser
            $exchange = Get-Exchange '/browsers/*' { Remove-ACBrowser $browser -Force -ErrorAction Stop }
            $exchange.Status -lt 300 ? 'deleted' : (Get-ErrorForm $exchange)
        }
    }
    @{
        Id = 'state.deleteAtOnce'; Point = 'A resource can be deleted right after it was created.'
        Run = {
            $made = New-ACCodeInterpreter "conformance_$($side.Run)" -Tag @{ purpose = 'conformance'; run = $side.Run } -ErrorAction Stop
            $side.Made.Push($made)
            $removed = Remove-ACCodeInterpreter $made -Force -PassThru -ErrorAction Stop
            [ordered]@{ created = $made.Status; deleted = $removed.Status }
        }
    }

    # Recordings
    @{
        Id = 'recording.place'; Point = 'sessionReplayArtifact names the place of a recording, below the prefix that was asked for.'
        NotRun = $Bucket ? $null : 'no -Bucket was given'
        Run = {
            $session = Get-OwnSession
            Stop-ACBrowserSession $session -ErrorAction Stop
            $artifact = (Get-ACBrowserSession $session -ErrorAction Stop).SessionReplayArtifact
            $artifact ? ($artifact -replace [regex]::Escape($Bucket), '<bucket>') : 'none'
        }
    }

    # What is never tried on an account
    @{
        Id = 'quota.exceeded'; Point = 'Exceeding concurrent sessions is ServiceQuotaExceededException, status 402.'
        NotRun = 'it would start 1,000 sessions'
    }
    @{
        Id = 'quota.rates'; Point = 'Documented requests a second.'
        NotRun = 'it would disturb others who use the account'
    }
}

# What listFiles gives, an object an entry.
function Get-FileEntry([string] $Path) { (Invoke-ToolForResult listFiles @{ path = $Path }).content }

# What a command gives, with the ends of its lines written out.
function Get-CommandForm([string] $Command) {
    $results = @(Invoke-ToolForResult executeCommand @{ command = $Command })
    [ordered]@{
        events     = $results.Count
        text       = @($results.content.text)
        structured = @($results.structuredContent.PSObject.Properties.Name | Where-Object { $_ } | Sort-Object) -join ', '
        stdout     = "$($results.structuredContent.stdout)"
        stderr     = "$($results.structuredContent.stderr)"
        exitCode   = "$($results.structuredContent.exitCode)"
        isError    = @($results.isError)
    }
}
