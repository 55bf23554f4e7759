# What is measured, and how it is reckoned.
#requires -Version 7.4

# Runs candidates by turns (A B C A B C …) and returns the milliseconds of each, by name. A candidate is a script block
# that returns milliseconds, or a text that says why it cannot run. The first rounds, which warm up, do not count.
function Measure-Interleaved([int] $Rounds, [System.Collections.IDictionary] $Candidates, [int] $WarmUp = 1) {
    $times = [ordered]@{}
    foreach ($round in (1 - $WarmUp)..$Rounds) {
        foreach ($name in $Candidates.Keys) {
            $candidate = $Candidates[$name]
            if ($candidate -is [string]) { $times[$name] = $candidate; continue }
            $milliseconds = & $candidate
            if ($round -gt 0) { [double[]] $times[$name] += $milliseconds }
        }
    }
    $times
}

# The milliseconds that a block takes; what it writes is dropped.
function Measure-Time([scriptblock] $Block) {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $null = & $Block
    $clock.Elapsed.TotalMilliseconds
}

# The value below which a share of the values lies, between two neighbours in proportion; 0.5 is the median.
function Get-Quantile([double[]] $Values, [double] $Share) {
    $sorted = [double[]]($Values | Sort-Object)
    $at = ($sorted.Count - 1) * $Share
    $low = [int][Math]::Floor($at)
    $high = [int][Math]::Ceiling($at)
    $sorted[$low] + ($sorted[$high] - $sorted[$low]) * ($at - $low)
}

# A measure of a row: the median and the quartiles of values.
function New-Measure([string] $Name, [object] $Values, [string] $Unit) {
    if ($Values -is [string]) { return New-MissingMeasure $Name $Values }
    [pscustomobject]@{
        Name = $Name; Unit = $Unit; Missing = $null
        Value = Get-Quantile $Values 0.5; Low = Get-Quantile $Values 0.25; High = Get-Quantile $Values 0.75
    }
}

# A measure that could not be taken, and why.
function New-MissingMeasure([string] $Name, [string] $Reason) {
    [pscustomobject]@{ Name = $Name; Unit = $null; Missing = $Reason; Value = $null; Low = $null; High = $null }
}

# How many times as long one candidate took as others together: the ratio of their medians; its quartiles are those of
# the rounds' own ratios, since what disturbs the machine in a round disturbs all of them.
function New-Ratio([string] $Name, [System.Collections.IDictionary] $Times, [string] $Of, [string[]] $To) {
    $missing = @($Of) + $To | ForEach-Object { $Times[$_] } | Where-Object { $_ -is [string] } | Select-Object -First 1
    if ($missing) { return New-MissingMeasure $Name $missing }
    $rounds = foreach ($round in 0..($Times[$Of].Count - 1)) {
        $Times[$Of][$round] / ($To | ForEach-Object { $Times[$_][$round] } | Measure-Object -Sum).Sum
    }
    $ratio = New-Measure $Name $rounds '×'
    $medians = $To | ForEach-Object { Get-Quantile $Times[$_] 0.5 } | Measure-Object -Sum
    $ratio.Value = (Get-Quantile $Times[$Of] 0.5) / $medians.Sum
    $ratio
}

# One measure for each candidate: its time, or what one of so many operations took.
function New-TimeMeasure([System.Collections.IDictionary] $Times, [double] $Operations = 1) {
    foreach ($name in $Times.Keys) {
        $values = $Times[$name] -is [string] ? $Times[$name] : [double[]]($Times[$name] | ForEach-Object { $_ / $Operations })
        New-Measure $name $values 'ms'
    }
}

# What became of a goal: met, missed, or not run.
function Get-GoalState($Goal, $Measure) {
    if ($Measure.Missing) { return 'not run' }
    $isMet = ($null -eq $Goal.atMost -or $Measure.Value -le $Goal.atMost) -and
        ($null -eq $Goal.atLeast -or $Measure.Value -ge $Goal.atLeast)
    $isMet ? 'met' : 'missed'
}

Export-ModuleMember -Function Measure-*, Get-Quantile, Get-GoalState, New-*
