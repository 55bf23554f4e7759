# Compares two sides and writes what differs.

# A row a check: what was observed on either side, and the verdict: same, differs, or not run, with the reason.
function Get-Comparison([object[]] $Checks, $Service, $Emulator, [string] $ServiceName) {
    foreach ($check in $Checks) {
        $one, $other = $Service[$check.Id], $Emulator[$check.Id]
        $reason = $check.NotRun ?? (@(
            if ($one.Reason) { "$($ServiceName): $($one.Reason)" }
            if ($other.Reason) { "emulator: $($other.Reason)" }
        ) -join '; ')
        [pscustomobject]@{
            Id       = $check.Id
            Verdict  = $reason ? 'not run' : $one.Observed -ceq $other.Observed ? 'same' : 'differs'
            Point    = $check.Point
            Service  = $one.Observed
            Emulator = $other.Observed
            Reason   = $reason ? $reason : $null
        }
    }
}

# A value as a cell of a Markdown table.
function ConvertTo-Cell($Value) {
    $text = "$Value" -replace '\r', '␍' -replace '\n', '␊' -replace '\|', '\|'
    if ($text.Length -gt 600) { $text = $text.Substring(0, 600) + '…' }
    $text ? "``$($text -replace '`', "'")``" : ''
}

function Write-Report([object[]] $Rows, [hashtable] $Header, [string] $Folder) {
    $null = New-Item $Folder -ItemType Directory -Force
    $Header + @{ checks = $Rows } | ConvertTo-Json -Depth 6 | Set-Content (Join-Path $Folder conformance.json)
    $lines = @(
        "# Conformance: $($Header.service) and the emulator"
        ''
        "AgentCore $($Header.version), $($Header.time), region $($Header.region). $(Get-Count $Rows)"
        foreach ($verdict in 'differs', 'not run', 'same') {
            $those = @($Rows | Where-Object Verdict -EQ $verdict)
            if (-not $those) { continue }
            ''
            "## $($verdict.Substring(0, 1).ToUpperInvariant())$($verdict.Substring(1))"
            ''
            $verdict -eq 'not run' ? '| check | point | why |' : "| check | point | $($Header.service) | emulator |"
            $verdict -eq 'not run' ? '|---|---|---|' : '|---|---|---|---|'
            foreach ($row in $those) {
                $last = $verdict -eq 'not run' ? "$($row.Reason -replace '\|', '\|')" : "$(ConvertTo-Cell $row.Service) | $(ConvertTo-Cell $row.Emulator)"
                "| $($row.Id) | $($row.Point -replace '\|', '\|') | $last |"
            }
        }
    )
    $lines | Set-Content (Join-Path $Folder conformance.md)
}

function Get-Count([object[]] $Rows) {
    $count = @{}
    $Rows | Group-Object Verdict | ForEach-Object { $count[$_.Name] = $_.Count }
    "$($Rows.Count) checks: $([int]$count['same']) the same, $([int]$count['differs']) differ, $([int]$count['not run']) not run."
}
