using System.Net;
using AgentCore.Emulator.Core.Network;
using Xunit;

namespace Tests.Emulator.Core.Network;

/// <summary>Which addresses a session may reach, on the decision alone: nothing is sent.</summary>
public sealed class AddressRulesTests
{
    private const int OwnPort = 9580;
    private static readonly IPAddress OfThisMachine = IPAddress.Parse("192.0.2.7");

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("169.254.0.0")]
    [InlineData("169.254.255.255")]
    [InlineData("2852039166")]
    [InlineData("0xA9FEA9FE")]
    [InlineData("0251.0376.0251.0376")]
    [InlineData("169.254.43518")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:a9fe:a9fe")]
    [InlineData("::169.254.169.254")]
    [InlineData("::ffff:0:169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::169.254.169.254")]
    [InlineData("64:ff9b:1:a9fe:a9:fe00::")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:5601:5601")]
    [InlineData("2001:0:a9fe:a9fe::")]
    [InlineData("2001:db8::5efe:169.254.169.254")]
    [InlineData("2001:db8::200:5efe:169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::a9fe:a9fe%1")]
    [InlineData("febf:ffff::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd00:ec2::23")]
    [InlineData("fd20:ce::254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    public void Link_local_and_metadata_addresses_are_closed_to_all(string address)
    {
        Assert.Contains("link-local or metadata address", Refusal(address, 80, allowsThisMachine: true));
        Assert.Contains("link-local or metadata address", Refusal(address, OwnPort, allowsThisMachine: false));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("127.1")]
    [InlineData("0x7f000001")]
    [InlineData("2130706433")]
    [InlineData("0.0.0.0")]
    [InlineData("0")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:0.0.0.0")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("192.0.2.7")]
    [InlineData("::ffff:192.0.2.7")]
    public void Of_this_machine_the_emulator_is_closed_to_all_and_the_rest_to_programs(string address)
    {
        Assert.Contains("is the emulator", Refusal(address, OwnPort, allowsThisMachine: true));
        Assert.Contains("is the emulator", Refusal(address, OwnPort, allowsThisMachine: false));
        Assert.Contains("--allow-loopback", Refusal(address, OwnPort + 1, allowsThisMachine: false));
        Assert.Null(Refusal(address, OwnPort + 1, allowsThisMachine: true));
    }

    [Theory]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("0.0.0.1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:224.0.0.1")]
    public void Multicast_broadcast_and_reserved_addresses_are_closed(string address) =>
        Assert.Contains("multicast or reserved", Refusal(address, 80, allowsThisMachine: true));

    [Theory]
    [InlineData("192.0.2.8")]
    [InlineData("10.0.0.1")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("168.63.129.17")]
    [InlineData("::ffff:192.0.2.8")]
    [InlineData("64:ff9b::192.0.2.8")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:c000:208::1")]
    [InlineData("fd00::1")]
    public void Every_other_address_is_open_also_at_the_emulators_port(string address) =>
        Assert.Null(Refusal(address, OwnPort, allowsThisMachine: false));

    [Fact]
    public void The_systems_own_addresses_are_known_without_sending_anything()
    {
        Assert.True(AddressRules.IsLocal(IPAddress.Loopback));
        Assert.True(AddressRules.IsLocal(IPAddress.Parse("127.8.8.8")));
        Assert.True(AddressRules.IsLocal(IPAddress.IPv6Loopback));
        Assert.False(AddressRules.IsLocal(IPAddress.Parse("192.0.2.1")));
        Assert.All(Machine.Addresses, address => Assert.True(AddressRules.IsLocal(address)));
    }

    private static string? Refusal(string address, int port, bool allowsThisMachine)
    {
        var rules = new AddressRules(OwnPort, allowsThisMachine, one => one.Equals(OfThisMachine));
        return rules.Refusal(IPAddress.Parse(address), port);
    }
}
