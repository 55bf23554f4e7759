BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $null = Start-ACEmulator
    $session = Start-ACBrowserSession
    $site = Start-PageServer (Join-Path $root 'docs/demo')
    $shop = Start-Shop
    function Get-Markdown([string] $Html) {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl $Html)
        (Get-ACBrowserPage $session -As Markdown).Content
    }
}
AfterAll { Stop-Shop $shop; Stop-PageServer $site; Stop-ACEmulator }

Describe 'Get-ACBrowserPage' {
    It 'tells title, address, status and text' {
        $null = Open-ACBrowserPage $session "$($site.Url)?q=1"
        $page = Get-ACBrowserPage $session
        $page | Should -BeOfType AgentCore.BrowserPageContent
        $page.Title | Should -Be 'The Corner Shop'
        $page.Url | Should -Be "$($site.Url)?q=1"
        $page.HttpStatus | Should -Be 200
        $page.SessionId | Should -Be $session.SessionId
        $page.Format | Should -Be 'Text'
        $page.Content | Should -Match 'seen by a real Chromium'
        $page.Content | Should -Not -Match '<'
    }

    It 'reads the element that comes down the pipeline' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<p>out<table id=a><tr><th>Kind<tr><td>Apple</table>
            <table id=b><tr><th>Kind<tr><td>Pear</table>')
        $element = Get-ACBrowserElement $session -Selector '#b'
        ($element | Get-ACBrowserPage -As Table).Kind | Should -BeExactly 'Pear'
        (Get-ACBrowserPage -Element $element -Selector td).Content | Should -BeExactly 'Pear'
        { $element | Get-ACBrowserPage -As Pdf -ErrorAction Stop } | Should -Throw '*-Element*'
    }

    It 'takes an element for no session, as no cmdlet does' {
        $element = Get-ACBrowserElement $session -Selector body
        $element | Open-ACBrowserPage about:blank -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$failed" | Should -BeLike '*is an element of a page, not a browser session. Give the session*'
        { Save-ACBrowserScreenshot $element "$TestDrive/x.png" } | Should -Throw '*is an element of a page*'
    }

    It 'reads a page whose frames are nested deeply' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<title>Frames</title>top<script>
            for (let i = 0, place = document.body; i < 40; i++) {
                place = place.appendChild(document.createElement("iframe")).contentDocument.body
            }</script>')
        (Get-ACBrowserPage $session).Title | Should -Be 'Frames'
    }

    It 'reads half a surrogate pair as the replacement character' {
        $opened = Open-ACBrowserPage $session (ConvertTo-PageUrl '<body><script>document.title = "\ud800x"; document.body.append("a\ud83d")</script>')
        $opened.Title | Should -BeExactly "$([char]0xFFFD)x"
        $page = Get-ACBrowserPage $session
        $page.Title | Should -BeExactly "$([char]0xFFFD)x"
        $page.Content | Should -BeExactly "a$([char]0xFFFD)"
        (Get-ACBrowserPage $session -As Accessibility).Content.Contains("a$([char]0xFFFD)") | Should -BeTrue
    }

    It 'takes sessions from the pipeline' {
        ($session | Get-ACBrowserPage).SessionId | Should -Be $session.SessionId
    }

    It 'gives the document as scripts have left it' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<!doctype html><p id=a>old<script>a.textContent = "new & better"</script>')
        $html = (Get-ACBrowserPage $session -As Html).Content
        $html | Should -BeLike '<!DOCTYPE html>*<p id="a">new &amp; better</p>*</html>'
    }

    It 'gives the tree that a screen reader gets' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl @'
<title>Order</title><h1>Order</h1><div><input type=checkbox checked aria-label="Gift wrap"></div>
<button disabled>Send "now"</button><ul><li><a href=about:blank>Help</a></ul><div aria-hidden=true>unheard</div>
'@)
        (Get-ACBrowserPage $session -As Accessibility).Content | Should -Be @'
- RootWebArea "Order"
  - heading "Order" [level=1]
  - checkbox "Gift wrap" [checked]
  - button "Send \"now\"" [disabled]
  - list
    - listitem [level=1]
      - link "Help"
'@
    }

    It 'gives a PDF as bytes' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<h1>Paper</h1>')
        $page = Get-ACBrowserPage $session -As Pdf
        $page.Content | Should -BeNullOrEmpty
        [System.Text.Encoding]::ASCII.GetString($page.Data, 0, 5) | Should -Be '%PDF-'
    }

    It 'prints on <Paper>, <Way>' -ForEach @(
        # Points: 72 an inch.
        @{ Paper = 'Letter'; Way = 'upright'; More = @{}; Width = 612; Height = 792 }
        @{ Paper = 'Letter'; Way = 'across'; More = @{ Landscape = $true }; Width = 792; Height = 612 }
        @{ Paper = 'A4'; Way = 'upright'; More = @{ PaperSize = 'A4'; Margin = '0cm' }; Width = 595.28; Height = 841.89 }
        @{ Paper = 'A3'; Way = 'across'; More = @{ PaperSize = 'A3'; Landscape = $true; Margin = @{ top = '2cm'; Left = '15mm' } }; Width = 1190.55; Height = 841.89 }
        @{ Paper = 'Tabloid'; Way = 'upright'; More = @{ PaperSize = 'Tabloid'; Margin = '0.5 in' }; Width = 792; Height = 1224 }
        @{ Paper = 'A6'; Way = 'upright'; More = @{ PaperSize = 'A6'; Margin = '20pt' }; Width = 297.64; Height = 419.53 }
    ) {
        $pdf = [System.Text.Encoding]::Latin1.GetString((Get-ACBrowserPage $session -As Pdf @More).Data)
        $pdf | Should -Match '/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]'
        $size = [regex]::Match($pdf, '/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]').Groups[1, 2].ForEach({ [double]$_.Value })
        [Math]::Abs($size[0] - $Width) | Should -BeLessThan 1
        [Math]::Abs($size[1] - $Height) | Should -BeLessThan 1
    }

    It 'leaves the margins that it was given' {
        # One hundred lines of 50 pixels; an A4 of 1123 pixels has place for 22 of them without margins, and for 2 with large ones.
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl ('<style>body { margin: 0 } div { height: 50px; break-inside: avoid }</style>' + '<div>x</div>' * 100))
        $pages = '0mm', '500px' | ForEach-Object {
            $pdf = [System.Text.Encoding]::Latin1.GetString((Get-ACBrowserPage $session -As Pdf -PaperSize A4 -Margin @{ Top = $_; Bottom = $_ }).Data)
            [regex]::Matches($pdf, '/Type /Page\b').Count
        }
        $pages | Should -Be 5, 50
    }

    It 'names <Name> of a PDF' -ForEach @(
        @{ Name = 'a margin without a unit'; More = @{ Margin = 1 }; Says = "*'1' is not a valid margin*1cm*" }
        @{ Name = 'a margin that is none'; More = @{ Margin = 'wide' }; Says = "*'wide' is not a valid margin*" }
        @{ Name = 'a negative margin'; More = @{ Margin = '-1cm' }; Says = "*'-1cm' is not a valid margin*" }
        @{ Name = 'a side that there is not'; More = @{ Margin = @{ Inside = '1cm' } }; Says = "*'Inside' is not a side*Top, Right, Bottom, Left*" }
        @{ Name = 'margins that leave nothing'; More = @{ Margin = '11cm'; PaperSize = 'A4' }; Says = '*leave nothing*A4 is 21 by 29.7 cm*' }
        @{ Name = 'a paper that there is not'; More = @{ PaperSize = 'A9' }; Says = '*A9*' }
    ) {
        { Get-ACBrowserPage $session -As Pdf @More } | Should -Throw $Says
    }

    It 'names <Name> where no PDF is meant' -ForEach @(
        @{ Name = 'a paper'; More = @{ PaperSize = 'A4' } }, @{ Name = 'a margin'; More = @{ Margin = '1cm' } }
        @{ Name = 'the way of the paper'; More = @{ Landscape = $true } }
    ) {
        { Get-ACBrowserPage $session -As Text @More } | Should -Throw '*-As Pdf, not with Text*'
    }

    Context 'as text' {
        It 'writes <Name>' -ForEach @(
            @{ Name = 'blocks and lines'; Html = '<h1>One</h1><p>a  <b>b</b>c<p>d<br>e<div> f </div>g'; Expected = "One`n`na bc`n`nd`ne`n`nf`ng" }
            @{ Name = 'text as styles change it'; Html = '<meta charset=utf-8><span style="text-transform:uppercase">a straße</span><pre> x`n  y</pre>'; Expected = "A STRASSE`n x`n  y" }
            @{ Name = 'nothing that is not seen'; Html = '<p style="display:none">a</p><p style="visibility:hidden">b <i style="visibility:visible">c</i></p><script>1</script><details><summary>d</summary>e</details>'; Expected = "c`n`nd" }
            @{ Name = 'rows of tables'; Html = '<table><tr><td>a<td>b<tr><td><p>c</p><p>d</p><td>e</table>'; Expected = "a`tb`nc`n`nd`ne" }
            @{ Name = 'what is chosen in a list'; Html = '<select><option>a<option selected>b</select><select size=2><option>c<option>d</select>'; Expected = "b`nc`nd" }
            @{ Name = 'what lies in shadow trees, slots and frames'; Html = '<div id=a><b slot=s>in</b><i>nowhere</i></div><iframe srcdoc="<p>framed"></iframe>after<script>a.attachShadow({mode:"open"}).innerHTML="before <slot name=s></slot> <slot name=t>else</slot>"</script>'; Expected = "before in else`nframed`nafter" }
            @{ Name = 'no frame that is hidden'; Html = 'a<iframe hidden srcdoc=b></iframe>c'; Expected = 'ac' }
        ) {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl ($Html -replace '`n', "`n"))
            (Get-ACBrowserPage $session).Content | Should -BeExactly $Expected
        }

        It 'reads frames of other sites, and shadow trees that are closed' {
            $null = Open-ACBrowserPage $session "$($shop.Url)frames"
            $content = (Get-ACBrowserPage $session).Content
            ($content -split '\n+') | Should -BeExactly 'Frames', 'Reviews', 'Your review Publish', 'No review yet', 'The bank',
                'Card number Pay', 'Not paid', 'Shadow roots', 'Welcome to the basket', 'Coupon Redeem', 'No coupon',
                'Pear Remove PearPlum Remove Plum', 'Open the safe shut', 'A note without an address', 'Note'
        }

        It 'reads the parts that a selector matches, in whatever frame' {
            $null = Open-ACBrowserPage $session "$($shop.Url)frames"
            (Get-ACBrowserPage $session -Selector h2).Content | Should -BeExactly "Reviews`nThe bank`nWelcome to the basket"
            (Get-ACBrowserPage $session -Selector 'iframe[name=note]').Content | Should -BeExactly "A note without an address`n`nNote"
            (Get-ACBrowserPage $session -Selector h1 -As Html).Content | Should -BeExactly "<h1>Frames</h1>`n<h1>Shadow roots</h1>"
            (Get-ACBrowserPage $session -Selector h1 -As Markdown).Content | Should -BeExactly "# Frames`n`n# Shadow roots"
        }

        It 'names the nearest where no part matches' {
            $null = Open-ACBrowserPage $session "$($shop.Url)fruits"
            Get-ACBrowserPage $session -Selector '#fruit' -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$($failure[0])" | Should -BeLike "*'#fruits'*"
            Get-ACBrowserPage $session -Selector '#[' -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        }

        It 'reads hundreds of frames' {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<script>
                for (let i = 0; i < 300; i++) document.body ??= document.createElement("body"), document.body.appendChild(document.createElement("iframe")).contentDocument.body.append(`frame ${i}`)</script>')
            $lines = (Get-ACBrowserPage $session).Content -split '\n'
            $lines.Count | Should -Be 300
            $lines[299] | Should -Be 'frame 299'
        }
    }

    Context 'as a snapshot' {
        It 'has what can be acted on and what has a name, with references' {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl @'
<title>Order</title><h1>Order</h1><div><div><p>Hello <b>Ada</b>, <span>good</span> day.</p></div></div>
<label>Name <input value=Ada></label><div tabindex=0>Menu</div><ul><li>one<li><a href=about:blank>Help</a></ul>
<table><caption>Sums</caption><tr><td>1</table><select aria-label=Fruit><option>Apple<option selected>Pear</select>
<input type=date aria-label=Day value=2026-12-24><meter aria-label=Level value=0.6></meter><button disabled>Send</button><div aria-hidden=true>unheard</div>
'@)
            $numbers = @{}
            $content = (Get-ACBrowserPage $session -As Snapshot).Content
            # References go on from page to page: numbered from 1 here.
            [regex]::Replace($content, 'ref=(e\d+)', { param($m) if (-not $numbers[$m.Groups[1].Value]) { $numbers[$m.Groups[1].Value] = 1 + $numbers.Count }; "ref=$($numbers[$m.Groups[1].Value])" }) | Should -BeExactly @'
- heading "Order" [level=1] [ref=1]
- paragraph: "Hello Ada, good day."
- textbox "Name" [ref=2]: "Ada"
- generic [ref=3]: "Menu"
- list
  - listitem [level=1]: "one"
  - listitem [level=1]
    - link "Help" [ref=4]
- table "Sums" [ref=5]
  - row
    - cell "1"
- combobox "Fruit" [ref=6]: "Pear"
  - option "Apple" [ref=7]
  - option "Pear" [selected] [ref=8]
- Date "Day" [ref=9]: "2026-12-24"
- meter "Level" [ref=10]: "0.6"
- button "Send" [disabled] [ref=11]
'@
        }

        It 'has what can be clicked though nothing but the mouse says so' {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<div style="cursor:pointer" onclick="1">Buy <i>now</i></div><div>Not this</div>')
            (Get-ACBrowserPage $session -As Snapshot).Content | Should -Match '^- generic \[ref=e\d+\]: "Buy now"\n- text "Not this"$'
        }

        It 'is the same twice, and the references lead to the elements' {
            $null = Open-ACBrowserPage $session "$($shop.Url)frames"
            $content = (Get-ACBrowserPage $session -As Snapshot).Content
            (Get-ACBrowserPage $session -As Snapshot).Content | Should -BeExactly $content
            $content -match '(?s)Iframe "The bank".*Iframe "Inside the bank".*    - button "Open the safe" \[ref=(e\d+)\]\n' | Should -BeTrue
            (Get-ACBrowserElement $session -Ref $Matches[1]).Name | Should -Be 'Open the safe'
            $content -match 'button "Pay" \[ref=(e\d+)\]' | Should -BeTrue
            Get-ACBrowserElement $session -Ref $Matches[1] | Invoke-ACBrowserElement -Click
            (Get-ACBrowserPage $session -As Snapshot -SinceLast).Content | Should -BeExactly "    - status: `"Not paid`"`n    + status: `"Paid with`""
            (Get-ACBrowserPage $session -As Snapshot -SinceLast).Content | Should -BeExactly 'nothing changed'
        }

        It 'says what changed since the last, of the page and of its parts' {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<button id=a>One</button><p id=b>two</p><button id=c>Three</button>')
            (Get-ACBrowserPage $session -As Snapshot -SinceLast).Content | Should -Match '(?m)^- button "One" \[ref=e\d+\]$'
            $null = Get-ACBrowserPage $session -As Snapshot -Selector '#b'
            Invoke-ACBrowserScript $session 'a.disabled = true; b.remove(); c.after(Object.assign(document.createElement("button"), { textContent: "Four" }))'
            (Get-ACBrowserPage $session -As Snapshot -SinceLast).Content | Should -Match '^~ button "One" \[disabled\] \[ref=e\d+\]\n- paragraph: "two"\n\+ button "Four" \[ref=e\d+\]$'
            Invoke-ACBrowserScript $session 'document.body.append(b = Object.assign(document.createElement("p"), { id: "b", textContent: "2" }))'
            (Get-ACBrowserPage $session -As Snapshot -SinceLast -Selector '#b').Content | Should -BeExactly "- paragraph: `"two`"`n+ paragraph: `"2`""
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<p>another')
            (Get-ACBrowserPage $session -As Snapshot -SinceLast).Content | Should -BeExactly '- paragraph: "another"'
        }

        It 'does without -SinceLast for what is not a snapshot' {
            { Get-ACBrowserPage $session -SinceLast -ErrorAction Stop } | Should -Throw '*-As Snapshot*'
        }
    }

    It 'gives the tree of a screen reader with the frames' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<title>A</title><iframe title=B srcdoc="<button>C</button>"></iframe>')
        (Get-ACBrowserPage $session -As Accessibility).Content | Should -BeExactly "- RootWebArea `"A`"`n  - Iframe `"B`"`n    - RootWebArea`n      - button `"C`""
        (Get-ACBrowserPage $session -As Accessibility -Selector button).Content | Should -BeExactly '- button "C"'
    }

    Context 'as tables' {
        It 'makes properties of the columns of <Name>' -ForEach @(
            @{ Name = 'a table with a head and a foot'; Selector = '#fruits'; Expected = '"Fruit","Price","In stock","Origin"', '"Apple","0.50","120","Austria"', '"Banana","0.30","80","Ecuador"', '"Black cherry","4.20","15","Türkiye"', '"Pear, ""Conference""","0.60","0","South Tyrol"', '"Sum","","215",""' }
            @{ Name = 'a table with spans'; Selector = '#hours'; Expected = '"Day","Hours From","Hours To"', '"Monday","8:00","18:00"', '"Tuesday","8:00","17:00"', '"Sunday","closed","closed"' }
            @{ Name = 'a table without a head'; Selector = '#plain'; Expected = '"a","1"', '"b","2"' }
            @{ Name = 'names that are there twice or empty'; Selector = '#twice'; Expected = '"Name","Name 2","Column 3"', '"first","second","third"' }
            @{ Name = 'a table of roles'; Selector = '[role=table]'; Expected = '"Fruit","Grams"', '"Apple","150"' }
        ) {
            $null = Open-ACBrowserPage $session "$($shop.Url)fruits"
            Get-ACBrowserPage $session -As Table -Selector $Selector | ConvertTo-Csv | Should -BeExactly $Expected
        }

        It 'reads <Name>' -ForEach @(
            @{ Name = 'a table whose rows have names as one without a head'; Html = '<table><tr><th>Born<td>1815<tr><th>Died<td>1852</table>'; Expected = '"Column 1","Column 2"', '"Born","1815"', '"Died","1852"' }
            @{ Name = 'the only row of a table as a row'; Html = '<table><tr><td>a<td>1</table>'; Expected = '"Column 1","Column 2"', '"a","1"' }
            @{ Name = 'the title over a head apart'; Html = '<table><tr><th colspan=2>Sums<tr><th>A<th>B<tr><td>1<td>2</table>'; Expected = '"A","B"', '"1","2"' }
            @{ Name = 'rows that have too few or too many cells'; Html = '<table><tr><th>A<th>B<tr><td>1<tr><td>2<td>3<td>4</table>'; Expected = '"A","B","Column 3"', '"1","",""', '"2","3","4"' }
            @{ Name = 'fields and pictures in cells'; Html = '<table><tr><th>A<th>B<th>C<tr><td><input value=3><td><img alt=red src="data:,"><td><select><option>x<option selected>y</select></table>'; Expected = '"A","B","C"', '"3","red","y"' }
            @{ Name = 'what lies in a table that only places things'; Html = '<table><tr><td>menu<td><table><tr><th>A<tr><td>1</table></table>'; Expected = '"A"', '"1"' }
            @{ Name = 'a table in a cell as a text of the cell'; Html = '<table><tr><th>A<th>B<tr><td>1<td><table><tr><td>x<td>y</table></table>'; Expected = '"A","B"', '"1","x y"' }
            @{ Name = 'lines and blanks of a cell as one'; Html = '<table><tr><th>A<tr><td>Main street 1<br>Graz &nbsp; <p>Austria</p></table>'; Expected = '"A"', '"Main street 1 Graz Austria"' }
            @{ Name = 'no row or column that is hidden'; Html = '<table><tr><th>A<th hidden>B<tr><td>1<td hidden>2<tr hidden><td>3<td hidden>4</table>'; Expected = '"A"', '"1"' }
            @{ Name = 'a table in a frame'; Html = '<iframe srcdoc="<table><tr><th>A<tr><td>1</table>"></iframe>'; Expected = '"A"', '"1"' }
            @{ Name = 'nothing where there is no table'; Html = '<p>none'; Expected = @() }
        ) {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl $Html)
            @(Get-ACBrowserPage $session -As Table | ConvertTo-Csv) | Should -BeExactly $Expected
        }

        It 'shows the rows of several tables below the names of these' {
            $null = Open-ACBrowserPage $session "$($shop.Url)fruits"
            $rows = Get-ACBrowserPage $session -As Table
            $rows.Count | Should -Be 11
            ($rows | Group-Object { $_.PSTypeNames[0] }).Name | Should -Be 'AgentCore.BrowserTableRow#3', 'AgentCore.BrowserTableRow#4', 'AgentCore.BrowserTableRow#Fruits of the season', 'AgentCore.BrowserTableRow#Opening hours', 'AgentCore.BrowserTableRow#Weights'
            ($rows | Out-String) -replace '\r' | Should -BeLike "*Table: Opening hours`n`nDay: Monday, Hours From: 8:00, Hours To: 18:00`n*"
        }

        It 'advises another way to a file' {
            { Get-ACBrowserPage $session -As Table -OutFile x.csv -ErrorAction Stop } | Should -Throw '*Export-Csv*'
        }
    }

    It 'gives links with their addresses' {
        $null = Open-ACBrowserPage $session "$($shop.Url)popups"
        $links = Get-ACBrowserPage $session -As Link
        $links | Should -BeOfType AgentCore.BrowserLink
        $links[0].Text, $links[0].Url | Should -BeExactly 'Fruits in a new tab', "$($shop.Url)fruits"
        $links[1].Url | Should -BeExactly "$($shop.OtherUrl)order"
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<base href=https://example.com/a/><a href=b title=T>  one <b>two</b></a><a href="javascript:x()">no</a><a>no</a><a href=#c><img alt=picture></a><p hidden><a href=mailto:a@b>menu</a></p><iframe name=inner srcdoc="<a href=https://example.com/d aria-label=labelled></a>"></iframe>')
        Get-ACBrowserPage $session -As Link | ForEach-Object { "$($_.Text)|$($_.Url)|$($_.Title)|$($_.Frame)" } | Should -BeExactly 'one two|https://example.com/a/b|T|', 'picture|https://example.com/a/#c||', 'menu|mailto:a@b||', 'labelled|https://example.com/d||inner'
    }

    It 'reads a page that goes to another address meanwhile' {
        $null = Open-ACBrowserPage $session "$($shop.Url)list"
        Invoke-ACBrowserScript $session 'setInterval(() => { location.reload() }, 30); null'
        1..5 | ForEach-Object { (Get-ACBrowserPage $session -As Snapshot -ErrorVariable failure -ErrorAction SilentlyContinue).Content; "$failure" } |
            Where-Object { $_ } | Should -Match 'Product 1|goes from one address to the next'
        $null = Open-ACBrowserPage $session about:blank
    }

    Context 'that hangs' {
        BeforeAll {
            $null = Open-ACBrowserPage $session "$($shop.Url)endless"
            Invoke-ACBrowserScript $session 'document.getElementById("later").click()'
            Wait-Until {
                $null = Invoke-ACBrowserCommand $session Runtime.evaluate @{ expression = '1' } -TimeoutSeconds 1 -ErrorVariable busy -ErrorAction SilentlyContinue
                $busy
            } 60
        }
        AfterAll { $null = Open-ACBrowserPage $session about:blank -WarningAction SilentlyContinue }

        It 'says so when time is up: <_>' -ForEach 'Text', 'Snapshot', 'Table', 'Pdf' {
            Get-ACBrowserPage $session -As $_ -TimeoutSeconds 2 -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure.Count | Should -Be 1
            $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
            "$($failure[0])" | Should -BeLike '*The page does not respond*'
        }

        It 'is left on Ctrl+C' {
            $shell = [powershell]::Create().AddScript({
                    param($module, $session)
                    Import-Module $module
                    'reading'
                    Get-ACBrowserPage $session -As Snapshot -TimeoutSeconds 600
                }).AddArgument($modulePath).AddArgument($session)
            $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
            $running = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output)
            Wait-Until { $output.Count -gt 0 } 60
            $shell.BeginStop($null, $null).AsyncWaitHandle.WaitOne(20000) | Should -BeTrue
            $running.IsCompleted | Should -BeTrue
            $shell.Dispose()
        }
    }

    It 'leaves out a frame that hangs, with a warning' {
        $null = Open-ACBrowserPage $session (ConvertTo-PageUrl "<p>before</p><iframe src='$($shop.OtherUrl)endless'></iframe><p>after</p>")
        Get-ACBrowserElement $session -Text 'Count forever, later' | Invoke-ACBrowserElement -Click
        Wait-Until {
            $script:content = (Get-ACBrowserPage $session -WarningVariable warned -WarningAction SilentlyContinue).Content
            $script:warning = "$warned"
            $warned
        } 60
        $warning | Should -BeLike '*frame*does not respond; what is in it is left out.'
        $content -split '\n+' | Should -BeExactly 'before', 'after'
        $null = Open-ACBrowserPage $session about:blank
    }

    Context 'as Markdown' {
        It 'writes <Name>' -ForEach @(
            @{ Name = 'headings and paragraphs'; Html = "<h1>One</h1><p>some <b>bold</b>,`n <i>slanted </i>and <del>old</del> text<h3>Two <em>too</em></h3>loose"; Expected = "# One`n`nsome **bold**, *slanted* and ~~old~~ text`n`n### Two *too*`n`nloose" }
            @{ Name = 'line breaks'; Html = '<p>one<br>two'; Expected = "one\`ntwo" }
            @{ Name = 'nested lists'; Html = '<ul><li>a<ol start=9><li>x<li>y</ol><li>b</ul>'; Expected = "- a`n  9. x`n  10. y`n- b" }
            @{ Name = 'items of several paragraphs'; Html = '<ol><li><p>a<p>b</ol>'; Expected = "1. a`n`n   b" }
            @{ Name = 'links'; Html = '<a href="https://example.com/a b">go <b>there</b></a> <a href="javascript:x()">no</a> <a href="https://example.com"></a>'; Expected = '[go **there**](https://example.com/a%20b) no' }
            @{ Name = 'pictures'; Html = '<img src="https://127.0.0.1:9/x.png" alt="A [cat]"> <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt=dot>'; Expected = '![A \[cat\]](https://127.0.0.1:9/x.png) ![dot]()' }
            @{ Name = 'code'; Html = 'run <code>a `b` *c*</code><pre><code class="language-js">if (a) {' + "`n`n`n" + '  b()' + "`n" + '}</code></pre>'; Expected = 'run ``a `b` *c*``' + "`n`n" + '```js' + "`nif (a) {`n`n`n  b()`n}`n" + '```' }
            @{ Name = 'tables'; Html = '<table><caption>Prices</caption><tr><th>Fruit<th>Price<tr><td>a|b<td>1<tr><td colspan=2>sum</table>'; Expected = "Prices`n`n| Fruit | Price |`n| --- | --- |`n| a\|b | 1 |`n| sum |  |" }
            @{ Name = 'tables without a head'; Html = '<table><tr><td>a<td>1</table>'; Expected = "|  |  |`n| --- | --- |`n| a | 1 |" }
            @{ Name = 'quotations'; Html = '<blockquote><p>a<p>b</blockquote>'; Expected = "> a`n>`n> b" }
            @{ Name = 'rules'; Html = 'a<hr>b'; Expected = "a`n`n---`n`nb" }
            @{ Name = 'nothing that is not seen'; Html = '<p style="display:none">a</p><script>1</script><style>p{}</style><p hidden>b</p>c'; Expected = 'c' }
            @{ Name = 'inline elements that hold blocks'; Html = '<span><div>a</div><div>b</div></span>'; Expected = "a`n`nb" }
            @{ Name = 'words that look like Markdown as words'; Html = '<p>1. *a* _b_ c_d [e] &lt;f><p># g<p>- h'; Expected = "1\. \*a\* \_b\_ c_d \[e\] \<f>`n`n\# g`n`n\- h" }
            @{ Name = 'what lies in shadow trees and frames'; Html = '<div id=a><b slot=s>in</b></div><iframe srcdoc="<p>framed"></iframe><script>a.attachShadow({mode:"open"}).innerHTML="<h2>S <slot name=s></slot></h2>"</script>'; Expected = "## S **in**`n`nframed" }
        ) {
            Get-Markdown $Html | Should -BeExactly $Expected
        }

        It 'does not run into what the page has redefined' {
            Get-Markdown '<p>a</p><p>b<script>Array.prototype.map = String.prototype.replace = () => { throw 1 }</script>' | Should -Be "a`n`nb"
        }
    }

    Context 'into a file' {
        It 'writes <As> and shows the file' -ForEach @(
            @{ As = 'Text'; Begin = 'Größe'; Name = '.txt' }
            @{ As = 'Markdown'; Begin = '# Größe'; Name = '.md' }
            @{ As = 'Html'; Begin = '<html>'; Name = '.html' }
            @{ As = 'Pdf'; Begin = '%PDF-'; Name = '.pdf' }
        ) {
            $null = Open-ACBrowserPage $session (ConvertTo-PageUrl '<meta charset=utf-8><h1>Größe</h1>')
            $file = Get-ACBrowserPage $session -As $As -OutFile $TestDrive
            $file.FullName | Should -Be (Join-Path $TestDrive "$($session.SessionId)$Name")
            (Get-Content $file -Raw).StartsWith($Begin) | Should -BeTrue
            Assert-AsGetItem $file
        }

        It 'replaces a file, but not with -NoClobber, and writes nothing with -WhatIf' {
            $path = Join-Path $TestDrive 'kept.txt'
            'old' | Set-Content $path
            Get-ACBrowserPage $session -OutFile $path -NoClobber -ErrorVariable failure -ErrorAction SilentlyContinue
            $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            Get-ACBrowserPage $session -OutFile $path -WhatIf
            Get-Content $path | Should -Be 'old'
            $null = Get-ACBrowserPage $session -Path $path
            Get-Content $path | Should -Not -Be 'old'
        }
    }

    Context 'without a session' {
        BeforeEach { $before = @(Get-ACBrowserSession -Status READY).Count }

        It 'reads addresses in one session of its own, and goes on after one that fails' {
            $addresses = $site.Url, 'https://nowhere.invalid/', "$($site.Url)missing", 'no address', $site.Url
            $pages = $addresses | Get-ACBrowserPage -ErrorVariable failure -ErrorAction SilentlyContinue
            $pages.HttpStatus | Should -Be 200, 404, 200
            @($pages.SessionId | Sort-Object -Unique).Count | Should -Be 1
            $failure.TargetObject | Should -Be 'https://nowhere.invalid/', 'no address'
            $failure.CategoryInfo.Category | Should -Be 'ConnectionError', 'InvalidArgument'
            @(Get-ACBrowserSession -Status READY).Count | Should -Be $before
            (Get-ACBrowserSession -SessionId $pages[0].SessionId).Status | Should -Be 'TERMINATED'
        }

        It 'reads the addresses of a column named Url' {
            ([pscustomobject]@{ Name = 'shop'; Url = $site.Url } | Get-ACBrowserPage).Title | Should -Be 'The Corner Shop'
        }

        It 'says of what is no address how one looks' {
            Get-ACBrowserPage example.com -ErrorVariable failure -ErrorAction SilentlyContinue
            "$($failure[0])" | Should -Be "'example.com' is not a valid address. Use https://example.com."
        }

        It 'makes a folder, names files without user, password and query, and gives no two addresses one file' {
            $folder = "$(Join-Path $TestDrive 'made')/"
            $secret = "$($site.Url -replace '//', '//user:PASS@')?token=SECRET"
            $file = $secret, "$($site.Url)?other" | Get-ACBrowserPage -OutFile $folder -ErrorVariable failure -ErrorAction SilentlyContinue
            $file.FullName | Should -Be (Join-Path $folder '127.0.0.1.txt')
            $failure.Count | Should -Be 1
            $failure[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            "$($failure[0])" | Should -BeLike "'$($site.Url)'*'$($file.FullName)'*'$($site.Url)'*"
        }

        It 'starts nothing with -WhatIf' {
            $all = @(Get-ACBrowserSession).Count
            Get-ACBrowserPage $site.Url -OutFile (Join-Path $TestDrive 'never.txt') -WhatIf
            @(Get-ACBrowserSession).Count | Should -Be $all
        }

        It 'takes the address as first argument, and stops its session when the rest of the pipeline has enough' {
            (Get-ACBrowserPage $site.Url -WaitUntil DomContentLoaded).Title | Should -Be 'The Corner Shop'
            $page = $site.Url, $site.Url | Get-ACBrowserPage | Select-Object -First 1
            (Get-ACBrowserSession -SessionId $page.SessionId).Status | Should -Be 'TERMINATED'
        }

        It 'stops its session on Ctrl+C' {
            $deaf = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $deaf.Start()
            $process = Start-FreshPowerShell "`$null = Start-ACEmulator
                try { Get-ACBrowserPage 'http://127.0.0.1:$($deaf.LocalEndpoint.Port)/' }
                finally { [Console]::WriteLine('left'); while (Get-ACBrowserSession -Status READY) { }; [Console]::WriteLine('stopped') }"
            try {
                $null = $deaf.AcceptTcpClient()
                Stop-FreshPowerShell $process
                $process.StandardOutput.ReadToEnd() -split '\r?\n' | Where-Object { $_ } | Should -Be 'left', 'stopped'
            }
            finally { $process.Kill($true); $deaf.Stop() }
        }
    }

    It 'names a session that is not there' {
        Get-ACBrowserPage -Session nosuchsession -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'nosuchsession'
    }
}
