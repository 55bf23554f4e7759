# Dot-sourced by every test file: imports what was built, as a user does.
$root = Split-Path (Split-Path $PSScriptRoot)
# Where no other credentials are found, the AWS SDK asks an instance's metadata, which is not an address of this machine.
$env:AWS_EC2_METADATA_DISABLED = 'true'
$modulePath = Join-Path $root 'out/AgentCore/AgentCore.psd1'
Import-Module $modulePath
. (Join-Path $root 'docs/demo/PageServer.ps1')
# A browser and a sandbox that wait would cost each test file as much as those that it uses.
$global:PSDefaultParameterValues['Start-ACEmulator:Warm'] = 0
$powershell = @(& (Join-Path $root 'tests/Get-PowerShellCommand.ps1'))

# A page of our own for the browser; use with Open-ACBrowserPage.
function ConvertTo-PageUrl([string] $Html) { 'data:text/html,' + [uri]::EscapeDataString($Html) }

# Runs a script in a PowerShell of its own and returns its output lines.
function Invoke-FreshPowerShell([string] $Script, [string] $Module = $modulePath) {
    $program, [string[]] $first = $powershell
    & $program @first -NoProfile -NonInteractive -Command "Import-Module '$Module'; $Script"
}

# Starts a script in a PowerShell of its own and goes on; for tests that end that process or interrupt it.
function Start-FreshPowerShell([string] $Script) {
    $command = @($powershell) + '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$modulePath'; $Script"
    $start = [System.Diagnostics.ProcessStartInfo]::new($command[0])
    $start.RedirectStandardOutput = $true
    $command | Select-Object -Skip 1 | ForEach-Object { $start.ArgumentList.Add($_) }
    [System.Diagnostics.Process]::Start($start)
}

# Interrupts such a PowerShell as Ctrl+C does, and waits for its end. The limit is for a machine that is busy with others.
function Stop-FreshPowerShell($Process) {
    & kill -INT $Process.Id
    $Process.WaitForExit(60000) | Should -BeTrue
}

# Waits for something to become true; the tests' only wait. Fails the test after the given time.
function Wait-Until([scriptblock] $Condition, [int] $Seconds = 10) {
    $end = [datetime]::UtcNow.AddSeconds($Seconds)
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $end) { throw "Still not so after $Seconds s: $Condition" }
        Start-Sleep -Milliseconds 100
    }
}

# The one error of a script that passes its arguments on to a cmdlet, and returns nothing: { Get-ACBrowserTab $session @args }
function Get-Failure([scriptblock] $Script) {
    . $Script -ErrorAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty
    $failure.Count | Should -Be 1
    $failure[0]
}

# A file that a cmdlet wrote is shown, and pipes on, as Get-Item's is.
function Assert-AsGetItem($File) {
    $item = Get-Item -LiteralPath $File.FullName -Force
    foreach ($name in ($item.PSObject.Properties | Where-Object MemberType -EQ NoteProperty).Name) {
        "$name=$($File.$name)" | Should -Be "$name=$($item.$name)"
    }
    $File | Out-String | Should -Be ($item | Out-String)
}

# What Tab offers at the end of a line. A completion that takes too long offers nothing; then Tab is pressed again.
function Get-Completion([string] $Line) {
    Wait-Until { $script:offered = (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText; $script:offered }
    $script:offered
}

# The width and height that a PNG file declares in its header.
function Get-PngSize([string] $Path) {
    $bytes = [System.IO.File]::ReadAllBytes($Path)
    [System.Text.Encoding]::ASCII.GetString($bytes, 1, 3) | Should -Be 'PNG'
    $width = [System.Buffers.Binary.BinaryPrimitives]::ReadInt32BigEndian([byte[]]$bytes[16..19])
    $height = [System.Buffers.Binary.BinaryPrimitives]::ReadInt32BigEndian([byte[]]$bytes[20..23])
    "${width}x$height"
}

# Answers HTTP on loopback by a script, which gets each request (Method, Path, Url, Headers, Body) and the argument, and
# returns a hashtable of Body and, unless 200 and JSON are meant, Status, ContentType and Headers. Keeps the requests in
# Requests. The script runs in a runspace of its own: it sees no variable of its caller. Stop-RecordingService stops it.
function Start-StubService([scriptblock] $Answer, $Argument) {
    $server = Start-HttpListener
    $requests = [System.Collections.Concurrent.ConcurrentQueue[object]]::new()
    $shell = [powershell]::Create().AddScript({
        param($listener, $requests, $answer, $argument)
        $answer = [scriptblock]::Create($answer)
        while ($listener.IsListening) {
            try { $context = $listener.GetContext() } catch { break }
            $request = $context.Request
            $body = [System.IO.StreamReader]::new($request.InputStream).ReadToEnd()
            $headers = @{}
            foreach ($name in $request.Headers.AllKeys) { $headers[$name] = $request.Headers[$name] }
            $seen = [pscustomobject]@{ Method = $request.HttpMethod; Path = $request.Url.AbsolutePath; Url = "$($request.Url)"; Headers = $headers; Body = $body }
            $requests.Enqueue($seen)
            $reply = & $answer $seen $argument
            $context.Response.StatusCode = $reply.Status ?? 200
            $context.Response.ContentType = $reply.ContentType ?? 'application/json'
            foreach ($name in $reply.Headers.Keys) { $context.Response.Headers[$name] = $reply.Headers[$name] }
            $bytes = [System.Text.Encoding]::UTF8.GetBytes("$($reply.Body)")
            $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
            $context.Response.Close()
        }
    }).AddArgument($server.Listener).AddArgument($requests).AddArgument("$Answer").AddArgument($Argument)
    $null = $shell.BeginInvoke()
    [pscustomobject]@{ Url = $server.Url.TrimEnd('/'); Listener = $server.Listener; Requests = $requests }
}

# Takes every call as the service would be sent it, keeps it in Requests and answers what a session cmdlet needs: for
# what the emulator does not show, such as headers and the number of calls. A stop is answered after a second. More
# members of the answer, or other values, may be given.
function Start-RecordingService([hashtable] $More = @{}) {
    Start-StubService -Argument $More {
        param($request, $more)
        if ($request.Path -like '*/stop') { [System.Threading.Thread]::Sleep(1000) }
        $members = @{
            browserIdentifier = 'aws.browser.v1'; codeInterpreterIdentifier = 'aws.codeinterpreter.v1'; sessionId = 'RECORDED'
            status = 'READY'; createdAt = '2026-01-01T00:00:00Z'; lastUpdatedAt = '2026-01-01T00:00:00Z'
            streams = @{ automationStream = @{ streamEndpoint = 'wss://example.com/a'; streamStatus = 'ENABLED' } }
        }
        foreach ($name in $more.Keys) { $members[$name] = $more[$name] }
        @{ Body = $members | ConvertTo-Json -Depth 5 }
    }
}

function Stop-RecordingService($Service) { $Service.Listener.Close() }

# Starts the shop of tests/Shop, a site that has all that tests of browsers need (its README lists the pages): Url ends in
# a slash, and so does OtherUrl, which is the same pages as another site. It ends with this process at the latest.
function Start-Shop {
    $start = [System.Diagnostics.ProcessStartInfo]::new('node', [string[]](Join-Path $root 'tests/Shop/shop.mjs'))
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $ready = $process.StandardOutput.ReadLine() | ConvertFrom-Json
    [pscustomobject]@{ Url = $ready.url; OtherUrl = $ready.otherUrl; Process = $process }
}

function Stop-Shop($Shop) {
    $Shop.Process.StandardInput.Close()
    $Shop.Process.WaitForExit(10000) | Should -BeTrue
    $Shop.Process.Dispose()
}

# What a shop was requested so far, as Method, Path, Headers and Body.
function Get-ShopRequest($Shop) { Invoke-RestMethod "$($Shop.Url)requests" | Write-Output }
