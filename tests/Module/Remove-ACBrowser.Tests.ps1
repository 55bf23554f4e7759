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
        $gone = [pscustomobject]@{ BrowserId = 'nobody-0123456789'; Name = 'nobody'; Status = 'READY'; Arn = 'arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/nobody-0123456789' }
        $told = $made.one, $made.abroad, $gone, $made.two.BrowserId |
            Remove-ACBrowser -Force -Wait -PassThru -Verbose -ErrorVariable failures 4>&1
        $failures | Should -BeNullOrEmpty
        @($told | Where-Object { "$_" -like '*nobody-0123456789 is gone already*' }).Count | Should -Be 1
        $gone = @($told | Where-Object { $_ -is [AgentCore.Browser] })
        $gone.BrowserId | Sort-Object | Should -Be (@($made.one, $made.abroad, $made.two).BrowserId + 'nobody-0123456789' | Sort-Object)
        $gone.Status | Should -Be (@('DELETED') * 4)
        (Get-ACBrowser).Name | Should -Not -BeIn 'one', 'two'
        Get-ACBrowser 'abroad*' -Region eu-west-1 | Should -BeNullOrEmpty
    }

    It 'does not take for deleted what never was: <Name>' -ForEach @(
        @{ Name = 'a row with nothing but an id'; Row = @{ BrowserId = 'nope-0123456789' } }
        @{ Name = 'a row without an ARN'; Row = @{ BrowserId = 'nope-0123456789'; Status = 'READY' } }
        @{ Name = 'a row with the ARN of another'; Row = @{ BrowserId = 'nope-0123456789'; Status = 'READY'; Arn = 'arn:aws:bedrock-agentcore:us-east-1:123456789012:browser-custom/other-0123456789' } }
    ) {
        [pscustomobject]$Row | Remove-ACBrowser -Force -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failures[0].TargetObject | Should -Be 'nope-0123456789'
    }

    It 'leaves out the one of every account where a pattern matches it' {
        $told = Remove-ACBrowser * -WhatIf -Verbose -ErrorVariable failures 4>&1
        $failures | Should -BeNullOrEmpty
        $name = (Get-ACBrowser -Type SYSTEM).Name
        Remove-ACBrowser "$($name.Substring(0, $name.Length - 1))?" -Force -PassThru -ErrorAction Stop | Should -BeNullOrEmpty
        "$told" | Should -Not -BeLike '*Delete browser*aws.browser.v1*'
    }

    It 'asks, and says what to do where nobody can be asked' {
        $made.kept | Remove-ACBrowser -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Remove-ACBrowser $made.kept -Force -Confirm -ErrorVariable +failures -ErrorAction SilentlyContinue
        $failures.Count | Should -Be 2
        $failures.FullyQualifiedErrorId | Should -BeLike 'ConfirmationNeeded,*'
        $failures.CategoryInfo.Category | Should -Be 'InvalidOperation', 'InvalidOperation'
        $failures.TargetObject | Should -Be $made.kept.BrowserId, $made.kept.BrowserId
        $failures | ForEach-Object { "$_" | Should -BeLike "*$($made.kept) (kept) was not deleted*-Force*" }
        (Get-ACBrowser -Id $made.kept).Status | Should -Be 'READY'
    }

    It 'looks first and asks then' {
        # Were the question first, it would fail here: nobody can be asked.
        Remove-ACBrowser nobody-0123456789 -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'deletes by name, and with -Confirm:$false' {
        $null = 'named_1', 'named_2', 'other' | ForEach-Object { New-ACBrowser $_ -Wait }
        (Remove-ACBrowser 'named_*' -Confirm:$false -PassThru).Name | Sort-Object | Should -Be 'named_1', 'named_2'
        (Remove-ACBrowser OTHER -Force -PassThru).Status | Should -Be 'DELETING'
        Remove-ACBrowser 'x*' -Force -ErrorAction Stop
        $null = New-ACBrowser no_question -Wait
        (& { $ConfirmPreference = 'None'; Remove-ACBrowser no_question -PassThru }).Status | Should -Be 'DELETING'
    }

    It 'gives a client token to one deletion' {
        $both = 'token_1', 'token_2' | New-ACBrowser -Wait
        $gone = $both | Remove-ACBrowser -Force -ClientToken ([guid]::NewGuid()) -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue
        $gone.Name | Should -Be 'token_1'
        $failures.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failures.TargetObject | Should -Be $both[1].BrowserId
        (Get-ACBrowser -Id $both[1]).Status | Should -Be 'READY'
    }

    It 'deletes nothing with -WhatIf, -Force or not' {
        $made.kept | Remove-ACBrowser -WhatIf
        $made.kept | Remove-ACBrowser -WhatIf -Force
        & { $WhatIfPreference = $true; $made.kept | Remove-ACBrowser -Force }
        (Get-ACBrowser -Id $made.kept).Status | Should -Be 'READY'
    }

    It 'gives one error for <Id>, which cannot be deleted' -ForEach @(
        @{ Id = 'aws.browser.v1'; Category = 'InvalidArgument'; Error = 'ValidationException,*'; Told = '*aws.browser.v1*cannot be deleted*' }
        @{ Id = 'just_a_name'; Category = 'ObjectNotFound'; Error = 'ResourceNotFoundException,*'; Told = "*no browser with the name 'just_a_name'*" }
        @{ Id = 'nobody-0123456789'; Category = 'ObjectNotFound'; Error = 'ResourceNotFoundException,*'; Told = '*nobody-0123456789*' }
    ) {
        Remove-ACBrowser $Id -Force -Wait -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.Count | Should -Be 1
        $failures[0].CategoryInfo.Category | Should -Be $Category
        $failures[0].FullyQualifiedErrorId | Should -BeLike $Error
        $failures[0].TargetObject | Should -Be $Id
        "$($failures[0])" | Should -BeLike $Told
    }

    It 'does not delete one with sessions that run' {
        $session = Start-ACBrowserSession -BrowserIdentifier $made.busy
        { Remove-ACBrowser $made.busy -Force -ErrorAction Stop } | Should -Throw -ErrorId 'ConflictException,*'
        # A session is no browser, although it names one.
        { $session | Remove-ACBrowser -ErrorAction Stop } | Should -Throw
        Stop-ACBrowserSession $session
        (Remove-ACBrowser $made.busy -Force -PassThru).Status | Should -Be 'DELETING'
    }

    It 'deletes by names, with wildcards' {
        $null = 'named_1', 'named_2', 'other' | New-ACBrowser -Wait
        Get-Completion 'Remove-ACBrowser -Name nam' | Sort-Object | Should -Be 'named_1', 'named_2'
        (Remove-ACBrowser -Name 'named_*' -Force -PassThru).Name | Sort-Object | Should -Be 'named_1', 'named_2'
        (Get-Failure { Remove-ACBrowser -Name nobody -Force @args }).CategoryInfo.Category | Should -Be 'ObjectNotFound'
        Remove-ACBrowser -Name other -Force
    }
}
