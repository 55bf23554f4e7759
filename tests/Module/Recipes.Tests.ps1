# The recipes of about_AgentCore_Pages, as they stand there, on the shop of tests/Shop. What they read is what the same
# recipes with Playwright read (tests/Clients/recipes.test.mjs): both are held to tests/Shop/recipes.json.
BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $topic = Get-Content (Join-Path $root 'docs/en-US/about_AgentCore_Pages.help.txt') -Raw
    # A recipe is its heading and the blocks that are indented by eight; of two the second is a program of Node.js.
    $sections = $topic -split '(?m)^RECIPE (?=\d+: )' | Select-Object -Skip 1
    $names = 'signIn', 'tableToCsv', 'fillAndSubmit', 'download', 'screenshots', 'waitForText', 'upload', 'paging',
        'handToPlaywright', 'handToPerson'
    $recipes = foreach ($section in $sections) {
        $number, $title = ($section -split '\r?\n')[0] -split ': '
        $blocks = @([regex]::Matches($section, '(?m)(?:^ {8}.*\n|^\n(?= {8}))+').Value.Trim("`n"))
        @{ Number = [int]$number; Title = $title; Name = $names[$number - 1]; Code = $blocks[0]; Program = $blocks[1] }
    }
}

Describe 'The recipes of about_AgentCore_Pages' {
    BeforeAll {
        . "$PSScriptRoot/common.ps1"
        $null = Start-ACEmulator
        $shop = Start-Shop
        $expected = Get-Content (Join-Path $root 'tests/Shop/recipes.json') -Raw | ConvertFrom-Json
        Push-Location (New-Item (Join-Path $TestDrive 'recipes') -ItemType Directory)
        # As installed: a runspace of its own finds the module by its name.
        $env:PSModulePath = (Join-Path $root out) + [System.IO.Path]::PathSeparator + $env:PSModulePath
        $clients = & "$root/tests/Restore-Client.ps1"
        $null = New-Item node_modules -ItemType SymbolicLink -Target "$clients/node_modules"

        # The person who is asked to sign in, in place of this machine's web browser.
        "#!/bin/sh`nexec node '$clients/sign-in.mjs' `"`$1`"`n" | Set-Content person -NoNewline
        chmod +x person
        $env:BROWSER = Join-Path $PWD person

        # Of a picture its name, size and the colour in its middle, which the browser decodes.
        function Get-Look($File) {
            $data = [convert]::ToBase64String([System.IO.File]::ReadAllBytes($File))
            $colour = Invoke-ACBrowserScript $s -Argument $data @'
                const image = Object.assign(new Image(), { src: `data:image/png;base64,${args[0]}` });
                await image.decode();
                const { width, height } = image;
                const canvas = Object.assign(document.createElement('canvas'), { width, height });
                const context = canvas.getContext('2d');
                context.drawImage(image, 0, 0);
                const [red, green, blue] = context.getImageData(width / 2, height / 2, 1, 1).data;
                return `rgb(${red}, ${green}, ${blue})`;
'@
            [pscustomobject]@{ Name = $File.Name; Size = Get-PngSize $File; Colour = $colour }
        }
    }
    AfterAll { Pop-Location; Stop-Shop $shop; Stop-ACEmulator }

    BeforeEach { $s = Start-ACBrowserSession -ViewPort 800x600 }
    AfterEach { Stop-ACBrowserSession $s }

    It '<Number>: <Title>' -ForEach $recipes {
        if ($Program) { $Program -replace '(?m)^ {8}' | Set-Content next-page.mjs }
        $script = [scriptblock]::Create($Code.Replace('https://shop.example.com/', $shop.Url))
        $ErrorActionPreference = 'Stop'
        $read = @(. $script)
        if ($Name -eq 'screenshots') { $read = @($read | Sort-Object Name | ForEach-Object { Get-Look $_ }) }

        # What it read is the last that it wrote, and of objects the properties that are expected.
        $wanted = @($expected.$Name)
        $read = @($read | Select-Object -Last $wanted.Count)
        if ($wanted[0] -isnot [string]) { $read = @($read | Select-Object $wanted[0].PSObject.Properties.Name) }
        ConvertTo-Json $read | Should -BeExactly (ConvertTo-Json $wanted)
    }

    It 'has a recipe for each of the names, and no other' -ForEach @{ Recipes = $recipes } {
        $Recipes.Name | Should -Be $expected.PSObject.Properties.Name
        $Recipes.Number | Should -Be (1..10)
    }
}
