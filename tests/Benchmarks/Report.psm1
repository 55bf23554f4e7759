# What came of the goals, as a table.
#requires -Version 7.4

# Every goal of the rows that ran, with its measure; and every measure. A row without the measure of a goal has failed.
function New-Report([object[]] $Results, [object[]] $Goals, [System.Collections.IDictionary] $Machine, [switch] $Unjudged) {
    $judged = foreach ($result in $Results) {
        $named = $Goals | Where-Object row -EQ $result.Row
        foreach ($goal in $named) {
            $measure = $result.Measures | Where-Object Name -EQ $goal.measure | Select-Object -First 1
            if (-not $measure -and -not $result.Failure) { $result.Failure = "The row has no measure '$($goal.measure)'." }
            $state = -not $measure ? 'failed' : $Unjudged ? 'not judged' : (Get-GoalState $goal $measure)
            [pscustomobject]@{
                Row = $result.Row; Measure = $goal.measure; AtMost = $goal.atMost; AtLeast = $goal.atLeast; State = $state
                Value = $measure.Value; Low = $measure.Low; High = $measure.High; Unit = $measure.Unit
                Reason = "$(switch ($state) { 'missed' { $goal.reason } 'not run' { $measure.Missing } 'failed' { $result.Failure } })"
            }
        }
    }
    [pscustomobject]@{ Machine = $Machine; Goals = @($judged); Rows = $Results }
}

function Format-Number([double] $Value) {
    $digits = [Math]::Abs($Value) -ge 100 ? 0 : [Math]::Abs($Value) -ge 10 ? 1 : 2
    $Value.ToString("n$digits", [cultureinfo]::InvariantCulture) -replace '(\.\d*?)0+$', '$1' -replace '\.$'
}

function Format-Value($Measure) {
    $null -eq $Measure.Value ? '' : "$(Format-Number $Measure.Value) $($Measure.Unit)".TrimEnd()
}

function Format-Spread($Measure) {
    $null -eq $Measure.Value ? '' : "$(Format-Number $Measure.Low) to $(Format-Number $Measure.High)"
}

function Format-Goal($Goal) {
    $null -ne $Goal.AtMost ? "at most $(Format-Number $Goal.AtMost)" : "at least $(Format-Number $Goal.AtLeast)"
}

# The page of docs: machine, goals, times.
function Format-Report($Report) {
    Get-Content (Join-Path $PSScriptRoot 'method.md')
    '', '## The machine', '', '| | |', '|---|---|'
    foreach ($name in $Report.Machine.Keys) { "| $name | $($Report.Machine[$name]) |" }
    '', '## Goals', '', '| row | measure | median | quartiles | goal | | reason |', '|---|---|---|---|---|---|---|'
    foreach ($goal in $Report.Goals) {
        $cells = $goal.Row, $goal.Measure, (Format-Value $goal), (Format-Spread $goal), (Format-Goal $goal), $goal.State, $goal.Reason
        "| $($cells -join ' | ') |"
    }
    '', '## All measures', '', '| row | measures, median (quartiles) |', '|---|---|'
    foreach ($row in $Report.Rows) {
        $texts = $row.Measures | ForEach-Object { "$($_.Name) $($_.Missing ? "not run: $($_.Missing)" : "$(Format-Value $_) ($(Format-Spread $_))")" }
        "| $($row.Row) | $($texts -join '<br>') |"
    }
}

Export-ModuleMember -Function New-Report, Format-*
