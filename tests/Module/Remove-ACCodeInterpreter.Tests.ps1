BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $made = @{}
    'one', 'two', 'three', 'quick', 'kept', 'busy', 'idle', 'filed' | ForEach-Object { $made[$_] = New-ACCodeInterpreter $_ }
    $null = New-ACCodeInterpreter last -Wait
}
AfterAll { Stop-ACEmulator }

Describe 'Remove-ACCodeInterpreter' {
    It 'deletes from the pipeline, and waits until all are gone' {
        Get-ACCodeInterpreter one, two | Remove-ACCodeInterpreter -Force -Wait | Should -BeNullOrEmpty
        (Get-ACCodeInterpreter).Name | Should -Not -BeIn 'one', 'two'
        (Get-ACCodeInterpreter three).Status | Should -Be 'READY'
    }

    It 'takes one that is gone already for deleted, with a verbose line' {
        $told = Remove-ACCodeInterpreter $made.one -Force -Wait -PassThru -Verbose -ErrorVariable failure 4>&1
        $failure | Should -BeNullOrEmpty
        "$told" | Should -BeLike "*$($made.one) is gone already*"
        $told[-1].Status | Should -Be 'DELETED'
    }

    It 'does not wait unless told to' {
        $now = Remove-ACCodeInterpreter -Force -Id $made.quick.Arn -PassThru
        $now.Status | Should -Be 'DELETING'
        $now.CodeInterpreterId | Should -Be $made.quick.CodeInterpreterId
        $now.LastUpdatedAt | Should -BeGreaterThan $made.quick.CreatedAt
    }

    It 'deletes nothing with -WhatIf' {
        $made.kept | Remove-ACCodeInterpreter -Wait -WhatIf
        (Get-ACCodeInterpreter -Id $made.kept).Status | Should -Be 'READY'
    }

    It 'gives one error each for what cannot be deleted, and deletes the rest' {
        $session = Start-ACCodeInterpreterSession -CodeInterpreterIdentifier $made.busy
        Get-ACCodeInterpreter -Id $made.busy, 'aws.codeinterpreter.v1', $made.idle |
            Remove-ACCodeInterpreter -Force -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures.Count | Should -Be 2
        $failures.TargetObject | Should -Be $made.busy.CodeInterpreterId, 'aws.codeinterpreter.v1'
        $failures.CategoryInfo.Category | Should -Be 'InvalidOperation', 'InvalidArgument'
        "$($failures[1])" | Should -BeLike '*aws.codeinterpreter.v1*cannot be deleted*'
        (Get-ACCodeInterpreter idle).Status | Should -Not -Be 'READY'
        Stop-ACCodeInterpreterSession $session
    }

    It 'names a text that is no id' {
        { Remove-ACCodeInterpreter -Id no_id -Force -ErrorAction Stop } | Should -Throw "*'no_id' is not the id of a code interpreter*"
        { Remove-ACCodeInterpreter no_name -Force -ErrorAction Stop } | Should -Throw "*no code interpreter with the name 'no_name'*"
    }

    It 'asks unless -Force is given' {
        { $made.kept | Remove-ACCodeInterpreter -ErrorAction Stop } | Should -Throw -ErrorId 'ConfirmationNeeded,*'
        (Get-ACCodeInterpreter -Id $made.kept).Status | Should -Be 'READY'
    }

    It 'takes what a file or another module has of one, and nothing else' {
        $file = Join-Path $TestDrive 'interpreters.csv'
        $made.filed | Export-Csv $file
        (Import-Csv $file | Remove-ACCodeInterpreter -Force -PassThru).CodeInterpreterId | Should -Be $made.filed.CodeInterpreterId
        { Get-Date | Remove-ACCodeInterpreter -Force -ErrorAction Stop } | Should -Throw
        $session = Start-ACCodeInterpreterSession -CodeInterpreterIdentifier $made.three
        { $session | Remove-ACCodeInterpreter -Force -ErrorAction Stop } | Should -Throw
    }
}
