BeforeAll { . "$PSScriptRoot/common.ps1" }

Describe 'Get-ACEmulatorFault' {
    It 'says that no emulator runs' {
        Get-ACEmulatorFault -ErrorAction SilentlyContinue -ErrorVariable problem
        "$problem" | Should -Match 'No emulator runs'
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problem[0].ErrorDetails.RecommendedAction | Should -Match 'Start-ACEmulator'
    }

    It 'shows faults as a table, and none where none is set' {
        try {
            $null = Start-ACEmulator
            Get-ACEmulatorFault | Should -BeNullOrEmpty
            Set-ACEmulatorFault ListBrowsers -Delay 2s -Count 3
            Set-ACEmulatorFault InvokeCodeInterpreter exception -ErrorCode Conflict
            Get-ACEmulatorFault Nothing* | Should -BeNullOrEmpty
            $lines = Get-ACEmulatorFault | Format-Table | Out-String -Stream -Width 80 | ForEach-Object Trim
            $lines | Should -Contain 'ListBrowsers                   delay         0 of 3 2.0 s'
            $lines | Should -Contain 'InvokeCodeInterpreter          exception          0 ConflictException after 1 ev'
        }
        finally { Stop-ACEmulator }
    }

    It 'is not what Start-ACEmulator takes when it is wrong' {
        $problem = { Start-ACEmulator -Fault 'GetBrowser:crash' -ErrorAction Stop } | Should -Throw -PassThru
        "$problem" | Should -Match 'GetBrowser cannot have the fault crash'
        $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
    }
}
