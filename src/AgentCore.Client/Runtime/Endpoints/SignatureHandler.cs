using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Identity;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using Amazon.Util;

namespace AgentCore.Client.Runtime.Endpoints;

/// <summary>Signs each request. Both services take SigV4 and nothing else.</summary>
internal sealed class SignatureHandler : BaseAuthResolverHandler
{
    private static readonly CanonicalQuerySigner Signer = new();

    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
        AuthSchemeOption.DEFAULT_SIGV4;

    protected override ISigner GetSigner(IAuthScheme<BaseIdentity> scheme) => Signer;

    /// <summary>
    /// The SDK's signer with the query parameters in the order that SigV4 defines: that of their encoded form. The SDK
    /// sorts the values of a repeated parameter before it encodes them, so that untagging <c>env:x</c> and <c>env1</c>
    /// in one call fails with a wrong signature (':' sorts behind '1', '%' before it).
    /// </summary>
    private sealed class CanonicalQuerySigner : AWS4Signer
    {
        public override void Sign(
            IRequest request, IClientConfig clientConfig, RequestMetrics metrics, BaseIdentity identity)
        {
            var signedAt = InitializeHeaders(request.Headers, request.Endpoint);
            var region = DetermineSigningRegion(
                clientConfig, clientConfig.RegionEndpointServiceName, request.AlternateEndpoint, request);
            request.DeterminedSigningRegion = region;
            var bodyHash = SetRequestBodyHash(request, SignPayload, StreamingBodySha256, 0);
            var headers = SortAndPruneHeaders(request.Headers);
            var canonical = CanonicalizeRequest(
                request.Endpoint,
                request.ResourcePath,
                request.HttpMethod,
                headers,
                QueryOf(request),
                bodyHash,
                request.PathResources,
                request.UseDoubleEncoding);

            request.AWS4SignerResult = ComputeSignature(
                ((AWSCredentials)identity).GetCredentials(),
                region,
                signedAt,
                DetermineService(clientConfig, request),
                CanonicalizeHeaderNames(headers),
                canonical);
            request.Headers[HeaderKeys.AuthorizationHeader] = request.AWS4SignerResult.ForAuthorizationHeader;
        }

        private static string QueryOf(IRequest request)
        {
            var pairs = GetParametersToCanonicalize(request)
                .Select(p => (Name: Encode(p.Key), Value: Encode(p.Value ?? "")))
                .OrderBy(p => p.Name, StringComparer.Ordinal)
                .ThenBy(p => p.Value, StringComparer.Ordinal);
            return string.Join("&", pairs.Select(p => $"{p.Name}={p.Value}"));
        }

        private static string Encode(string text) => AWSSDKUtils.UrlEncode(text, false);
    }
}
