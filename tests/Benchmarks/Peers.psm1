# Processes beside the one that measures: the stub, the floor, Node.js, Python, the emulator. Each prints a line of JSON
# when it is ready, and ends with its standard input. Workers then take a job a line and print its result.
#requires -Version 7.4

# Starts one; what it writes to standard error goes to a file.
function Start-Peer([string[]] $Command, [string] $Log) {
    $start = [System.Diagnostics.ProcessStartInfo]::new($Command[0], [string[]]@($Command | Select-Object -Skip 1))
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $file = [System.IO.File]::Create($Log)
    $copy = $process.StandardError.BaseStream.CopyToAsync($file)
    $line = $process.StandardOutput.ReadLine()
    $peer = [pscustomobject]@{ Process = $process; Ready = $line ? ($line | ConvertFrom-Json) : $null; Copy = $copy; File = $file }
    if (-not $line) {
        Stop-Peer $peer
        throw "'$Command' ended before it was ready: $(Get-Content $Log -Raw)"
    }
    $peer
}

# Gives a worker a job and waits; its result has milliseconds and found.
function Invoke-Peer($Peer, [System.Collections.IDictionary] $Job) {
    $Peer.Process.StandardInput.WriteLine(($Job | ConvertTo-Json -Compress))
    $line = $Peer.Process.StandardOutput.ReadLine()
    if (-not $line) { throw "The worker ended with exit code $($Peer.Process.ExitCode) at the job '$($Job.do)'." }
    $result = $line | ConvertFrom-Json
    if ($result.error) { throw "The job '$($Job.do)' failed: $($result.error)" }
    $result
}

function Stop-Peer($Peer) {
    $Peer.Process.StandardInput.Close()
    if (-not $Peer.Process.WaitForExit(20000)) { $Peer.Process.Kill($true) }
    $Peer.Copy.Wait()
    $Peer.File.Dispose()
    $Peer.Process.Dispose()
}

Export-ModuleMember Start-Peer, Invoke-Peer, Stop-Peer
