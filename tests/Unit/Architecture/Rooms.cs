using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using AgentCore.Generator.Api;
using AgentCore.Loader;
using AgentCore.Service;
using Amazon.BedrockAgentCore;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Tests.Architecture;

/// <summary>
/// The rooms of each project, from the top down: an arrow may point to a room further down, never up.
/// </summary>
internal static class Rooms
{
    /// <summary>The module. A family of cmdlets is a room of its own; families do not see one another.</summary>
    public static readonly string[] Module =
    [
        "AgentCore.Cmdlets", "AgentCore.Cmdlets.Drive", "AgentCore.Cmdlets.Base", "AgentCore.Cmdlets.Binding",
        "AgentCore.Pages", "AgentCore.Programs", "AgentCore.Files", "AgentCore.LocalEmulator", "AgentCore.Service",
        "AgentCore.Formatting", "AgentCore", "AgentCore.Errors",
    ];

    /// <summary>The emulator.</summary>
    public static readonly string[] Emulator =
    [
        "AgentCore.Emulator", "AgentCore.Emulator.Terminal", "AgentCore.Emulator.Doctor",
        "AgentCore.Emulator.WebConsole", "AgentCore.Emulator.Replay",
        "AgentCore.Emulator.Browser.Features",
        "AgentCore.Emulator.Browser.Session",
        "AgentCore.Emulator.Browser.Chromium",
        "AgentCore.Emulator.Browser.Cdp", "AgentCore.Emulator.CodeInterpreter.Tools",
        "AgentCore.Emulator.CodeInterpreter.Session", "AgentCore.Emulator.CodeInterpreter.Sandbox",
        "AgentCore.Emulator.S3", "AgentCore.Emulator.Resources", "AgentCore.Emulator.Generated",
        "AgentCore.Emulator.Http",
        "AgentCore.Emulator.Rrweb", "AgentCore.Emulator.Core",
    ];

    /// <summary>The service client; the official packages' namespaces are its Generated room.</summary>
    public static readonly string[] Client = ["AgentCore.Client.Signing", "Amazon", "AgentCore.Client.Runtime"];

    /// <summary>The generator; the files beside its project file put the parts together.</summary>
    public static readonly string[] Generator =
    [
        "AgentCore.Generator", "AgentCore.Generator.Templates.Client", "AgentCore.Generator.Templates.Emulator",
        "AgentCore.Generator.Templates", "AgentCore.Generator.Api",
    ];

    /// <summary>Everything that is built, without the tests.</summary>
    public static readonly ArchUnitNET.Domain.Architecture All = new ArchLoader()
        .LoadAssemblies(
            typeof(Connection).Assembly,
            typeof(AgentCore.Emulator.EmulatorHost).Assembly,
            typeof(AmazonBedrockAgentCoreClient).Assembly,
            typeof(HostRule).Assembly,
            typeof(ApiModel).Assembly)
        .Build();

    /// <summary>The rules of a list of rooms: no room sees one above it.</summary>
    public static IEnumerable<IArchRule> Layers(string[] rooms, string[] assembly)
    {
        for (var lower = 1; lower < rooms.Length; lower++)
        {
            var above = In(rooms, rooms[..lower], assembly);
            yield return Types().That().Are(In(rooms, [rooms[lower]], assembly)).Should().NotDependOnAny(above)
                .Because("arrows only point down: " + string.Join(" → ", rooms)).WithoutRequiringPositiveResults();
        }
    }

    /// <summary>
    /// The types of some rooms: of their namespaces and of those below, as far as these are no rooms themselves.
    /// </summary>
    public static IObjectProvider<IType> In(string[] rooms, string[] some, string[] assembly) =>
        Types().That().FollowCustomPredicate(
            type =>
                assembly.Contains(type.Assembly.Name.Split(',')[0])
                    && some.Contains(RoomOf(rooms, type.Namespace.FullName)),
            "are in " + string.Join(", ", some));

    /// <summary>The longest name of a room that a namespace begins with; null for one that is in no room.</summary>
    public static string? RoomOf(string[] rooms, string name) => rooms
        .Where(room => name == room || name.StartsWith(room + ".", StringComparison.Ordinal))
        .MaxBy(room => room.Length);
}
