BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $made = @{}
    'one', 'two', 'kept', 'busy' | ForEach-Object { $made[$_] = New-ACBrowser $_ }
    $made.abroad = New-ACBrowser abroad -Region eu-west-1
    $null = New-ACBrowser last -Region eu-west-1 -Wait
}
AfterAll { Stop-ACEmulator }

Describe 'Remove-ACBrowser' {
    It 'deletes from the pipeline where each came from, waits, and takes what is gone for deleted' {
        $told = $made.one, $made.abroad, 'nobody-0123456789', $made.two.BrowserId |
            Remove-ACBrowser -Wait -PassThru -Verbose -ErrorVariable failures 4>&1
        $failures | Should -BeNullOrEmpty
        @($told | Where-Object { "$_" -like '*nobody-0123456789 is gone already*' }).Count | Should -Be 1
        $gone = @($told | Where-Object { $_ -is [AgentCore.Browser] })
        $gone.BrowserId | Sort-Object | Should -Be (@($made.one, $made.abroad, $made.two).BrowserId + 'nobody-0123456789' | Sort-Object)
        $gone.Status | Should -Be (@('DELETED') * 4)
        Get-ACBrowser one, two | Should -BeNullOrEmpty
        Get-ACBrowser abroad -Region eu-west-1 | Should -BeNullOrEmpty
    }

    It 'deletes nothing with -WhatIf' {
        $made.kept | Remove-ACBrowser -WhatIf
        (Get-ACBrowser -Id $made.kept).Status | Should -Be 'READY'
    }

    It 'gives one error for <Id>, which cannot be deleted' -ForEach @(
        @{ Id = 'aws.browser.v1'; Category = 'InvalidArgument'; Error = 'ValidationException,*'; Told = '*aws.browser.v1*cannot be deleted*' }
        @{ Id = 'just_a_name'; Category = 'InvalidArgument'; Error = 'InvalidArgument,*'; Told = "*'just_a_name' is not the id of a browser*" }
    ) {
        Remove-ACBrowser $Id -Wait -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be $Category
        $failures[0].FullyQualifiedErrorId | Should -BeLike $Error
        $failures[0].TargetObject | Should -Be $Id
        "$($failures[0])" | Should -BeLike $Told
    }

    It 'does not delete one with sessions that run' {
        $session = Start-ACBrowserSession -BrowserIdentifier $made.busy
        { Remove-ACBrowser $made.busy -ErrorAction Stop } | Should -Throw -ErrorId 'ConflictException,*'
        # A session is no browser, although it names one.
        { $session | Remove-ACBrowser -ErrorAction Stop } | Should -Throw
        Stop-ACBrowserSession $session
        (Remove-ACBrowser $made.busy -PassThru).Status | Should -Be 'DELETING'
    }
}
