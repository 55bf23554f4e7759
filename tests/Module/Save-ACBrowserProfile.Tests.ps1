BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $site = New-Item (Join-Path $TestDrive 'shop') -ItemType Directory
    # A shop that knows a customer by a cookie and a basket in local storage; the title says what it knows.
    Set-Content (Join-Path $site 'index.html') @'
<!doctype html><meta charset="utf-8"><title>Shop</title><script>
function show() {
  const who = (document.cookie.match(/customer=([^;]+)/) || [])[1];
  document.title = who ? `Welcome ${who}, basket: ${localStorage.getItem('basket')}` : 'Please sign in';
}
function signIn(who) {
  document.cookie = `customer=${who}; max-age=3600; path=/`;
  localStorage.setItem('basket', '2 apples');
  show();
}
show();
</script>
'@
    $server = Start-PageServer $site
    $session = Start-ACBrowserSession
}
AfterAll {
    Stop-ACEmulator
    Stop-PageServer $server
}

Describe 'Save-ACBrowserProfile' {
    It 'keeps a sign-in: the next session with the profile is still signed in' {
        $first = Start-ACBrowserSession
        (Open-ACBrowserPage $first $server.Url).Title | Should -Be 'Please sign in'
        Invoke-ACBrowserScript $first "signIn('Anna')" | Should -BeNullOrEmpty
        Invoke-ACBrowserScript $first 'document.title' | Should -Be 'Welcome Anna, basket: 2 apples'
        $saved = $first | Save-ACBrowserProfile -BrowserProfile ($login = New-ACBrowserProfile shop_login) -Wait
        $saved.Status | Should -Be 'READY'
        $saved | Should -BeOfType AgentCore.BrowserProfile
        $saved.ProfileId | Should -Be $login.ProfileId
        $saved.LastSavedBrowserSessionId | Should -Be $first.SessionId
        $saved.LastSavedBrowserId | Should -Be 'aws.browser.v1'
        $saved.LastSavedAt | Should -BeGreaterThan $login.CreatedAt
        (Get-ACBrowserSession -SessionId $first.SessionId).Status | Should -Be 'READY'
        Stop-ACBrowserSession $first

        $second = Start-ACBrowserSession -BrowserProfile $login
        $second.BrowserProfile | Should -Be $login.ProfileId
        (Open-ACBrowserPage $second $server.Url).Title | Should -Be 'Welcome Anna, basket: 2 apples'
        Stop-ACBrowserSession $second
        # The one that runs beside knows nothing of it.
        (Open-ACBrowserPage $session $server.Url).Title | Should -Be 'Please sign in'
    }

    It 'takes ids, and says so in the table' {
        $empty = New-ACBrowserProfile by_id
        $saved = Save-ACBrowserProfile -SessionId $session.SessionId -BrowserProfile $empty.ProfileId
        $saved.ProfileId | Should -Be $empty.ProfileId
        $saved | Out-String | Should -Match "$empty\s+(READY|SAVING)\s+\S+\s+\S+ ago"
    }

    It 'names an unknown profile in one error, and the session goes on' {
        Save-ACBrowserProfile $session nobody-0123456789 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ResourceNotFoundException,*'
        $failure[0].TargetObject | Should -Be 'nobody-0123456789'
        "$($failure[0])" | Should -BeLike '*nobody-0123456789*'
        (Get-ACBrowserSession -SessionId $session.SessionId).Status | Should -Be 'READY'
    }

    It 'names the session that cannot be saved, and goes on' {
        $ended = Get-ACBrowserSession -Status TERMINATED | Select-Object -First 1
        $login = New-ACBrowserProfile from_many
        $saved = 'NOPE', $ended, $session | Save-ACBrowserProfile -BrowserProfile $login -ErrorVariable failures -ErrorAction SilentlyContinue
        $saved.LastSavedBrowserSessionId | Should -Be $session.SessionId
        $failures.Count | Should -Be 2
        $failures.TargetObject | Should -Be 'NOPE', $ended.SessionId
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'and Start-ACBrowserSession name an unknown profile alike' {
        Start-ACBrowserSession -BrowserProfile nobody-0123456789 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'nobody-0123456789'
        "$($failure[0])" | Should -BeLike '*nobody-0123456789*'
    }

    It 'refuses what is no profile before anything is sent' {
        Save-ACBrowserProfile 01ARZ3NDEKTSV4RRFFQ69G5FAV aws.browser.v1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'aws.browser.v1'
    }

    It 'takes a profile by its name' {
        $login = New-ACBrowserProfile by_name
        (Save-ACBrowserProfile $session by_name -ClientToken ([guid]::NewGuid())).ProfileId | Should -Be $login.ProfileId
    }

    It 'saves nothing with -WhatIf' {
        $empty = New-ACBrowserProfile imagined
        Save-ACBrowserProfile $session $empty -WhatIf | Should -BeNullOrEmpty
        (Get-ACBrowserProfile -Id $empty).LastSavedAt | Should -BeNullOrEmpty
    }
}
