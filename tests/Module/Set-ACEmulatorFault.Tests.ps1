BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator -Fault 'ListTagsForResource:throttle:3'
    $interpreter = Start-ACCodeInterpreterSession

    # The one error of a command.
    function Get-CallFailure([scriptblock] $Command) {
        $ErrorActionPreference = 'Continue'
        $errors = @(& $Command 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
        $errors | Should -HaveCount 1 -Because "$Command"
        $errors[0]
    }
}
AfterAll { Stop-ACEmulator }

Describe 'Set-ACEmulatorFault' {
    AfterEach { Set-ACEmulatorFault -Clear }

    It 'has those that Start-ACEmulator was given' {
        $fault = Get-ACEmulatorFault
        "$($fault.Operation) $($fault.Fault) $($fault.Count) $($fault.Remaining) $($fault.Hits)" | Should -Be 'ListTagsForResource throttle 3 3 0'
    }

    It 'throttles calls, which are tried again' {
        Set-ACEmulatorFault -Operation ListBrowsers -Fault throttle -Count 2 | Should -BeNullOrEmpty
        Get-ACBrowser | Should -Not -BeNullOrEmpty
        $fault = Get-ACEmulatorFault
        "$($fault.Remaining) $($fault.Hits)" | Should -Be '0 2'
    }

    It 'throttles code, which is tried again, since it did not run' {
        Set-ACEmulatorFault InvokeCodeInterpreter throttle -Count 1
        (Invoke-ACCodeInterpreter -Session $interpreter 'print(6 * 7)').Output | Should -Be '42'
        (Get-ACEmulatorFault).Hits | Should -Be 1
    }

    It 'gives code up after <Fault>, since it may have run' -ForEach @(
        @{ Fault = 'error'; Category = 'ResourceUnavailable'; Id = 'InternalServerException' }
        @{ Fault = 'cut'; Category = 'ConnectionError'; Id = 'ConnectionFailed' }
    ) {
        $set = Set-ACEmulatorFault InvokeCodeInterpreter $Fault -PassThru
        $set | Should -BeOfType AgentCore.EmulatorFault
        $failure = Get-CallFailure { Invoke-ACCodeInterpreter -Session $interpreter 'print(1)' }
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        (Get-ACEmulatorFault).Hits | Should -Be 1
    }

    It 'gives up what is throttled all the time, with its category' {
        Set-ACEmulatorFault GetBrowserSession throttle
        (Get-CallFailure { Get-ACBrowserSession -SessionId 01ARZ3NDEKTSV4RRFFQ69G5FAV }).CategoryInfo.Category | Should -Be 'LimitsExceeded'
        (Get-ACEmulatorFault).Hits | Should -BeGreaterThan 1
    }

    It 'cuts a result in the middle' {
        Set-ACEmulatorFault InvokeCodeInterpreter -AfterByte 100 -Count 1
        (Get-CallFailure { Invoke-ACCodeInterpreter -Session $interpreter 'print(1)' }).CategoryInfo.Category | Should -Be 'ConnectionError'
        (Invoke-ACCodeInterpreter -Session $interpreter 'print(2)').Output | Should -Be '2'
    }

    It 'sends <Code> in the stream' -ForEach @(
        @{ Code = 'AccessDenied'; Category = 'PermissionDenied' }
        @{ Code = 'Conflict'; Category = 'InvalidOperation' }
        @{ Code = 'InternalServer'; Category = 'ResourceUnavailable' }
        @{ Code = 'ResourceNotFound'; Category = 'ObjectNotFound' }
        @{ Code = 'ServiceQuotaExceeded'; Category = 'QuotaExceeded' }
        @{ Code = 'Throttling'; Category = 'LimitsExceeded' }
        @{ Code = 'Validation'; Category = 'InvalidArgument' }
    ) {
        Set-ACEmulatorFault InvokeCodeInterpreter -Fault exception -ErrorCode $Code
        $failure = Get-CallFailure { Invoke-ACCodeInterpreter -Session $interpreter 'print(1)' }
        "$($failure.CategoryInfo.Category) $($failure.FullyQualifiedErrorId)" | Should -BeLike "$Category ${Code}Exception,*"
        (Get-ACEmulatorFault).Hits | Should -Be 1
    }

    It 'delays calls' {
        Set-ACEmulatorFault * -Delay 1s -Count 1
        (Measure-Command { Get-ACBrowser }).TotalSeconds | Should -BeGreaterThan 0.9
    }

    It 'crashes a browser, at once or at a call, and a page says so' {
        $session = Start-ACBrowserSession
        Set-ACEmulatorFault ConnectBrowserAutomationStream not-found -Count 1
        $null = $session | Open-ACBrowserPage about:blank
        (Get-ACEmulatorFault -Operation Connect*).Hits | Should -Be 1
        Set-ACEmulatorFault -Session $session
        (Get-ACBrowserSession -SessionId $session.SessionId).Status | Should -Be 'TERMINATED'
        "$(Get-CallFailure { $session | Open-ACBrowserPage about:blank })" | Should -Match 'ended|killed|closed'
        (Get-CallFailure { Set-ACEmulatorFault -Session $session }).CategoryInfo.Category | Should -Be 'ObjectNotFound'

        $session = Start-ACBrowserSession
        Set-ACEmulatorFault InvokeBrowser crash -Count 1
        (Get-CallFailure { Invoke-ACBrowserAction $session -Click 5, 5 }).CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'does nothing with -WhatIf' {
        Set-ACEmulatorFault ListBrowsers throttle
        Set-ACEmulatorFault ListBrowsers error -WhatIf
        Set-ACEmulatorFault -Clear -WhatIf
        Get-ACEmulatorFault | ForEach-Object Fault | Should -Be 'throttle'
    }

    It 'removes by operation, fault and error, and what is piped' {
        Set-ACEmulatorFault ListBrowsers throttle
        Set-ACEmulatorFault ListBrowsers -ErrorCode AccessDenied
        Set-ACEmulatorFault ListBrowsers -ErrorCode Validation
        Set-ACEmulatorFault GetBrowser -Delay 2s
        Set-ACEmulatorFault -Clear ListBrowsers error -ErrorCode ValidationException -PassThru | ForEach-Object ErrorCode | Should -Be 'ValidationException'
        Get-ACEmulatorFault ListBrowsers | Where-Object ErrorCode | Set-ACEmulatorFault -Clear
        Get-ACEmulatorFault | ForEach-Object { "$_" } | Should -Be 'ListBrowsers: throttle', 'GetBrowser: delay'
        Set-ACEmulatorFault -Clear GetBrowser
        @(Get-ACEmulatorFault) | Should -HaveCount 1
    }

    It 'rejects <Line>' -ForEach @(
        @{ Line = 'Set-ACEmulatorFault OpenBrowser throttle'; Message = "'OpenBrowser' is not an operation that faults can hit*ListBrowsers*" }
        @{ Line = 'Set-ACEmulatorFault GetBrowser slow'; Message = "'slow' is not a fault. Use one of: throttle, *" }
        @{ Line = 'Set-ACEmulatorFault GetBrowser -ErrorCode Conflict'; Message = "'Conflict' is not an error that the API lists for GetBrowser*" }
        @{ Line = 'Set-ACEmulatorFault GetBrowser exception -ErrorCode AccessDenied'; Message = 'GetBrowser cannot have the fault exception*InvokeCodeInterpreter.' }
        @{ Line = 'Set-ACEmulatorFault GetBrowser delay'; Message = 'The fault delay needs a time*' }
        @{ Line = 'Set-ACEmulatorFault GetBrowser throttle -Delay 2s'; Message = "'throttle' does not go with -Delay*" }
        @{ Line = 'Set-ACEmulatorFault -Clear GetBrowsr'; Message = "'GetBrowsr' is not an operation*" }
    ) {
        $failure = Get-CallFailure ([scriptblock]::Create($Line))
        "$failure" | Should -BeLike $Message
        $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
    }

    It 'cannot be given what makes no sense: <Line>' -ForEach @(
        @{ Line = 'Set-ACEmulatorFault GetBrowser throttle -Count 0' }
        @{ Line = 'Set-ACEmulatorFault GetBrowser -Delay 2s -AfterByte 3' }
        @{ Line = 'Set-ACEmulatorFault -Clear -Count 3' }
        @{ Line = 'Set-ACEmulatorFault GetBrowser -Delay 2' }
    ) {
        { [scriptblock]::Create($Line).Invoke() } | Should -Throw
        @(Get-ACEmulatorFault | Where-Object Operation -EQ GetBrowser) | Should -HaveCount 0
    }

    It 'is one for all runspaces' {
        1 | ForEach-Object -Parallel { Import-Module $using:modulePath; Set-ACEmulatorFault ListBrowsers throttle -Count 1 }
        (Get-ACEmulatorFault).Operation | Should -Be 'ListBrowsers'
    }

    It 'completes operations, faults and errors that fit each other' {
        Get-Completion 'Set-ACEmulatorFault GetBr' | Should -Be 'GetBrowserSession', 'GetBrowserProfile', 'GetBrowser'
        Get-Completion 'Set-ACEmulatorFault InvokeBrowser ' | Should -Be 'throttle', 'error', 'delay', 'cut', 'crash'
        Get-Completion 'Set-ACEmulatorFault GetBrowser -ErrorCode T' | Should -Be 'ThrottlingException'
        Get-Completion 'Set-ACEmulatorFault -Fault exception -Operation ' | Should -Be 'InvokeCodeInterpreter', "'*'"
    }
}
