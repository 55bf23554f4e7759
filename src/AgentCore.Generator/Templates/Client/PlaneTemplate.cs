using AgentCore.Generator.Api;

namespace AgentCore.Generator.Templates.Client;

/// <summary>The client of a plane with its interface and configuration; operations add their members.</summary>
internal static class PlaneTemplate
{
    public static string Render(Plane plane)
    {
        var prefix = plane.Prefix();
        var about = $"the {plane.Key} plane: {plane.About}";
        var variable = $"AWS_ENDPOINT_URL_{plane.ServiceId.Replace(' ', '_').ToUpperInvariant()}";
        return $$"""
            using AgentCore.Client.Runtime;
            using AgentCore.Client.Runtime.Marshalling;
            using Amazon.Runtime;

            namespace {{plane.Namespace()}};

            {{Text.Summary($"The operations of {about}.", 0)}}
            public partial interface I{{prefix}} : IAmazonService, IDisposable
            {
                /// <summary>Lists that request their pages one after the other.</summary>
                {{plane.Name}}PaginatorFactory Paginators { get; }

            #if NET
                static ClientConfig IAmazonService.CreateDefaultClientConfig() => new {{prefix}}Config();

                static IAmazonService IAmazonService.CreateDefaultServiceClient(
                    AWSCredentials awsCredentials, ClientConfig clientConfig) =>
                    new {{prefix}}Client(awsCredentials, ({{prefix}}Config)clientConfig);
            #endif
            }

            {{Text.Summary($"A client of {about}.", 0)}}
            /// <remarks>
            /// Safe to use from several threads; keep one, it holds the connections. Without credentials it finds them
            /// as the AWS SDK does: environment, profile, SSO, container, instance.
            /// </remarks>
            public partial class {{prefix}}Client : AgentCoreClient, I{{prefix}}
            {
                private const string Service = "{{plane.Namespace()}}";

                /// <summary>Makes a client that finds its credentials.</summary>
                /// <param name="config">Region or endpoint, timeouts, retries.</param>
                public {{prefix}}Client({{prefix}}Config config)
                    : base(config, Service, {{plane.Name}}Errors.Table)
                {
                }

                /// <summary>Makes a client that finds its credentials.</summary>
                /// <param name="region">The region to call.</param>
                public {{prefix}}Client(RegionEndpoint region)
                    : this(new {{prefix}}Config { RegionEndpoint = region })
                {
                }

                /// <summary>Makes a client.</summary>
                /// <param name="credentials">The credentials to sign requests with.</param>
                /// <param name="config">Region or endpoint, timeouts, retries.</param>
                public {{prefix}}Client(AWSCredentials credentials, {{prefix}}Config config)
                    : base(credentials, config, Service, {{plane.Name}}Errors.Table)
                {
                }

                /// <summary>Makes a client.</summary>
                /// <param name="credentials">The credentials to sign requests with.</param>
                /// <param name="region">The region to call.</param>
                public {{prefix}}Client(AWSCredentials credentials, RegionEndpoint region)
                    : this(credentials, new {{prefix}}Config { RegionEndpoint = region })
                {
                }

                /// <inheritdoc/>
                public {{plane.Name}}PaginatorFactory Paginators => new(this);
            }

            {{Text.Summary($"The configuration of a client of {about}.", 0)}}
            /// <remarks>
            /// The endpoint is, in this order: <c>ServiceURL</c>; the environment variables
            /// <c>{{variable}}</c> and <c>AWS_ENDPOINT_URL</c>; the profile; the
            /// rules of the region.
            /// </remarks>
            public class {{prefix}}Config : AgentCoreConfig
            {
                /// <summary>Makes a configuration with the defaults.</summary>
                public {{prefix}}Config()
                    : base("{{plane.ServiceId}}", "{{plane.EndpointPrefix}}", "{{plane.Version}}")
                {
                }
            }

            {{Text.Summary($"A request to {about}.", 0)}}
            public abstract class {{prefix}}Request : AgentCoreRequest
            {
                private protected {{prefix}}Request()
                {
                }
            }

            /// <summary>Lists that request their pages one after the other.</summary>
            public partial class {{plane.Name}}PaginatorFactory
            {
                private readonly {{prefix}}Client _client;

                internal {{plane.Name}}PaginatorFactory({{prefix}}Client client)
                {
                    _client = client;
                }
            }
            """;
    }
}
