BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
}
AfterAll { Stop-ACEmulator }

Describe 'New-ACBrowserProfile' {
    It 'creates an empty one' {
        $made = New-ACBrowserProfile shop_login -Description 'Signed in at the shop' -Tag @{ owner = 'anna' }
        $made | Should -BeOfType AgentCore.BrowserProfile
        $made.ProfileId | Should -Match '^shop_login-[a-zA-Z0-9]{10}$'
        $made.ToString() | Should -Be $made.ProfileId
        $made.Arn | Should -BeLike "arn:aws:bedrock-agentcore:*:123456789012:browser-profile/$made"
        $made.Status | Should -Be 'READY'
        $made.Description | Should -Be 'Signed in at the shop'
        $made.LastSavedAt | Should -BeNullOrEmpty
        "$(Get-ACResourceTag $made)" | Should -Be 'owner=anna'
        # There is nothing to wait for, and that is no reason to fail.
        (New-ACBrowserProfile ready -Wait).Status | Should -Be 'READY'
    }

    It 'refuses the name <_>' -ForEach 'shop-login', '1shop', 'größe', ('a' * 49) {
        New-ACBrowserProfile $_ -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure[0].TargetObject | Should -Be $_
    }

    It 'says that a name is taken' {
        $null = New-ACBrowserProfile taken
        { New-ACBrowserProfile taken -ErrorAction Stop } | Should -Throw -ErrorId 'ConflictException,*'
    }

    It 'creates nothing with -WhatIf' {
        New-ACBrowserProfile imagined -WhatIf | Should -BeNullOrEmpty
        Get-ACBrowserProfile 'imagined*' | Should -BeNullOrEmpty
    }
}
