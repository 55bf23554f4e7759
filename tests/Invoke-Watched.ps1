# Runs a program and writes what it prints, line by line. One that prints nothing for too long is ended, with all that
# it started: test runners print a line a test, so this is the limit of a test that cannot end itself. Signals mean to
# it what they mean to a program that a person starts, also where those of this process are ignored (nohup, &).
#requires -Version 7.4
param(
    [Parameter(Mandatory)] [int] $SilenceSeconds,
    [Parameter(Mandatory)] [string[]] $Command
)
if ($IsLinux) { $Command = @('setsid', 'env', '--default-signal=HUP,INT,QUIT') + $Command }
$start = [System.Diagnostics.ProcessStartInfo]::new($Command[0])
$start.RedirectStandardOutput = $start.RedirectStandardError = $true
# Most code of a test run is called a few times only. .NET compiles what is called often anew, and better, in the
# background: a quarter of all work here, so it is to wait for 512 calls (0x200) instead of 30, and needs no profile.
$start.Environment['DOTNET_TieredPGO'] = '0'
$start.Environment['DOTNET_TC_CallCountThreshold'] = '200'
$Command | Select-Object -Skip 1 | ForEach-Object { $start.ArgumentList.Add($_) }
$process = [System.Diagnostics.Process]::Start($start)
try {
    $streams = [System.Collections.Generic.List[object]]@($process.StandardOutput, $process.StandardError)
    $lines = [System.Collections.Generic.List[System.Threading.Tasks.Task]]::new()
    foreach ($stream in $streams) { $lines.Add($stream.ReadLineAsync()) }
    $last = [System.Diagnostics.Stopwatch]::StartNew()
    while ($streams.Count) {
        # In steps of a second, so that Ctrl+C is noticed meanwhile.
        $index = [System.Threading.Tasks.Task]::WaitAny($lines.ToArray(), 1000)
        if ($index -ge 0) {
            $last.Restart()
            $line = $lines[$index].GetAwaiter().GetResult()
            if ($null -eq $line) {
                $streams.RemoveAt($index)
                $lines.RemoveAt($index)
                continue
            }
            $line
            $lines[$index] = $streams[$index].ReadLineAsync()
        }
        elseif ($last.Elapsed.TotalSeconds -gt $SilenceSeconds) {
            "FAILED: nothing was printed for $SilenceSeconds s, so this was ended: $Command"
            break
        }
    }
}
finally {
    if (-not $process.HasExited) { $process.Kill($true) }
    $process.Dispose()
}
