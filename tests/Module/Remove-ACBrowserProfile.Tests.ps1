BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
}
AfterAll { Stop-ACEmulator }

Describe 'Remove-ACBrowserProfile' {
    It 'deletes from the pipeline, and takes what is gone for deleted' {
        $made = 'one', 'two', 'three' | ForEach-Object { New-ACBrowserProfile $_ }
        Get-ACBrowserProfile one, two | Remove-ACBrowserProfile -Wait
        (Get-ACBrowserProfile).ProfileId | Should -Be $made[2].ProfileId
        $told = $made[0], $made[2].Arn | Remove-ACBrowserProfile -Wait -PassThru -Verbose -ErrorVariable failures 4>&1
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

    It 'does not take a browser for a profile' {
        { Get-ACBrowser -Type SYSTEM | Remove-ACBrowserProfile -ErrorAction Stop } | Should -Throw
        { Remove-ACBrowserProfile aws.browser.v1 -ErrorAction Stop } | Should -Throw "*'aws.browser.v1' is not the id of a browser profile*"
    }
}
