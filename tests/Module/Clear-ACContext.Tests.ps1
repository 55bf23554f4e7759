BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Clear-ACContext' {
    It 'forgets what was set' {
        Set-ACContext -Region ap-south-1 -AccessKey AKID1 -SecretKey s
        Clear-ACContext
        (Get-ACContext -AccessKey a -SecretKey b).Region | Should -Not -Be 'ap-south-1'
    }

    It 'does nothing when nothing was set' {
        Clear-ACContext
        Clear-ACContext -ErrorAction Stop
    }

    It 'forgets nothing with -WhatIf' {
        Set-ACContext -Region ap-south-1 -AccessKey AKID1 -SecretKey s
        Clear-ACContext -WhatIf
        (Get-ACContext).Region | Should -Be 'ap-south-1'
        Clear-ACContext
    }
}
