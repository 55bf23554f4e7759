# Sends a file or a folder into a session of the emulator, and receives it: cmdlet, floor and SDK by the same tool calls.
param($Bench, [string] $Path, [int] $Count)
$endpoint = Use-Emulator $Bench
$session = Start-ACCodeInterpreterSession
try {
    $job = $endpoint + @{ sessionId = $session.SessionId; path = $Path; count = $Count }
    $name, $folder = (Split-Path $Path -Leaf), (Split-Path $Path)
    $up = Measure-Interleaved $Bench.Rounds ([ordered]@{
        'ours' = { Measure-Time { Send-ACCodeInterpreterFile $session $Path -ErrorAction Stop } }
        'floor' = New-JobCandidate $Bench.Floor ($job + @{ do = 'upload' })
        'JavaScript' = New-JobCandidate $Bench.JavaScript ($job + @{ do = 'upload' })
    })
    # Into an empty place, as most are received: to replace a file that is there, a file system takes longer than for the
    # rest, and not the same for those that write over it.
    $isFolder = Test-Path $Path -PathType Container
    $empty = { if ($isFolder) { Remove-Item "$Path/*" } else { Remove-Item $Path -ErrorAction Ignore } }
    $download = $job + @{ do = 'download' }
    $down = Measure-Interleaved $Bench.Rounds ([ordered]@{
        'ours' = { & $empty; Measure-Time { Receive-ACCodeInterpreterFile $session $name $folder -ErrorAction Stop } }
        'floor' = { & $empty; (Invoke-Peer $Bench.Floor $download).milliseconds }
        'JavaScript' = $Bench.JavaScript -is [string] ? $Bench.JavaScript : { & $empty; (Invoke-Peer $Bench.JavaScript $download).milliseconds }
    })
}
finally { $session | Stop-ACCodeInterpreterSession }
foreach ($way in 'up', 'down') {
    $times = Get-Variable $way -ValueOnly
    foreach ($other in 'JavaScript', 'floor') { New-Ratio "$way`: $other / ours" $times $other 'ours' }
    foreach ($measure in New-TimeMeasure $times) { $measure.Name = "$way`: $($measure.Name)"; $measure }
}
