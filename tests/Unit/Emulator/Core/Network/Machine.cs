using System.Net;
using System.Net.NetworkInformation;

namespace Tests.Emulator.Core.Network;

/// <summary>The machine that runs the tests.</summary>
internal static class Machine
{
    /// <summary>Its own addresses, without those of loopback and without link-local ones.</summary>
    public static IReadOnlyList<IPAddress> Addresses { get; } =
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address)
            .Where(address => !IPAddress.IsLoopback(address)
                && !address.IsIPv6LinkLocal
                && !address.ToString().StartsWith("169.254.", StringComparison.Ordinal)),
    ];
}
