using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Identity;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace AgentCore.Client.Transport;

/// <summary>Puts the endpoint of the configuration into each request.</summary>
internal sealed class EndpointHandler : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
        => EndpointRules.ParametersOf(requestContext.ClientConfig, requestContext.ClientConfig.RegionName());
}

/// <summary>Both services take SigV4 and nothing else.</summary>
internal sealed class AuthHandler : BaseAuthResolverHandler
{
    private static readonly QueryOrderSigner Signer = new();

    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext)
        => AuthSchemeOption.DEFAULT_SIGV4;

    protected override ISigner GetSigner(IAuthScheme<BaseIdentity> scheme) => Signer;
}
