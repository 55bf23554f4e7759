BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    function Get-Started([string] $Name) { Get-ACBrowserSession | Where-Object Name -EQ $Name }
}
AfterAll { Stop-ACEmulator }

Describe 'Use-ACBrowserSession' {
    It 'gives the script a ready session that works, and stops it' {
        $title = Use-ACBrowserSession -Name ends -ViewPort 800x600 {
            param($s)
            $s.Status | Should -Be 'READY'
            $_.SessionId | Should -Be $s.SessionId
            (Open-ACBrowserPage $s (ConvertTo-PageUrl '<title>Inside</title>')).Title
        }
        $title | Should -Be 'Inside'
        (Get-Started ends).Status | Should -Be 'TERMINATED'
    }

    It 'takes every parameter of Start-ACBrowserSession but those about waiting' {
        $own = (Get-Command Use-ACBrowserSession).Parameters.Keys
        (Get-Command Start-ACBrowserSession).Parameters.Keys | Where-Object { $_ -notin 'Wait', 'TimeoutSeconds', 'AsJob' } | Should -BeIn $own
    }

    It 'stops the session when the script fails, and passes the error on' {
        { Use-ACBrowserSession -Name fails { throw 'ouch' } } | Should -Throw 'ouch'
        (Get-Started fails).Status | Should -Be 'TERMINATED'
    }

    It 'names an unknown browser in one error and runs nothing' {
        Use-ACBrowserSession -BrowserIdentifier nobody-0123456789 { 'ran' } -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'nobody-0123456789'
    }

    It 'starts nothing with -WhatIf' {
        Use-ACBrowserSession -Name asked -WhatIf { 'ran' } | Should -BeNullOrEmpty
        Get-Started asked | Should -BeNullOrEmpty
    }
}
