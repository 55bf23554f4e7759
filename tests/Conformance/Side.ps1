# What the checks use on the side that is being checked, $side: the sessions of the plan, calls with what was on the wire,
# and the end of everything that was made.

function New-Side([string] $Run) {
    @{
        Run      = $Run
        Sessions = @{}
        # Sessions and resources in their order; they end in the opposite one.
        Made     = [System.Collections.Generic.Stack[object]]::new()
        Sockets  = [System.Collections.Generic.List[object]]::new()
        Wire     = [AgentCore.Conformance.WireLog]::new()
        Results  = [ordered]@{}
        # Why no more checks can run; null while they can.
        Lost     = $null
    }
}

# Starts a session of the plan, which ends with the run.
function Start-PlannedSession([string] $Name, [hashtable] $With = @{}) {
    $planned = $plan.Sessions[$Name]
    $session = $planned.Tool -eq 'Browser' ?
        (Start-ACBrowserSession "conformance-$($side.Run)-$Name" -SessionTimeoutSeconds $planned.Seconds -ErrorAction Stop @With) :
        (Start-ACCodeInterpreterSession "conformance-$($side.Run)-$Name" -SessionTimeoutSeconds $planned.Seconds -ErrorAction Stop @With)
    $side.Made.Push($session)
    $session
}

# A session of the plan that many checks use. If it cannot be started, none of them can run.
function Get-Session([string] $Name, [hashtable] $With = @{}) {
    if (-not $side.Sessions.ContainsKey($Name)) {
        $side.Sessions[$Name] = try { Start-PlannedSession $Name $With } catch { $_ }
    }
    $session = $side.Sessions[$Name]
    if ($session -is [System.Management.Automation.ErrorRecord]) { throw $session }
    $session
}

function Get-CodeSession { Get-Session code }
function Get-PageSession { Get-Session page @{ ViewPort = '800x600' } }

# The browser of this run, and the session on it that was started in the next statement.
function Get-OwnBrowser {
    if (-not $side.Browser) {
        $more = $Bucket ? @{ Recording = "s3://$Bucket/conformance/$($side.Run)"; ExecutionRoleArn = $ExecutionRoleArn } : @{}
        $side.Browser = New-ACBrowser "conformance_$($side.Run)" -Tag @{ purpose = 'conformance'; run = $side.Run } -ErrorAction Stop @more
        $side.Made.Push($side.Browser)
    }
    $side.Browser
}
function Get-OwnSession { Get-Session own @{ BrowserIdentifier = (Get-OwnBrowser) } }

# Runs calls and returns the last exchange with a path like this. What is not allowed is thrown, as is a call that was not
# sent at all; other errors of the service are an observation.
function Get-Exchange([string] $Path, [scriptblock] $Call) {
    $null = $side.Wire.Take()
    $failure = $null
    try { $null = & $Call } catch { $failure = $_ }
    $found = $side.Wire.Take() | Where-Object Path -Like $Path | Select-Object -Last 1
    if ($failure -and (-not $found -or (Get-Reason $failure))) { throw $failure }
    $found
}

# Calls a tool of the service in the code session.
function Invoke-Tool([string] $Tool, [hashtable] $Argument) {
    $session = Get-CodeSession
    Get-Exchange '*/tools/invoke' {
        Invoke-ACCodeInterpreter -Session $session -Tool $Tool -Argument $Argument -TimeoutSeconds 90 -ErrorAction Stop
    }
}

# The results of the calls of a tool as the service sent them, or the error.
function Invoke-ToolForResult([string] $Tool, [hashtable] $Argument) {
    $exchange = Invoke-Tool $Tool $Argument
    if ($exchange.Status -ne 200) { return [pscustomobject]@{ error = Get-ErrorForm $exchange } }
    foreach ($message in $exchange.Messages) { $message.Body | ConvertFrom-Json }
}

# One result of Python code, also where it came in several: the last one with the text of all.
function Invoke-Python([string] $Code, [hashtable] $More = @{}) {
    $results = @(Invoke-ToolForResult executeCode (@{ language = 'python'; code = $Code } + $More))
    $last = $results[-1]
    if ($results.Count -gt 1) {
        $last.structuredContent.stdout = -join $results.structuredContent.stdout
        $last.content = @($results.content)
    }
    $last
}

# What Python code prints.
function Get-Printed([string] $Code, [hashtable] $More = @{}) { (Invoke-Python $Code $More).structuredContent.stdout.Trim() }

# Code and status of an error, where the code is, and the name of the message in its body.
function Get-ErrorForm($Exchange) {
    $type = $Exchange.Headers['x-amzn-errortype']
    $body = try { $Exchange.Body | ConvertFrom-Json -AsHashtable } catch { @{} }
    [ordered]@{
        status = $Exchange.Status
        code   = ($type ?? $body['__type'] ?? $body['code']) -replace ':.*'
        header = -not $type ? 'no x-amzn-errortype' : $type -match ':' ? 'x-amzn-errortype with an address behind the code' : 'x-amzn-errortype'
        body   = @($body.Keys | Where-Object { $_ -match '^message$|^__type$|^code$' } | Sort-Object) -join ', '
    }
}

# Asks for a stream once, with headers that were made before, and returns the HTTP status; 101 is an open connection, which
# ends with the run.
function Invoke-Upgrade($Stream) {
    $socket = [System.Net.WebSockets.ClientWebSocket]::new()
    $side.Sockets.Add($socket)
    $socket.Options.CollectHttpResponseDetails = $true
    foreach ($header in $Stream.Headers.GetEnumerator()) { $socket.Options.SetRequestHeader($header.Key, $header.Value) }
    $limit = [System.Threading.CancellationTokenSource]::new(20000)
    try { $null = $socket.ConnectAsync($Stream.Url, $limit.Token).GetAwaiter().GetResult() }
    catch { if (-not [int]$socket.HttpStatusCode) { throw } }
    [int]$socket.HttpStatusCode
}

function Open-Stream($Session) { Invoke-Upgrade (Get-ACAutomationStream $Session -ErrorAction Stop) }

# The same until it is open, since that is refused for a moment after a start or an end. Returns the last status.
function Wait-Stream($Session) {
    $end = [datetime]::UtcNow.AddSeconds(20)
    while (($status = Open-Stream $Session) -ne 101 -and [datetime]::UtcNow -lt $end) { Start-Sleep -Milliseconds 500 }
    $status
}

function Close-Stream {
    foreach ($socket in $side.Sockets) { $socket.Abort() }
    $side.Sockets.Clear()
}

# Why a check could not run, in a few words; nothing where the error is an observation. One that would meet every other
# check as well ends the side.
function Get-Reason($Failure) {
    $operation = $Failure.Exception.Operation
    switch ($Failure.CategoryInfo.Category) {
        PermissionDenied { return "not allowed$($operation ? ": $operation" : '')" }
        LimitsExceeded { return "throttled$($operation ? ": $operation" : '')" }
        OperationTimeout { return 'no response in time' }
        AuthenticationError {
            $side.Lost = 'the credentials are no longer valid'
            return $side.Lost
        }
        ConnectionError {
            $side.Lost = "the service was not reached: $($Failure.Exception.Message)"
            return $side.Lost
        }
    }
}

# What differs between any two runs is replaced by what it is.
function ConvertTo-Observation($Value) {
    $text = $Value -is [string] ? $Value : (ConvertTo-Json $Value -Compress -Depth 8)
    $text = $text -replace [regex]::Escape($side.Run), '<run>'
    $text = $text -replace '\b[0-9A-HJKMNP-TV-Z]{26}\b', '<session>'
    $text = $text -replace '<run>-[a-zA-Z0-9]{10}\b', '<run>-<id>'
    $text = $text -replace '\b\d{12}\b', '<account>'
    $text = $text -replace 'arn:aws[a-z-]*:bedrock-agentcore:[a-z0-9-]*:', 'arn:<region>:'
    $text = $text -replace '\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)', '<time>'
    $text -replace 'Cell In\[\d+\]', 'Cell In[n]'
}

# Runs a check and keeps what was observed, or why nothing was.
function Invoke-Check($Check) {
    $result = @{ Observed = $null; Reason = $Check.NotRun ?? $side.Lost }
    if (-not $result.Reason) {
        try { $result.Observed = ConvertTo-Observation (& $Check.Run) }
        catch {
            $result.Reason = Get-Reason $_
            if (-not $result.Reason -and $_.Exception.ErrorCode) {
                $result.Observed = "error: $($_.Exception.ErrorCode)$($_.Exception.StatusCode ? ", status $($_.Exception.StatusCode)" : '')"
            }
            elseif (-not $result.Reason) { $result.Reason = "$($_.Exception.Message)" -replace '\s+', ' ' }
        }
    }
    $side.Results[$Check.Id] = $result
}

# Ends a session or deletes a resource. One whose session is just ending cannot be deleted yet.
function Remove-One($Made) {
    switch ($Made.GetType().Name) {
        BrowserSession { Stop-ACBrowserSession $Made -ErrorAction Stop }
        CodeInterpreterSession { Stop-ACCodeInterpreterSession $Made -ErrorAction Stop }
        default {
            $end = [datetime]::UtcNow.AddSeconds(60)
            while ($true) {
                try {
                    if ($Made -is [AgentCore.Browser]) { Remove-ACBrowser $Made -Force -ErrorAction Stop }
                    else { Remove-ACCodeInterpreter $Made -Force -ErrorAction Stop }
                    return
                }
                catch {
                    if ($_.CategoryInfo.Category -ne 'InvalidOperation' -or [datetime]::UtcNow -gt $end) { throw }
                    Start-Sleep -Seconds 1
                }
            }
        }
    }
}

# What was made and is not known to the run, since Ctrl+C came between: its name has the number of the run.
function Find-Unknown {
    Get-ACCodeInterpreterSession -Name "conformance-$($side.Run)-*" -Status READY -ErrorAction Stop
    Get-ACBrowserSession -Name "conformance-$($side.Run)-*" -Status READY -ErrorAction Stop
    $resources = @(Get-ACBrowser -Type CUSTOM -ErrorAction Stop) + @(Get-ACCodeInterpreter -Type CUSTOM -ErrorAction Stop)
    foreach ($resource in $resources | Where-Object { $_.Name -eq "conformance_$($side.Run)" -and $_.Status -ne 'DELETING' }) {
        $resource
        if ($resource -is [AgentCore.Browser]) { Get-ACBrowserSession -BrowserIdentifier $resource -Status READY -ErrorAction Stop }
    }
}

# Ends and deletes what this run made on the side, and nothing else; names what it could not. Runs after Ctrl+C, too.
function Close-Side {
    Close-Stream
    $side.Wire.Dispose()
    foreach ($search in $false, $true) {
        if ($search) {
            try { Find-Unknown | ForEach-Object { $side.Made.Push($_) } }
            catch { if (-not (Get-Reason $_)) { throw } }
        }
        while ($side.Made.Count) {
            $made = $side.Made.Pop()
            try { Remove-One $made }
            catch {
                $advice = $made -is [AgentCore.AgentSession] ? 'It ends by itself within 5 minutes.' : 'Remove it when that is possible again.'
                [Console]::Error.WriteLine("'$($made.Name)' could not be removed: $($_.Exception.Message) $advice")
                $script:isLeft = $true
            }
        }
    }
}
