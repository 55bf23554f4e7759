using Amazon.BedrockAgentCore;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Tests.Architecture;

/// <summary>Layers and circles, read from what was built.</summary>
public sealed class RoomTests
{
    private static readonly ArchUnitNET.Domain.Architecture Samples =
        new ArchLoader().LoadAssemblies(typeof(RoomTests).Assembly).Build();

    [Theory]
    [InlineData("AgentCore.Module")]
    [InlineData("AgentCore.Emulator")]
    [InlineData("AgentCore.Client")]
    [InlineData("AgentCore.Generator")]
    public void Arrows_point_down(string project)
    {
        foreach (var rule in Rooms.Layers(RoomsOf(project), [project]))
        {
            rule.Check(Rooms.All);
        }
    }

    [Fact]
    public void An_arrow_that_points_up_is_found()
    {
        string[] rooms = ["Tests.Architecture.Broken.Upper", "Tests.Architecture.Broken.Lower"];
        Assert.All(Rooms.Layers(rooms, ["AgentCore.Tests"]), rule => Assert.False(rule.HasNoViolations(Samples)));
        Assert.All(
            Rooms.Layers([.. Enumerable.Reverse(rooms)], ["AgentCore.Tests"]),
            rule => Assert.False(rule.HasNoViolations(Samples)));
    }

    [Theory]
    [InlineData("AgentCore.Module")]
    [InlineData("AgentCore.Emulator")]
    [InlineData("AgentCore.Client")]
    [InlineData("AgentCore.Generator")]
    public void Every_type_is_in_a_room(string project) => Assert.Empty(TypesOf(Rooms.All, project)
        .Where(type => Rooms.RoomOf(RoomsOf(project), type.Namespace.FullName) is null)
        .Select(type => type.FullName));

    [Theory]
    [InlineData("AgentCore.Module")]
    [InlineData("AgentCore.Emulator")]
    [InlineData("AgentCore.Client")]
    [InlineData("AgentCore.Loader")]
    [InlineData("AgentCore.Generator")]
    public void No_circle_between_namespaces(string project) => Assert.Empty(Circles.In(Arrows(Rooms.All, project)));

    [Fact]
    public void A_circle_is_found() => Assert.Equal(
        ["Tests.Architecture.Broken.Lower ↔ Tests.Architecture.Broken.Upper"],
        Circles.In(Arrows(Samples, "AgentCore.Tests")
            .Where(arrow => arrow.From.Contains(".Broken.") && arrow.To.Contains(".Broken."))));

    [Fact]
    public void Only_Service_sees_the_client() => Types().That()
        .Are(Rooms.In(Rooms.Module, [.. Rooms.Module.Where(room => room != "AgentCore.Service")], ["AgentCore.Module"]))
        .Should().NotDependOnAny(Types().That().ResideInAssembly(typeof(AmazonBedrockAgentCoreClient).Assembly))
        .Because(
            "the other rooms speak of values of our own, so that the client can be replaced by the official packages")
        .Check(Rooms.All);

    [Fact]
    public void The_two_tools_of_the_emulator_do_not_see_each_other() => Types().That()
        .ResideInNamespaceMatching(@"^AgentCore\.Emulator\.Browser\.").Should()
        .NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^AgentCore\.Emulator\.CodeInterpreter\."))
        .Check(Rooms.All);

    [Fact]
    public void No_room_has_the_name_of_a_public_type()
    {
        var values = TypesOf(Rooms.All, "AgentCore.Module").Where(type => type.Namespace.FullName == "AgentCore")
            .Select(type => type.Name);
        var rooms = TypesOf(Rooms.All, "AgentCore.Module")
            .SelectMany(type => type.Namespace.FullName.Split('.').Skip(1)).Distinct();
        Assert.Empty(values.Intersect(rooms));
    }

    private static string[] RoomsOf(string project) => project switch
    {
        "AgentCore.Module" => Rooms.Module,
        "AgentCore.Emulator" => Rooms.Emulator,
        "AgentCore.Generator" => Rooms.Generator,
        _ => Rooms.Client,
    };

    // What compilers add (embedded attributes, code of source generators) is in no room of ours.
    private static IEnumerable<IType> TypesOf(ArchUnitNET.Domain.Architecture architecture, string project) =>
        architecture.Types
        .Where(type => type.Assembly.Name.Split(',')[0] == project)
        .Where(type => type.Namespace.FullName.Split('.')[0] is "AgentCore" or "Amazon" or "Tests");

    // The official packages cut their shapes into four namespaces that look at one another; here they are one room.
    private static string Room(IType type) =>
        type.Namespace.FullName.StartsWith("Amazon.", StringComparison.Ordinal) ? "Generated" : type.Namespace.FullName;

    private static IEnumerable<(string From, string To)> Arrows(
        ArchUnitNET.Domain.Architecture architecture, string project)
    {
        var own = TypesOf(architecture, project).ToHashSet();
        return own.SelectMany(type => type.Dependencies
            .Where(dependency => own.Contains(dependency.Target))
            .Select(dependency => (Room(type), Room(dependency.Target))));
    }
}
