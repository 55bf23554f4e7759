// What netstandard2.0 lacks and the code of this project uses. Compiled for that target only.
using Amazon.Runtime;

#pragma warning disable IDE0130 // These live where the framework has them.

namespace System.Runtime.CompilerServices
{
    internal static class IsExternalInit;
}

namespace AgentCore.Client.Transport
{
    internal static class ConnectLimit
    {
        // HttpClientHandler has no limit of its own for connecting; the time limits of a whole call hold instead.
        public static void Set(ClientConfig config, TimeSpan limit) => _ = (config, limit);
    }
}

namespace System
{
    internal static class FrameworkExtensions
    {
        extension(ArgumentNullException)
        {
            public static void ThrowIfNull(
                [Diagnostics.CodeAnalysis.NotNull] object? argument,
                [Runtime.CompilerServices.CallerArgumentExpression(nameof(argument))] string? name = null)
            {
                if (argument is null)
                    throw new ArgumentNullException(name);
            }
        }
    }
}

namespace System.IO
{
    internal static class StreamExtensions
    {
        public static Task<int> ReadAsync(this Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(buffer, out var array);
            return stream.ReadAsync(array.Array!, array.Offset, array.Count, cancellationToken);
        }
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullAttribute : Attribute;
}

namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class CallerArgumentExpressionAttribute(string parameterName) : Attribute
    {
        public string ParameterName { get; } = parameterName;
    }
}
