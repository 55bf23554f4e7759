BeforeAll { . "$PSScriptRoot/../Module/common.ps1" }

# An emulator that is killed while it is written to keeps all that it has acknowledged. The load comes from several
# connections of the AWS SDK for JavaScript; its program kills the emulator, starts it again, and compares.
Describe 'An emulator with a data folder' {
    It 'loses nothing that it acknowledged in 200 rounds of kill -9 under load' {
        $folder = & "$root/tests/Restore-Client.ps1"
        $report = $null
        & node "$folder/soak/kills/kill-rounds.mjs" (Join-Path $TestDrive data) 200 | ForEach-Object {
            $report = $_ | ConvertFrom-Json
            Write-Host "  round $($report.rounds): $($report.kills) kills, $($report.losses.Count) losses"
        }
        $LASTEXITCODE | Should -Be 0
        $report.kinds.PSObject.Properties |
            Select-Object @{ n = 'Acknowledged'; e = { $_.Name } }, @{ n = 'Count'; e = { $_.Value.acknowledged } }, @{ n = 'Lost'; e = { $_.Value.lost } } |
            Format-Table | Out-String | Write-Host
        $report.losses | Should -BeNullOrEmpty
        $report.rounds | Should -Be 200
        foreach ($kind in 'create', 'delete', 'tag', 'profile', 'recording') {
            $report.kinds.$kind.acknowledged | Should -BeGreaterThan 10 -Because "a round without a $kind proves nothing"
        }
    }
}
