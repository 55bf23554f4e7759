# A listener on a free port of loopback.
function Start-HttpListener {
    $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $url = "http://127.0.0.1:$($probe.LocalEndpoint.Port)/"
    $probe.Stop()
    $listener = [System.Net.HttpListener]::new()
    $listener.Prefixes.Add($url)
    $listener.Start()
    [pscustomobject]@{ Url = $url; Listener = $listener }
}

# Serves a folder on loopback, in a runspace of its own, until it is stopped: what the demo and the tests browse.
function Start-PageServer {
    param([Parameter(Mandatory)] [string] $Path)
    $server = Start-HttpListener
    $shell = [powershell]::Create().AddScript({
        param($listener, $root)
        $types = @{ '.html' = 'text/html; charset=utf-8'; '.svg' = 'image/svg+xml'; '.png' = 'image/png' }
        while ($listener.IsListening) {
            try { $context = $listener.GetContext() } catch { break }
            $name = [System.IO.Path]::GetFileName($context.Request.Url.LocalPath)
            $file = Join-Path $root ($name ? $name : 'index.html')
            if (Test-Path -LiteralPath $file -PathType Leaf) {
                $bytes = [System.IO.File]::ReadAllBytes($file)
                $context.Response.ContentType = $types[[System.IO.Path]::GetExtension($file)]
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
            }
            else { $context.Response.StatusCode = 404 }
            $context.Response.Close()
        }
    }).AddArgument($server.Listener).AddArgument((Resolve-Path $Path).ProviderPath)
    $null = $shell.BeginInvoke()
    $server
}

function Stop-PageServer {
    param([Parameter(Mandatory)] $Server)
    $Server.Listener.Close()
}
