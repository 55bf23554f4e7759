# Programs in sessions of the emulator, beside the same in the interpreters themselves.
param($Bench)
$endpoint = Use-Emulator $Bench
$count = Get-Count $Bench 20 2
$python = "$(& python3 -c 'import sys; print(sys.executable)')"
$ipython = @{ do = 'process'; path = $python; arguments = '-m', 'IPython', '-c', 'print(1)' }
$bash = @{ do = 'process'; path = 'bash'; arguments = '-c', 'echo 1' }
$shell = Start-Peer $python, "$PSScriptRoot/../run_cell.py" "$($Bench.Folder)/python.log"
$warm = Start-ACCodeInterpreterSession
$script:session = $null
try {
    $times = Measure-Interleaved $Bench.Rounds ([ordered]@{
        # The sandbox that takes the place of one that was taken has the time of two cold starts to get ready.
        'session start' = { Start-Sleep -Milliseconds 1500; Measure-Time { $script:session = Start-ACCodeInterpreterSession } }
        'first print(1)' = { Measure-Time { Invoke-ACCodeInterpreter 'print(1)' -Session $session -ErrorOnFailure -ErrorAction Stop } }
        'session stop' = { Measure-Time { Stop-ACCodeInterpreterSession $session } }
        'cold ipython -c' = New-JobCandidate $Bench.Floor $ipython
        'one-shot print(1)' = { Measure-Time { Invoke-ACCodeInterpreter 'print(1)' -ErrorOnFailure -ErrorAction Stop } }
    })
    # Of the short ones, many in a round.
    $short = Measure-Interleaved $Bench.Rounds ([ordered]@{
        'warm print(1)' = { Measure-Time { foreach ($call in 1..$count) { Invoke-ACCodeInterpreter 'print(1)' -Session $warm -ErrorOnFailure -ErrorAction Stop } } }
        'floor' = New-JobCandidate $Bench.Floor ($endpoint + @{ do = 'run'; sessionId = $warm.SessionId; count = $count; code = 'print(1)' })
        'run_cell' = New-JobCandidate $shell @{ count = $count; code = 'print(1)' }
        'command' = { Measure-Time { foreach ($call in 1..$count) { Invoke-ACCodeInterpreter -Command 'echo 1' -Session $warm -ErrorOnFailure -ErrorAction Stop } } }
        'bash -c' = { (1..$count | ForEach-Object { (Invoke-Peer $Bench.Floor $bash).milliseconds } | Measure-Object -Sum).Sum }
    })
}
finally {
    Stop-ACCodeInterpreterSession $warm
    Stop-Peer $shell
}
New-Ratio 'first print(1) / cold ipython -c' $times 'first print(1)' 'cold ipython -c'
New-Ratio 'warm print(1) / run_cell' $short 'warm print(1)' 'run_cell'
New-Ratio 'warm print(1) / floor' $short 'warm print(1)' 'floor'
New-Ratio 'floor / run_cell' $short 'floor' 'run_cell'
New-Ratio "-Command 'echo 1' / bash -c" $short 'command' 'bash -c'
New-TimeMeasure $times
New-TimeMeasure $short $count
