# Reads an event stream, with all events kept as the result has them, and with -Stream, where a line is passed on and gone.
param($Bench, [int] $Events, [int] $Bytes, [int] $Rounds)
$code = @{ events = $Events; bytes = $Bytes } | ConvertTo-Json -Compress
$job = (Use-Stub $Bench) + @{ do = 'events'; code = $code }
$session = Start-ACCodeInterpreterSession
$times = Measure-Interleaved $Rounds ([ordered]@{
    'ours' = { Measure-Time { Invoke-ACCodeInterpreter $code -Session $session } }
    'floor' = New-JobCandidate $Bench.Floor ($job + @{ keep = $true })
    'JavaScript' = New-JobCandidate $Bench.JavaScript ($job + @{ keep = $true })
    '-Stream' = { Measure-Time { Invoke-ACCodeInterpreter $code -Session $session -Stream | Out-Null } }
    'floor, none kept' = New-JobCandidate $Bench.Floor $job
    'JavaScript, none kept' = New-JobCandidate $Bench.JavaScript $job
    'empty cmdlet' = { Measure-Time { Get-Nothing -Count $Events | Out-Null } }
})
New-Ratio 'ours / JavaScript' $times 'ours' 'JavaScript'
New-Ratio 'ours / floor' $times 'ours' 'floor'
New-Ratio '-Stream / JavaScript' $times '-Stream' 'JavaScript, none kept'
New-Ratio '-Stream / floor' $times '-Stream' 'floor, none kept'
New-Ratio '-Stream / (floor + empty cmdlet)' $times '-Stream' 'floor, none kept', 'empty cmdlet'
New-TimeMeasure $times
