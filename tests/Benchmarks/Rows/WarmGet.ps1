# Get-ACBrowserSession -SessionId on a warm connection.
param($Bench)
$count = Get-Count $Bench 200 5
$id = '01000000000000000000000000'
$job = (Use-Stub $Bench) + @{ do = 'get'; sessionId = $id; count = $count }
$times = Measure-Interleaved -WarmUp 3 $Bench.Rounds ([ordered]@{
    'ours' = { Measure-Time { foreach ($call in 1..$count) { Get-ACBrowserSession -SessionId $id } } }
    'floor' = New-JobCandidate $Bench.Floor $job
    'empty cmdlet' = { Measure-Time { foreach ($call in 1..$count) { Get-Nothing -SessionId $id } } }
    'JavaScript' = New-JobCandidate $Bench.JavaScript $job
})
New-Ratio 'ours / (floor + empty cmdlet)' $times 'ours' 'floor', 'empty cmdlet'
New-Ratio 'ours / JavaScript' $times 'ours' 'JavaScript'
New-TimeMeasure $times $count
