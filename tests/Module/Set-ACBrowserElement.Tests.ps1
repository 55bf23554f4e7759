BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    $session = Start-ACBrowserSession -ViewPort 1280x800
    function Open-Part([string] $Path) { $null = Open-ACBrowserPage $session "$($shop.Url)$Path" }
    function Open-Html([string] $Html) { $null = Open-ACBrowserPage $session (ConvertTo-PageUrl $Html) }
    function Get-Value([string] $Name) {
        Invoke-ACBrowserScript $session 'const field = document.querySelector(`[name="${args[0]}"]`); return field.type === "checkbox" ? field.checked : field.value' -Argument $Name
    }
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'Set-ACBrowserElement' {
    Context 'one field' {
        BeforeAll { Open-Part order }

        It 'sets <Label> to <Value>, with the usual events' -ForEach @(
            @{ Label = 'Your name'; Value = 'Ada Lovelace 😀'; Name = 'customer'; Expected = 'Ada Lovelace 😀'; Events = 'customer: focusin, input, change' }
            @{ Label = 'Email'; Value = 'ada@example.com'; Name = 'email'; Expected = 'ada@example.com'; Events = 'email: focusin, input, change' }
            @{ Label = 'How many'; Value = 3; Name = 'count'; Expected = '3'; Events = 'count: focusin, input, change' }
            @{ Label = 'Message'; Value = "one`ntwo"; Name = 'message'; Expected = "one`ntwo"; Events = 'message: focusin, input, change' }
            @{ Label = 'Password'; Value = 's3cret'; Name = 'password'; Expected = 's3cret'; Events = 'password: focusin, input, change' }
            @{ Label = 'Fruit'; Value = 'black cherry'; Name = 'fruit'; Expected = 'cherry'; Events = 'fruit: focusin, input, change' }
            @{ Label = 'Fruit'; Value = 'banana'; Name = 'fruit'; Expected = 'banana'; Events = 'fruit: *input, change' }
            @{ Label = 'Delivery date'; Value = '2026-12-24'; Name = 'day'; Expected = '2026-12-24'; Events = 'day: focusin, input, change' }
            @{ Label = 'Delivery time'; Value = '18:30'; Name = 'time'; Expected = '18:30'; Events = 'time: focusin, input, change' }
            @{ Label = 'Colour of the ribbon'; Value = '#00ff88'; Name = 'ribbon'; Expected = '#00ff88'; Events = 'ribbon: focusin, input, change' }
            @{ Label = 'Ripeness'; Value = 7; Name = 'ripeness'; Expected = '7'; Events = 'ripeness: focusin, input, change' }
        ) {
            Set-ACBrowserElement $session -Label $Label -Value $Value | Should -BeNullOrEmpty
            Get-Value $Name | Should -BeExactly $Expected
            Invoke-ACBrowserScript $session 'document.getElementById("events").textContent' | Should -BeLike $Events
        }

        It 'writes dates as each field needs them' {
            $moment = [datetime]'2027-01-02T08:05:00'
            Set-ACBrowserElement $session -Label 'Delivery date' -Value $moment
            Get-Value day | Should -Be '2027-01-02'
            Set-ACBrowserElement $session -Label 'Delivery time' -Value $moment
            Get-Value time | Should -Be '08:05'
            Set-ACBrowserElement $session -Label 'Delivery time' -Value ([timespan]'20:15')
            Get-Value time | Should -Be '20:15'
            Open-Html '<input type=week aria-label=w><input type=month aria-label=m><input type=datetime-local aria-label=d>'
            foreach ($label in 'w', 'm', 'd') { Set-ACBrowserElement $session -Label $label -Value $moment }
            (Get-ACBrowserElement $session input).Value | Should -Be '2026-W53', '2027-01', '2027-01-02T08:05'
            Open-Part order
        }

        It 'shows no secret in an error' {
            $secret = ConvertTo-SecureString 'TOPSECRET' -AsPlainText -Force
            foreach ($label in 'How many', 'Delivery date', 'Fruit', 'Payment', 'Ripeness') {
                $failure = Get-Failure { Set-ACBrowserElement $session -Label $label -Value $secret @args }
                "$failure" | Should -BeLike '*`*`*`* (a secret)*'
                "$failure" | Should -Not -BeLike '*TOPSECRET*'
            }
        }

        It 'sets no other number than was given' {
            foreach ($value in 30, -1) {
                $failure = Get-Failure { Set-ACBrowserElement $session -Label Ripeness -Value $value @args }
                "$failure" | Should -BeLike "*it takes numbers from 0 to 10, and '$value' was given*"
            }
            $failure = Get-Failure { Set-ACBrowserElement $session -Label Ripeness -Value 4.5 @args }
            "$failure" | Should -BeLike "*does not take '4.5'*"
            Get-Value ripeness | Should -Be 5
            Open-Html '<input type=number aria-label=n min=2 value=5><input type=range aria-label=r step=5>'
            $failure = Get-Failure { Set-ACBrowserElement $session -Label n -Value 1 @args }
            "$failure" | Should -BeLike "*it takes numbers from 2, and '1' was given*"
            Set-ACBrowserElement $session -Label n -Value 1000
            $failure = Get-Failure { Set-ACBrowserElement $session -Label r -Value 101 @args }
            "$failure" | Should -BeLike "*from 0 to 100, and '101' was given*"
            Set-ACBrowserElement $session -Label r -Value 95
            (Get-ACBrowserElement $session input).Value | Should -Be '1000', '95'
            Open-Part order
        }

        It 'sets switches by the text that they show' {
            Open-Html '<span id=one role=switch aria-checked=false tabindex=0 onclick="this.ariaChecked = this.ariaChecked !== `true`">Night mode</span>'
            Set-ACBrowserElement $session -Label 'Night mode' -Checked $true
            (Get-ACBrowserElement $session '#one').Checked | Should -BeTrue
            Set-ACBrowserElement $session @{ 'Night mode' = $false }
            (Get-ACBrowserElement $session '#one').Checked | Should -BeFalse
            Open-Part order
        }

        It 'lets runspaces type into the fields of one tab at the same time' {
            Open-Html '<input aria-label=a><input aria-label=b><input aria-label=c><input aria-label=d>'
            'a', 'b', 'c', 'd' | ForEach-Object -ThrottleLimit 4 -Parallel {
                Import-Module $using:modulePath
                foreach ($turn in 1..5) { Set-ACBrowserElement $using:session -Label $_ -Value "$_$turn" }
            }
            (Get-ACBrowserElement $session input).Value | Should -Be 'a5', 'b5', 'c5', 'd5'
            Open-Part order
        }

        It 'offers no files' {
            foreach ($way in 'Text', 'Name', 'Label', 'Placeholder', 'TestId', 'Ref', 'Value') {
                $line = "Set-ACBrowserElement -$way "
                (TabExpansion2 $line $line.Length).CompletionMatches | Should -BeNullOrEmpty
            }
        }

        It 'writes the text of a secure string' {
            Set-ACBrowserElement $session -Label Password -Value (ConvertTo-SecureString 'l0velace' -AsPlainText -Force)
            Get-Value password | Should -Be 'l0velace'
        }

        It 'writes into what can be edited' {
            Set-ACBrowserElement $session -Label 'Text of the card' -Value 'For me'
            (Get-ACBrowserElement $session -Label 'Text of the card').Text | Should -Be 'For me'
            Set-ACBrowserElement $session -Label 'Text of the card' -Value ', and you' -Append
            (Get-ACBrowserElement $session -Label 'Text of the card').Text | Should -Be 'For me, and you'
        }

        It 'takes the place of what is there, appends to it, and removes it' {
            Set-ACBrowserElement $session -Label 'Your name' Ada
            Set-ACBrowserElement $session -Label 'Your name' ' Lovelace' -Append
            Get-Value customer | Should -BeExactly 'Ada Lovelace'
            Set-ACBrowserElement $session -Label 'Your name' 'Grace'
            Get-Value customer | Should -BeExactly 'Grace'
            Set-ACBrowserElement $session -Label 'Your name' ''
            Get-Value customer | Should -BeExactly ''
        }

        It 'puts text behind what a <Label> has' -ForEach @(
            @{ Label = 'Message'; Name = 'message' }
            @{ Label = 'Password'; Name = 'password' }
        ) {
            Set-ACBrowserElement $session -Label $Label -Value one
            Set-ACBrowserElement $session -Label $Label -Value ' two' -Append
            Get-Value $Name | Should -BeExactly 'one two'
        }

        It 'chooses several options of a list that takes several' {
            Set-ACBrowserElement $session -Label Toppings -Value Nuts, sugar
            (Get-ACBrowserElement $session -Label Toppings).Value | Should -Be 'nuts', 'sugar'
            Set-ACBrowserElement $session -Label Toppings -Value @()
            (Get-ACBrowserElement $session -Label Toppings).Value | Should -BeNullOrEmpty
        }

        It 'checks and unchecks, and clicks only where that changes something' {
            (Set-ACBrowserElement $session -Label Agree -Checked $true -PassThru).Checked | Should -BeTrue
            (Set-ACBrowserElement $session -Label Agree -Checked $true -PassThru).Checked | Should -BeTrue
            (Set-ACBrowserElement $session -Label Agree -Checked $false -PassThru).Checked | Should -BeFalse
            Set-ACBrowserElement $session -Label Card -Checked $true
            (Get-ACBrowserElement $session -Label Card -Role radio).Checked | Should -BeTrue
            $failure = Get-Failure { Set-ACBrowserElement $session -Role radio -Name Card -Checked $false @args }
            "$failure" | Should -BeLike '*radio button cannot be unchecked*'
        }

        It 'chooses a radio button by its group' {
            Set-ACBrowserElement $session -Label Payment -Value Card
            (Get-ACBrowserElement $session -Role radio).Checked | Should -Be $false, $true, $false
            Set-ACBrowserElement $session -Label Payment -Value cash
            (Get-ACBrowserElement $session -Role radio).Checked | Should -Be $true, $false, $false
            $failure = Get-Failure { Set-ACBrowserElement $session -Label Payment -Value Cheque @args }
            "$failure" | Should -BeLike "*no option 'Cheque'*'Cash', 'Card', 'On account'*"
        }

        It 'finds the field by the text of its label, and by an element' {
            Set-ACBrowserElement $session -Text 'Your name' -Value 'By text'
            Get-Value customer | Should -Be 'By text'
            Get-ACBrowserElement $session -Label 'Your name' | Set-ACBrowserElement 'By element'
            Get-Value customer | Should -Be 'By element'
            $session | Set-ACBrowserElement 'By pipeline' -Label 'Your name'
            Get-Value customer | Should -Be 'By pipeline'
        }

        It 'says why it cannot be set: <Name>' -ForEach @(
            @{ Name = 'disabled'; By = @{ Label = 'Staff only'; Value = 'a' }; Id = 'ElementDisabled'; Says = '*it is disabled*' }
            @{ Name = 'read-only'; By = @{ Label = 'Reference'; Value = 'a' }; Id = 'ElementReadOnly'; Says = '*it is read-only*' }
            @{ Name = 'hidden'; By = @{ Selector = '[type=hidden]'; Value = 'a' }; Id = 'ElementHidden'; Says = '*it is not visible*' }
            @{ Name = 'no option'; By = @{ Label = 'Fruit'; Value = 'Bananas' }; Id = 'InvalidArgument'; Says = "*no option 'Bananas', but 'Please choose', 'Apple', 'Banana'*" }
            @{ Name = 'a disabled option'; By = @{ Label = 'Fruit'; Value = 'Sold out' }; Id = 'InvalidArgument'; Says = "*its option 'Sold out' is disabled*" }
            @{ Name = 'several for one'; By = @{ Label = 'Fruit'; Value = 'Apple', 'Banana' }; Id = 'InvalidArgument'; Says = '*one of its options*2 were given*' }
            @{ Name = 'not a number'; By = @{ Label = 'How many'; Value = 'three' }; Id = 'InvalidArgument'; Says = "*does not take 'three'; a number looks like 3.5*" }
            @{ Name = 'not a date'; By = @{ Label = 'Delivery date'; Value = '24.12.2026' }; Id = 'InvalidArgument'; Says = "*does not take '24.12.2026'; a date looks like 2026-12-24*" }
            @{ Name = 'not a colour'; By = @{ Label = 'Colour of the ribbon'; Value = 'red' }; Id = 'InvalidArgument'; Says = "*does not take 'red'*#ff8800*" }
            @{ Name = 'a text for a check box'; By = @{ Label = 'Agree'; Value = 'yes' }; Id = 'InvalidArgument'; Says = '*use -Checked*' }
            @{ Name = 'a check for a text'; By = @{ Label = 'Email'; Checked = $true }; Id = 'InvalidArgument'; Says = '*it cannot be checked*' }
            @{ Name = 'files for a text'; By = @{ Label = 'Email'; File = $PSCommandPath }; Id = 'InvalidArgument'; Says = '*it takes no files*' }
            @{ Name = 'not a field'; By = @{ Selector = 'h1'; Value = 'a' }; Id = 'InvalidArgument'; Says = '*it is not a field*' }
            @{ Name = 'several'; By = @{ Role = 'radio'; Checked = $true }; Id = 'SeveralElements'; Says = '*One element with role ''radio'' is meant, and 2 are*' }
            @{ Name = 'nothing'; By = @{ Label = 'Fruits'; Value = 'a' }; Id = 'NotFound'; Says = "*label 'Fruits'*nearest*'Fruit'*" }
        ) {
            $failure = Get-Failure { Set-ACBrowserElement $session @By -TimeoutSeconds 1 @args }
            $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            "$failure" | Should -BeLike $Says
        }

        It 'does not write more than a field takes' {
            Open-Html '<input aria-label=short maxlength=3>'
            $failure = Get-Failure { Set-ACBrowserElement $session -Label short -Value abcd @args }
            "$failure" | Should -BeLike '*3 characters, and the text has 4*'
            (Get-ACBrowserElement $session -Label short).Value | Should -Be ''
        }

        It 'fires one change event, also when the field is left' {
            Open-Html '<input aria-label=a><input aria-label=b><script>window.seen = []; addEventListener("change", (e) => seen.push(e.target.getAttribute("aria-label") + e.target.value))</script>'
            Set-ACBrowserElement $session -Label a -Value 1
            Set-ACBrowserElement $session -Label b -Value 2
            Invoke-ACBrowserElement $session -Label a -Focus
            @(Invoke-ACBrowserScript $session 'seen') | Should -Be 'a1', 'b2'
        }

        It 'checks a box that only its label shows' {
            Open-Html '<style>input{position:absolute;clip:rect(0 0 0 0);width:1px;height:1px}input.gone{display:none}</style><label><input type=checkbox>Clipped</label><label><input type=checkbox class=gone>Gone</label><span role=switch aria-checked=false tabindex=0 onclick="this.setAttribute(''aria-checked'', true)">Switch</span>'
            foreach ($label in 'Clipped', 'Gone') {
                (Set-ACBrowserElement $session -Label $label -Checked $true -PassThru).Checked | Should -BeTrue
            }
            (Set-ACBrowserElement $session -Role switch -Checked $true -PassThru).Checked | Should -BeTrue
        }
    }

    Context 'a form' {
        BeforeEach { Open-Part order }

        It 'fills all of it by labels, placeholders and names' {
            Set-ACBrowserElement $session @{
                'Your name' = 'Ada'; Email = 'ada@example.com'; Fruit = 'Apple'; 'How many' = 3; 'Delivery date' = [datetime]'2026-12-24'
                Toppings = 'Nuts', 'Cream'; Payment = 'Card'; 'Voucher code' = 'X1'; note = 'by name'; Message = "a`nb"; Agree = $true
            }
            Invoke-ACBrowserElement $session -Role button -Name Order -Click
            Wait-Until { (Get-ACBrowserPage $session).Url -like '*/ordered' }
            $table = (Get-ACBrowserPage $session -As Markdown).Content
            foreach ($row in 'customer | Ada', 'fruit | apple', 'count | 3', 'day | 2026-12-24', 'payment | card', 'voucher | X1', 'note | by name', 'agree | yes') {
                $table | Should -BeLike "*| $row |*"
            }
        }

        It 'writes nothing when a key names no field, and names each' {
            $failure = Get-Failure { Set-ACBrowserElement $session ([ordered]@{ 'Your name' = 'Ada'; 'Emial' = 'x'; 'Frut' = 'y' }) -TimeoutSeconds 1 @args }
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$failure" | Should -BeLike "*field 'Emial'*'Email'*field 'Frut'*'Fruit'*"
            Get-Value customer | Should -Be ''
        }

        It 'names the field that does not take its value' {
            $failure = Get-Failure { Set-ACBrowserElement $session ([ordered]@{ 'Your name' = 'Ada'; Fruit = 'Bananas' }) -TimeoutSeconds 1 @args }
            "$failure" | Should -BeLike "Fruit:*no option 'Bananas'*"
            $failure = Get-Failure { Set-ACBrowserElement $session @{ 'Staff only' = 'x' } -TimeoutSeconds 1 @args }
            "$failure" | Should -BeLike "*field 'Staff only'*it is disabled*"
        }

        It 'fills the form that is named, and writes its fields' {
            Open-Html '<form id=a><label>Name <input></label></form><form id=b><label>Name <input></label></form>'
            $failure = Get-Failure { Set-ACBrowserElement $session @{ Name = 'x' } @args }
            "$failure" | Should -BeLike "One field 'Name' is meant, and 2 are*"
            $field = Set-ACBrowserElement $session -Selector '#b' @{ Name = 'x' } -PassThru
            $field.Value | Should -Be 'x'
            (Get-ACBrowserElement $session input).Value | Should -Be '', 'x'
            Get-ACBrowserElement $session '#a' | Set-ACBrowserElement @{ Name = 'y' }
            (Get-ACBrowserElement $session input).Value | Should -Be 'y', 'x'
        }

        It 'fills a form that comes later, and one that changes while it is filled' {
            Open-Html '<div id=root></div><script>setTimeout(() => { root.innerHTML = "<label>First <input id=f></label><p id=p></p>"; f.oninput = () => { p.innerHTML = "<label>Second <input></label>"; }; f.value = ""; p.innerHTML = "<label>Second <input></label>" }, 500)</script>'
            Set-ACBrowserElement $session ([ordered]@{ First = 'one'; Second = 'two' })
            (Get-ACBrowserElement $session input).Value | Should -Be 'one', 'two'
        }
    }

    Context 'files' {
        BeforeEach { Open-Part upload }

        It 'brings bytes into the page, of one file and of several' {
            $bytes = [byte[]](0..255) * 6000
            [System.IO.File]::WriteAllBytes("$TestDrive/größe.bin", $bytes)
            'a,b' | Set-Content $TestDrive/table.csv -NoNewline
            $null = New-Item $TestDrive/empty.txt
            Push-Location $TestDrive
            try {
                Set-ACBrowserElement $session -Label 'One file' -File ./größe.bin
                Set-ACBrowserElement $session -Label 'Several files' -File table.csv, ./em*.txt
            }
            finally { Pop-Location }
            Wait-Until { (Get-ACBrowserElement $session '[role=status]').Text -eq '3 files' }
            $cells = (Get-ACBrowserElement $session '#files td').Text
            $hash = (Get-FileHash "$TestDrive/größe.bin").Hash.ToLowerInvariant()
            $cells[0..4] | Should -Be 'one', 'größe.bin', '1536000', '', $hash
            $cells[5..8] | Should -Be 'several', 'table.csv', '3', 'text/csv'
            $cells[10..12] | Should -Be 'several', 'empty.txt', '0'
            (Get-ACBrowserElement $session -Label 'Several files').Value | Should -Be 'table.csv, empty.txt'
        }

        It 'fills the hidden field of a button, and one of a form' {
            'x' | Set-Content $TestDrive/x.txt
            Set-ACBrowserElement $session '' -Selector '#hidden' -ErrorAction SilentlyContinue -TimeoutSeconds 1
            Set-ACBrowserElement $session -Selector '#hidden' -File $TestDrive/x.txt
            Set-ACBrowserElement $session @{ Table = Get-Item $TestDrive/x.txt }
            Wait-Until { (Get-ACBrowserElement $session '[role=status]').Text -eq '2 files' }
            Invoke-ACBrowserElement $session -Text Send -Click
            Wait-Until { (Get-ACBrowserPage $session).Url -like '*/uploaded' }
            (Get-ACBrowserPage $session).Content | Should -Match 'x\.txt'
        }

        It 'says what does not go: <Name>' -ForEach @(
            @{ Name = 'several for one'; Label = 'One file'; File = 'a.txt', 'b.txt'; Says = '*it takes one file, and 2 were given*' }
            @{ Name = 'a disabled field'; Label = 'No file'; File = 'a.txt'; Says = '*it is disabled*' }
        ) {
            'a' | Set-Content $TestDrive/a.txt
            'b' | Set-Content $TestDrive/b.txt
            $paths = $File | ForEach-Object { Join-Path $TestDrive $_ }
            $failure = Get-Failure { Set-ACBrowserElement $session -Label $Label -File $paths -TimeoutSeconds 3 @args }
            "$failure" | Should -BeLike $Says
        }

        It 'names a file that is not there before anything is sent' {
            { Set-ACBrowserElement $session -Label 'One file' -File $TestDrive/missing.txt } |
                Should -Throw "*missing.txt' does not exist*"
        }
    }

    It 'sets nothing with -WhatIf, and shows no value' {
        Open-Part order
        Set-ACBrowserElement $session -Label 'Your name' -Value Ada -WhatIf
        Set-ACBrowserElement $session @{ 'Your name' = 'Ada' } -WhatIf
        Get-Value customer | Should -Be ''
        $said = Invoke-FreshPowerShell "Set-ACBrowserElement $($session.SessionId) -Label Password -Value s3cret -WhatIf -Region eu-west-1 -AccessKey a -SecretKey b"
        "$said" | Should -BeLike "*Set*element with label 'Password'*"
        "$said" | Should -Not -Match 's3cret'
    }

    It 'checks <Name> before anything is sent' -ForEach @(
        @{ Name = 'that something is set'; Arguments = @{ Text = 'a' }; Says = '*-Value, -Checked and -File*' }
        @{ Name = 'that one thing is set'; Arguments = @{ Text = 'a'; Value = 1; Checked = $true }; Says = '*-Value, -Checked and -File*' }
        @{ Name = 'that -Append has a text'; Arguments = @{ Text = 'a'; Checked = $true; Append = $true }; Says = '*-Append needs*' }
        @{ Name = 'that a form has fields'; Arguments = @{ Value = @{} }; Says = '*hashtable is empty*' }
    ) {
        { Set-ACBrowserElement -Session nosuchsession @Arguments -EndpointUrl http://127.0.0.1:9 } | Should -Throw $Says
    }
}
