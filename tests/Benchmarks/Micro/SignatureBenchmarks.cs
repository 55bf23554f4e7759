using System.Text;
using AgentCore.Emulator.Http;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Tests.Emulator;

namespace Benchmarks.Micro;

/// <summary>The emulator's verification of a signed ListBrowserSessions.</summary>
[MemoryDiagnoser]
public class SignatureBenchmarks
{
    private const string AccessKey = "AKIDEXAMPLE";
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private readonly SignatureVerifier _verifier = new(
        AccessKey, SecretKey, TimeProvider.System, TimeSpan.FromHours(1));

    private readonly RawQuery _query = new("");
    private readonly HeaderDictionary _headers = [];
    private readonly RequestToVerify _request;

    /// <summary>Signs the request.</summary>
    public SignatureBenchmarks()
    {
        var body = Encoding.UTF8.GetBytes("""{"maxResults":100}""");
        var url = new Uri("http://127.0.0.1:9580/browsers/aws.browser.v1/sessions/list");
        _headers["host"] = url.Authority;
        foreach (var (name, value) in new RequestSigner(AccessKey, SecretKey).Headers("POST", url, body))
        {
            _headers[name] = value;
        }

        _request = new RequestToVerify("POST", url.AbsolutePath, _query, _headers, body);
    }

    /// <summary>Verifies it.</summary>
    [Benchmark]
    public void Verify() =>
        _verifier.Verify(
            _request, _verifier.CheckHead(_headers, _query, SigningRules.AgentCore), SigningRules.AgentCore);
}
