BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
}
AfterAll { Stop-ACEmulator }

Describe 'Remove-ACBrowserProfile' {
    It 'deletes from the pipeline, and takes what is gone for deleted' {
        $made = 'one', 'two', 'three' | ForEach-Object { New-ACBrowserProfile $_ }
        Get-ACBrowserProfile one, two | Remove-ACBrowserProfile -Wait -Force
        (Get-ACBrowserProfile).ProfileId | Should -Be $made[2].ProfileId
        $told = $made[0], $made[2].Arn | Remove-ACBrowserProfile -Force -Wait -PassThru -Verbose -ErrorVariable failures 4>&1
        $failures | Should -BeNullOrEmpty
        @($told | Where-Object { "$_" -like "*$($made[0]) is gone already*" }).Count | Should -Be 1
        @($told | Where-Object { $_ -is [AgentCore.BrowserProfile] }).Status | Should -Be 'DELETED', 'DELETED'
        Get-ACBrowserProfile | Should -BeNullOrEmpty
    }

    It 'deletes nothing with -WhatIf' {
        $kept = New-ACBrowserProfile kept
        $kept | Remove-ACBrowserProfile -WhatIf
        (Get-ACBrowserProfile -Id $kept).Status | Should -Be 'READY'
    }

    It 'asks unless -Force is given' {
        $kept = New-ACBrowserProfile asked
        { $kept | Remove-ACBrowserProfile -ErrorAction Stop } | Should -Throw -ErrorId 'ConfirmationNeeded,*'
        (Remove-ACBrowserProfile asked -Force -PassThru).ProfileId | Should -Be $kept.ProfileId
    }

    It 'does not take a browser for a profile' {
        { Get-ACBrowser -Type SYSTEM | Remove-ACBrowserProfile -Force -ErrorAction Stop } | Should -Throw
        { Remove-ACBrowserProfile -Id aws.browser.v1 -Force -ErrorAction Stop } | Should -Throw "*'aws.browser.v1' is not the id of a browser profile*"
    }
}
