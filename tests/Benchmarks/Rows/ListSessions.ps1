# 10,000 sessions over 100 pages.
param($Bench)
$count = Get-Count $Bench 10000 300
$job = (Use-Stub $Bench @{ sessions = $count }) + @{ do = 'list' }
$times = Measure-Interleaved -WarmUp 2 $Bench.Rounds ([ordered]@{
    'ours' = { Measure-Time { Get-ACBrowserSession } }
    'floor' = New-JobCandidate $Bench.Floor $job
    'empty cmdlet' = { Measure-Time { Get-Nothing -Count $count } }
    'JavaScript' = New-JobCandidate $Bench.JavaScript $job
})
New-Ratio 'ours / floor' $times 'ours' 'floor'
New-Ratio 'ours / JavaScript' $times 'ours' 'JavaScript'
New-Ratio 'ours / (floor + empty cmdlet)' $times 'ours' 'floor', 'empty cmdlet'
New-TimeMeasure $times
