BeforeAll { . "$PSScriptRoot/../Module/common.ps1" }

# An emulator that is killed while it is written to keeps all that it has acknowledged.
Describe 'A killed emulator with a data folder' {
    BeforeAll {
        $data = Join-Path $TestDrive data
        $created = @{}
        $removed = @{}
    }
    AfterAll { Stop-ACEmulator }

    It 'has lost nothing, round <_>' -ForEach (1..30) {
        $emulator = Start-ACEmulator -DataPath $data
        $kept = @{}
        # One that is being deleted is listed for a second.
        foreach ($browser in Get-ACBrowser -Type CUSTOM | Where-Object Status -NE DELETING) { $kept[$browser.BrowserId] = $browser.Name }
        foreach ($id in $created.Keys) { $kept[$id] | Should -Be $created[$id] }
        foreach ($id in $removed.Keys) { $kept.ContainsKey($id) | Should -BeFalse }

        $delay = Get-Random -Minimum 50 -Maximum 900
        $killer = Start-ThreadJob { param($id, $delay) Start-Sleep -Milliseconds $delay; Stop-Process -Id $id -Force } -ArgumentList $emulator.ProcessId, $delay
        for ($number = 0; Get-Process -Id $emulator.ProcessId -ErrorAction Ignore; $number++) {
            $browser = New-ACBrowser "soak_${_}_$number" -ErrorAction SilentlyContinue
            if (-not $browser) { break }
            $created[$browser.BrowserId] = $browser.Name
            if ($number % 3) { continue }
            # Whether a removal without an answer took place is not known.
            $created.Remove($browser.BrowserId)
            Remove-ACBrowser $browser -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue
            if (-not $failure) { $removed[$browser.BrowserId] = $true }
        }
        $killer | Receive-Job -Wait -AutoRemoveJob
        $number | Should -BeGreaterThan 0
    }
}
