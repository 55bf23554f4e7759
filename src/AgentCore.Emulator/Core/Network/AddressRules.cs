using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace AgentCore.Emulator.Core.Network;

/// <summary>
/// Which addresses a session may reach. Closed to all are those that only the machine itself is meant to use
/// (link-local ones and the metadata services of clouds, which hand out its credentials), and the emulator.
/// </summary>
/// <param name="OwnPort">The emulator's own port, closed at every address of this machine.</param>
/// <param name="AllowsThisMachine">Whether other ports of this machine are open.</param>
/// <param name="IsOfThisMachine">Whether an address is one of this machine.</param>
internal sealed record AddressRules(int OwnPort, bool AllowsThisMachine, Func<IPAddress, bool> IsOfThisMachine)
{
    // Of Amazon EC2, Google Cloud, Azure, Alibaba Cloud and Oracle Cloud, as far as they are not link-local.
    private static readonly IPNetwork[] Metadata =
    [
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("fd00:ec2::/32"), IPNetwork.Parse("fd20:ce::/32"),
        IPNetwork.Parse("168.63.129.16/32"), IPNetwork.Parse("100.100.100.200/32"),
        IPNetwork.Parse("192.0.0.192/32"),
    ];

    // Multicast, broadcast, reserved, and what means no host ("this network").
    private static readonly IPNetwork[] NoHost =
        [IPNetwork.Parse("224.0.0.0/3"), IPNetwork.Parse("ff00::/8"), IPNetwork.Parse("0.0.0.0/8")];

    /// <summary>Why a session cannot reach an address, as a sentence; null when it can.</summary>
    /// <param name="address">The address, which is the one that is connected to.</param>
    /// <param name="port">The port.</param>
    public string? Refusal(IPAddress address, int port)
    {
        IPAddress[] forms = [.. Forms(address)];
        if (forms.Any(form => Metadata.Any(network => network.Contains(form))))
        {
            return $"{address} is a link-local or metadata address, which no session can reach.";
        }

        foreach (var form in forms)
        {
            // The address of no interface means every one of this machine.
            if (IPAddress.IsLoopback(form) || form.Equals(IPAddress.Any) || form.Equals(IPAddress.IPv6Any)
                || (!NoHost.Any(network => network.Contains(form)) && IsOfThisMachine(form)))
            {
                if (port == OwnPort)
                {
                    return $"{address} at port {port} is the emulator, which no session can reach.";
                }

                if (!AllowsThisMachine)
                {
                    return $"{address} is an address of this machine, which programs can reach only when the emulator "
                        + "was started with --allow-loopback.";
                }
            }
            else if (NoHost.Any(network => network.Contains(form)))
            {
                return $"{address} is a multicast or reserved address, which no session can reach.";
            }
        }

        return null;
    }

    /// <summary>
    /// Whether an address is one of this machine: the system takes the destination itself as the source of what goes
    /// there. Connecting a datagram socket sends nothing.
    /// </summary>
    public static bool IsLocal(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
        {
            return true;
        }

        try
        {
            using var probe = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(new IPEndPoint(address, 9));
            return ((IPEndPoint)probe.LocalEndPoint!).Address.Equals(address);
        }
        catch (SocketException)
        {
            return false; // it cannot be reached at all
        }
    }

    // The address itself and every IPv4 address that it carries, because a gateway may lead there.
    private static IEnumerable<IPAddress> Forms(IPAddress address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => [address.MapToIPv4()],
        { AddressFamily: AddressFamily.InterNetworkV6 } when !IPAddress.IsLoopback(address) =>
            [address, .. Carried(address).Where(one => !one.Equals(IPAddress.Any))],
        _ => [address],
    };

    private static IEnumerable<IPAddress> Carried(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var last = new IPAddress(bytes.AsSpan(12));
        if (bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 // IPv4-compatible, RFC 4291
            || Begins(bytes, [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0]) // translated, RFC 7915
            || Begins(bytes, [0, 0x64, 0xFF, 0x9B]) // NAT64, RFC 6052 and 8215
            || bytes.AsSpan(8, 4).SequenceEqual<byte>([0, 0, 0x5E, 0xFE]) // ISATAP, RFC 5214
            || bytes.AsSpan(8, 4).SequenceEqual<byte>([2, 0, 0x5E, 0xFE]))
        {
            yield return last;
        }

        if (Begins(bytes, [0, 0x64, 0xFF, 0x9B, 0, 1])) // NAT64 of a /48, /56 or /64, which leave out byte 8
        {
            yield return new([bytes[6], bytes[7], bytes[9], bytes[10]]);
            yield return new([bytes[7], bytes[9], bytes[10], bytes[11]]);
            yield return new(bytes.AsSpan(9, 4));
        }

        if (Begins(bytes, [0x20, 0x02])) // 6to4, RFC 3056
        {
            yield return new(bytes.AsSpan(2, 4));
        }

        if (Begins(bytes, [0x20, 0x01, 0, 0])) // Teredo, RFC 4380: server, and client with inverted bits
        {
            yield return new(bytes.AsSpan(4, 4));
            var client = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(client, ~BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(12)));
            yield return new(client);
        }
    }

    private static bool Begins(byte[] address, ReadOnlySpan<byte> prefix) => address.AsSpan().StartsWith(prefix);
}
