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

    It 'holds for runspaces that begin from this one, and not for this one when they set it' {
        Set-ACContext -Region eu-central-1 -AccessKey AKID1 -SecretKey s
        $other = 1 | ForEach-Object -Parallel { Import-Module $using:modulePath; (Get-ACContext).Region; Set-ACContext -Region us-east-1; (Get-ACContext).Region }
        $other | Should -Be 'eu-central-1', 'us-east-1'
        (Get-ACContext).Region | Should -Be 'eu-central-1'
    }

    It 'names a profile that does not exist, and sets nothing' {
        Set-ACContext -Region eu-central-1 -AccessKey AKID1 -SecretKey s
        $failure = Get-Failure { Set-ACContext -ProfileName nope @args }
        $failure.FullyQualifiedErrorId | Should -BeLike 'ProfileNotFound*'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        (Get-Failure { Set-ACContext -ProfileName nope -ProfileLocation /nope @args }).Exception.Message |
            Should -BeLike "There is no profile 'nope' in /nope*"
        (Get-ACContext).AccessKey | Should -Be 'AKID1'
    }

    It 'takes an object that is no context for what it is' {
        (Get-Failure { Get-Date | Set-ACContext @args }).Exception.Message | Should -BeLike '*System.DateTime is not a context*'
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
