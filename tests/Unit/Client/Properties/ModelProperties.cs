using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Client.Transport;
using Amazon.Runtime;
using Tests.Client.Support;
using Xunit;

namespace Tests.Client.Properties;

public sealed class ModelProperties
{
    private static readonly System.Reflection.MethodInfo ReadMethod = typeof(ModelProperties)
        .GetMethod(nameof(Read), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;

    /// <summary>Every type of the model whose members all travel in the body.</summary>
    public static IEnumerable<TheoryDataRow<Type>> BodyTypes => typeof(AgentCoreRequest).Assembly.GetExportedTypes()
        .Where(t => t.Namespace is "Amazon.BedrockAgentCore.Model" or "Amazon.BedrockAgentCoreControl.Model")
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.GetConstructor(Type.EmptyTypes) is not null)
        .Where(t => !typeof(AmazonWebServiceRequest).IsAssignableFrom(t))
        .Where(t => !t.Name.StartsWith("Invoke", StringComparison.Ordinal))
        .Select(t => new TheoryDataRow<Type>(t));

    [Theory]
    [MemberData(nameof(BodyTypes))]
    public void Any_object_comes_back_equal(Type type)
    {
        Checked.ForAll(ModelGenerator.Of(type), 200, value =>
        {
            var bytes = WireJson.Write(value);
            var back = ReadMethod.MakeGenericMethod(type).Invoke(null, [bytes]);
            Json.AssertEqual(ModelObjects.ToJson(value), ModelObjects.ToJson(back));
        });
    }

    [Theory]
    [MemberData(nameof(BodyTypes))]
    public void Members_of_a_newer_service_and_nulls_are_passed_over(Type type)
    {
        Checked.ForAll(ModelGenerator.Of(type), 20, value =>
        {
            var json = JsonNode.Parse(WireJson.Write(value))!.AsObject();
            foreach (var missing in type.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)))
                json.TryAdd(missing, null);
            json["memberOfTomorrow"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
            var back = ReadMethod.MakeGenericMethod(type).Invoke(null, [JsonSerializer.SerializeToUtf8Bytes(json)]);
            Json.AssertEqual(ModelObjects.ToJson(value), ModelObjects.ToJson(back));
        });
    }

    private static T? Read<T>(byte[] bytes)
        where T : class
        => WireJson.Read<T>(bytes);
}
