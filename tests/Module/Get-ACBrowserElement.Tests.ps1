BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $shop = Start-Shop
    $session = Start-ACBrowserSession -ViewPort 1280x800
    function Open-Part([string] $Path) { $null = Open-ACBrowserPage $session "$($shop.Url)$Path" }
    function Open-Html([string] $Html) { $null = Open-ACBrowserPage $session (ConvertTo-PageUrl $Html) }
}
AfterAll { Stop-Shop $shop; Stop-ACEmulator }

Describe 'Get-ACBrowserElement' {
    Context 'on a page with a form' {
        BeforeAll { Open-Part order }

        It 'gives what there is to know' {
            $field = Get-ACBrowserElement $session -Label 'How many'
            $field | Should -BeOfType AgentCore.BrowserElement
            $field.Ref | Should -Match '\Ae[0-9]+\z'
            $field.Role | Should -Be 'spinbutton'
            $field.Name | Should -Be 'How many'
            $field.Tag | Should -Be 'input'
            $field.Value | Should -Be '1'
            $field.Attributes.type | Should -Be 'number'
            $field.Attributes['max'] | Should -Be '12'
            $field.Visible, $field.Enabled | Should -Be $true, $true
            $field.Checked | Should -BeNullOrEmpty
            $field.Frame | Should -BeNullOrEmpty
            $field.SessionId | Should -Be $session.SessionId
            $field.Box.Width | Should -BeGreaterThan 20
            "$field" | Should -Be "$($field.Ref) spinbutton ""How many"""
        }

        It 'finds by <Name>' -ForEach @(
            @{ Name = 'the label before a field'; By = @{ Label = 'Your name' }; Expected = 'customer' }
            @{ Name = 'the label around it'; By = @{ Label = 'Email' }; Expected = 'email' }
            @{ Name = 'aria-label'; By = @{ Label = 'delivery date' }; Expected = 'day' }
            @{ Name = 'aria-labelledby'; By = @{ Label = 'Delivery time' }; Expected = 'time' }
            @{ Name = 'title alone'; By = @{ Label = 'Floor of the house' }; Expected = 'floor' }
            @{ Name = 'placeholder'; By = @{ Placeholder = 'voucher' }; Expected = 'voucher' }
            @{ Name = 'test id'; By = @{ TestId = 'note' }; Expected = 'note' }
            @{ Name = 'role and name'; By = @{ Role = 'textbox'; Name = 'Password' }; Expected = 'password' }
            @{ Name = 'name alone'; By = @{ Name = 'Ripeness' }; Expected = 'ripeness' }
            @{ Name = 'selector'; By = @{ Selector = 'form [type=color]' }; Expected = 'ribbon' }
            @{ Name = 'a part of the label'; By = @{ Label = 'wrap' }; Expected = 'gift' }
            @{ Name = 'wildcards'; By = @{ Label = 'Col*rib?on' }; Expected = 'ribbon' }
            @{ Name = 'selector and label'; By = @{ Selector = 'select'; Label = 'Fruit' }; Expected = 'fruit' }
        ) {
            (Get-ACBrowserElement $session @By).Attributes.name | Should -Be $Expected
        }

        It 'gives several, those of the whole text before any that holds it' {
            (Get-ACBrowserElement $session -Text order).Tag | Should -Be 'h1', 'button'
            (Get-ACBrowserElement $session -Text 'your nam').Tag | Should -Be 'label'
            (Get-ACBrowserElement $session -Role radio).Name | Should -Be 'Cash', 'Card', 'On account'
            (Get-ACBrowserElement $session -Role button).Name | Should -Be 'Order', 'Start again', 'Ask for help'
        }

        It 'takes the selector as an argument, and the session from the pipeline' {
            (Get-ACBrowserElement $session h1).Text | Should -Be 'Order'
            ($session | Get-ACBrowserElement h1).Text | Should -Be 'Order'
        }

        It 'knows the states of fields' {
            $radios = Get-ACBrowserElement $session -Role radio
            $radios.Checked | Should -Be $true, $false, $false
            $radios.Enabled | Should -Be $true, $true, $false
            (Get-ACBrowserElement $session 'input[name=card]').Visible | Should -BeFalse
            (Get-ACBrowserElement $session -Label Fruit).Text | Should -Be 'Please choose'
            , (Get-ACBrowserElement $session -Label Toppings).Value | Should -BeOfType string[]
            (Get-ACBrowserElement $session -Label 'Text of the card').Value | Should -Be 'For you'
        }

        It 'never reads a password' {
            $null = Invoke-ACBrowserScript $session 'const field = document.querySelector("[type=password]"); field.value = "s3cret"; field.setAttribute("value", "s3cret")'
            $field = Get-ACBrowserElement $session -Label Password
            $field.Value | Should -BeNullOrEmpty
            $field | ConvertTo-Json -Depth 5 | Should -Not -Match 's3cret'
            $field | Format-List * | Out-String | Should -Not -Match 's3cret'
        }

        It 'gives an element the same reference each time, by which it is found' {
            $field = Get-ACBrowserElement $session -Label Email
            (Get-ACBrowserElement $session '[name=email]').Ref | Should -Be $field.Ref
            (Get-ACBrowserElement $session -Ref $field.Ref).Attributes.name | Should -Be 'email'
            (Get-ACBrowserElement $session -Label Fruit).Ref | Should -Not -Be $field.Ref
        }

        It 'reads an element again, and what is within it' {
            $form = Get-ACBrowserElement $session form
            ($form | Get-ACBrowserElement).Ref | Should -Be $form.Ref
            ($form | Get-ACBrowserElement -Text Order).Tag | Should -Be 'button'
            ($form | Get-ACBrowserElement -Role radio -Name Card).Value | Should -Be 'card'
        }

        It 'shows a table' {
            $shown = Get-ACBrowserElement $session -Role radio | Out-String
            $shown | Should -Match 'radio +Cash +cash +checked'
            $shown | Should -Match 'radio +On account +debt +disabled'
        }

        It 'leads to its session in other cmdlets' {
            (Get-ACBrowserElement $session h1 | Get-ACBrowserPage).Title | Should -Be 'Order'
        }

        It 'names the nearest of what is not there: <Name>' -ForEach @(
            @{ Name = 'a text'; By = @{ Text = 'Ordr' }; Says = "*text 'Ordr'*nearest*'Order'*" }
            @{ Name = 'a label'; By = @{ Label = 'Name of you' }; Says = "*label 'Name of you'*'Your name'*" }
            @{ Name = 'a name'; By = @{ Role = 'button'; Name = 'Start' + 'x again' }; Says = "*'Start again'*" }
            @{ Name = 'a role'; By = @{ Role = 'radoi' }; Says = "*'radio'*" }
            @{ Name = 'a placeholder'; By = @{ Placeholder = 'Vouchercode' }; Says = "*'Voucher code'*" }
            @{ Name = 'a test id'; By = @{ TestId = 'nota' }; Says = "*'note'*" }
            @{ Name = 'a selector'; By = @{ Selector = '#custmer' }; Says = "*selector '#custmer'*'#customer'*" }
        ) {
            $failure = Get-Failure { Get-ACBrowserElement $session @By @args }
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failure.TargetObject | Should -Be $session.SessionId
            "$failure" | Should -BeLike $Says
        }

        It 'is silent about wildcards that fit nothing' {
            Get-ACBrowserElement $session -Text 'No*such*thing' -ErrorAction Stop | Should -BeNullOrEmpty
        }

        It 'names a selector that is not valid' {
            $failure = Get-Failure { Get-ACBrowserElement $session '##' @args }
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$failure" | Should -BeLike "'##' is not a valid CSS selector*"
        }

        It 'asks for a way of naming' {
            $failure = Get-Failure { Get-ACBrowserElement $session @args }
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$failure" | Should -BeLike '*-Selector*-Ref*'
            { Get-ACBrowserElement $session -Ref e1 -Text a } | Should -Throw '*-Ref*'
        }
    }

    Context 'through shadow trees and frames' {
        It 'looks into shadow trees, also closed ones' {
            Open-Part shadow
            (Get-ACBrowserElement $session -Label Coupon).Attributes['data-testid'] | Should -Be 'coupon'
            (Get-ACBrowserElement $session -Text 'Remove Plum').Tag | Should -Be 'button'
            (Get-ACBrowserElement $session 'shop-basket shop-item button').Text | Should -Be 'Remove Pear', 'Remove Plum'
            (Get-ACBrowserElement $session -Text 'Welcome to the basket').Tag | Should -Be 'span'
            (Get-ACBrowserElement $session -Text 'Open the safe').Tag | Should -Be 'button'
            (Get-ACBrowserElement $session -Role button -Name safe).Text | Should -Be 'Open the safe'
        }

        It 'looks into frames, also of other sites, and gives places of the page' {
            Open-Part frames
            $review, $pay = (Get-ACBrowserElement $session -Label 'Your review'), (Get-ACBrowserElement $session -Text Pay)
            $review.Frame | Should -Be 'reviews'
            $pay.Frame | Should -Be 'bank'
            $bank = Get-ACBrowserElement $session 'iframe[name=bank]'
            $pay.Box.X | Should -BeGreaterThan $bank.Box.X
            $pay.Box.Y | Should -BeGreaterThan $bank.Box.Y
            ($pay.Box.Y + $pay.Box.Height) | Should -BeLessThan ($bank.Box.Y + $bank.Box.Height)
            (Get-ACBrowserElement $session -Role button -Name Pay).Ref | Should -Be $pay.Ref
            (Get-ACBrowserElement $session -Label Coupon).Role | Should -Be 'textbox'
            ($bank | Get-ACBrowserElement -Role button).Name | Should -Contain 'Pay'
            ($bank | Get-ACBrowserElement -Role button).Name | Should -Not -Contain 'Publish'
        }
    }

    Context 'on pages of their own' {
        It 'takes the innermost elements that have a text, and buttons by their value' {
            Open-Html '<div><p>a <b>deep</b> text</p></div><input type=submit value=Go><input type=button value=Gone>'
            (Get-ACBrowserElement $session -Text 'a deep text').Tag | Should -Be 'p'
            (Get-ACBrowserElement $session -Text deep).Tag | Should -Be 'b'
            (Get-ACBrowserElement $session -Text go).Attributes.type | Should -Be 'submit'
        }

        It 'reads white space and case as a reader does' {
            Open-Html "<p style='text-transform:uppercase'>two&nbsp;  `n words</p><div>one<div>line</div></div>"
            (Get-ACBrowserElement $session -Text 'Two Words').Tag | Should -Be 'p'
            (Get-ACBrowserElement $session -Text 'one line').Tag | Should -Be 'div'
        }

        It 'gives what can be seen before what cannot' {
            Open-Html '<p hidden>same<p>same<p style="visibility:hidden">same'
            (Get-ACBrowserElement $session -Text same).Visible | Should -Be $true, $false, $false
        }

        It 'does not run into what the page has redefined, nor its security policy' {
            Open-Html '<meta http-equiv=Content-Security-Policy content="script-src ''unsafe-inline''"><p>fine</p><script>Element.prototype.matches = document.querySelectorAll = Array.prototype.map = () => { throw 1 }</script>'
            (Get-ACBrowserElement $session p).Text | Should -Be 'fine'
            (Get-ACBrowserElement $session -Text fine).Tag | Should -Be 'p'
        }

        It 'says that a reference is of a page that is gone' {
            Open-Html '<p>first'
            $element = Get-ACBrowserElement $session p
            Open-Html '<p>first'
            $failure = Get-Failure { Get-ACBrowserElement $session -Ref $element.Ref @args }
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$failure" | Should -BeLike "*'$($element.Ref)'*another document*Read the page again*"
            $failure = Get-Failure { Get-ACBrowserElement $session -Ref e999999 @args }
            "$failure" | Should -BeLike "*'e999999' is not a reference*"
        }

        It 'finds an element that is gone again by how it was named' {
            Open-Html '<p>first<p>second'
            $second = (Get-ACBrowserElement $session p)[1]
            $null = Invoke-ACBrowserScript $session 'document.body.innerHTML = "<p>first<p>second"'
            $again = $second | Get-ACBrowserElement
            $again.Text | Should -Be 'second'
            $again.Ref | Should -Not -Be $second.Ref
        }

        It 'knows references on another connection as well' {
            Open-Html '<p>first<p>second'
            $second = Get-ACBrowserElement $session -Text second
            $null = Set-ACBrowserStream $session -StreamStatus DISABLED
            $null = Set-ACBrowserStream $session -StreamStatus ENABLED
            (Get-ACBrowserElement $session -Ref $second.Ref).Text | Should -Be 'second'
        }

        It 'reads and uses a tab that is behind another one' {
            Open-Part popups
            Invoke-ACBrowserElement $session -Text 'Fruits in a new tab' -Click
            Wait-Until { @(Get-ACBrowserTab $session).Title -contains 'Fruits' }
            (Get-ACBrowserElement $session -Role heading).Name | Should -Be 'Popups'
            Invoke-ACBrowserElement $session -Text 'Open and close' -Click
            Wait-Until { (Get-ACBrowserElement $session -Role status).Text -eq 'The catalogue is closed' }
            (Get-ACBrowserElement $session -Role caption -Tab '*/fruits').Text | Should -Be 'Fruits of the season', 'Opening hours'
            Get-ACBrowserTab $session | Where-Object Title -EQ 'Fruits' | Close-ACBrowserTab
        }

        It 'reads many in a moment' {
            Open-Html '<script>for (let i = 0; i < 3000; i++) document.write(`<div><b>row ${i}</b> <button>Buy ${i}</button></div>`)</script>'
            @(Get-ACBrowserElement $session button -TimeoutSeconds 20).Count | Should -Be 3000
            (Get-ACBrowserElement $session -Text 'Buy 2999').Tag | Should -Be 'button'
        }
    }

    Context 'of a document that took the place of another' {
        It 'finds them where <Name>' -ForEach @(
            @{ Name = 'the page went to another address'; Do = 'location = "/buttons"'; Shows = 'Buttons' }
            @{ Name = 'the page was loaded again'; Do = 'location.reload()'; Shows = 'Order' }
            @{ Name = 'the page was written anew'; Do = 'document.open(); document.write("<h1>Written</h1>"); document.close();'; Shows = 'Written' }
            @{ Name = 'its place was taken by a script'; Do = 'location = "javascript:`<h1>Made</h1>`"'; Shows = 'Made' }
        ) {
            Open-Part order
            (Get-ACBrowserElement $session h1).Text | Should -Be 'Order'
            Invoke-ACBrowserScript $session "$Do; return" | Should -BeNullOrEmpty
            Wait-Until { (Get-ACBrowserElement $session h1 -ErrorAction Ignore).Text -eq $Shows }
        }

        It 'finds them where the page went back, and forward' {
            Open-Part order
            Open-Part buttons
            (Get-ACBrowserElement $session h1).Text | Should -Be 'Buttons'
            $null = Open-ACBrowserPage $session -Back
            (Get-ACBrowserElement $session h1).Text | Should -Be 'Order'
            $null = Open-ACBrowserPage $session -Forward
            (Get-ACBrowserElement $session h1).Text | Should -Be 'Buttons'
        }

        It 'finds them in a frame that was empty at first' {
            Open-Html '<iframe></iframe><script>const inner = frames[0].document; inner.write("<b>Empty</b>"); inner.close()</script>'
            (Get-ACBrowserElement $session b).Text | Should -Be 'Empty'
            foreach ($name in 'One', 'Two') {
                Invoke-ACBrowserScript $session 'document.querySelector("iframe").srcdoc = `<b>${args[0]}</b>`; return;' -Argument $name
                Wait-Until { (Get-ACBrowserElement $session b -ErrorAction Ignore).Text -eq $name }
            }
        }
    }

    It 'names a session that is not there' {
        $failure = Get-Failure { Get-ACBrowserElement -Session nosuchsession p @args }
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.TargetObject | Should -Be 'nosuchsession'
    }

    It 'completes roles' {
        Get-Completion 'Get-ACBrowserElement x -Role butt' | Should -Be 'button'
    }
}
