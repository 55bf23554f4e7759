BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Set-ACContext' {
    AfterEach { Clear-ACContext }

    It 'holds until it is cleared' {
        Set-ACContext -Region eu-central-1 -AccessKey AKID1 -SecretKey s | Should -BeNullOrEmpty
        $context = Get-ACContext
        $context.Region | Should -Be 'eu-central-1'
        $context.AccessKey | Should -Be 'AKID1'
        $context.RegionSource | Should -Match 'Set-ACContext'
    }

    It 'yields to parameters' {
        Set-ACContext -Region eu-central-1 -AccessKey AKID1 -SecretKey s
        (Get-ACContext -Region us-east-1).Region | Should -Be 'us-east-1'
    }

    It 'shows the result with -PassThru' {
        (Set-ACContext -Region eu-central-1 -AccessKey AKID1 -SecretKey s -PassThru).Region | Should -Be 'eu-central-1'
    }

    It 'refuses the region <_>' -ForEach 'eu central', 'x/../y', 'evil.example.com#' {
        { Set-ACContext -Region $_ -ErrorAction Stop } | Should -Throw
    }

    It 'refuses an endpoint that is no address' {
        { Set-ACContext -EndpointUrl 'not an address' -ErrorAction Stop } | Should -Throw '*not an address*'
    }

    It 'holds for its runspace only' {
        Set-ACContext -Region eu-central-1 -AccessKey AKID1 -SecretKey s
        $other = 1 | ForEach-Object -Parallel { Import-Module $using:modulePath; (Get-ACContext -AccessKey a -SecretKey b -Region us-east-1).Region; (Get-ACContext -AccessKey a -SecretKey b).Region }
        $other | Should -Not -Contain 'eu-central-1'
    }

    It 'changes nothing with -WhatIf' {
        Set-ACContext -Region eu-central-1 -AccessKey AKID1 -SecretKey s
        Set-ACContext -Region us-east-1 -WhatIf
        (Get-ACContext).Region | Should -Be 'eu-central-1'
    }

    It 'completes regions' {
        $line = 'Set-ACContext -Region eu-cen'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'eu-central-1'
    }
}
