using System.Text.Json;
using System.Text.Json.Nodes;
using AgentCore.Client.Runtime.Marshalling;
using Tests.Client.Support;
using Amazon.Runtime;
using Xunit;

namespace Tests.Client.Generated;

/// <summary>
/// Every type of the model whose members are all in the body, against JSON that knows nothing of the client.
/// </summary>
public sealed class ModelProperties
{
    public static IEnumerable<TheoryDataRow<Type>> Written => BodyTypes(typeof(IJsonWritable));

    public static IEnumerable<TheoryDataRow<Type>> Read => BodyTypes(typeof(IJsonReadable));

    [Theory]
    [MemberData(nameof(Written))]
    public void Any_object_is_written_with_all_that_is_set(Type type) =>
        Checked.ForAll(ModelGenerator.Of(type), 200, value =>
        {
            var written = JsonNode.Parse(JsonWriting.ToUtf8((IJsonWritable)value));
            Json.AssertEqual(Json.Wire(ModelObjects.ToJson(value)), written);
        });

    [Theory]
    [MemberData(nameof(Read))]
    public void Any_object_comes_back_equal(Type type) =>
        Checked.ForAll(ModelGenerator.Of(type), 200, value =>
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(Json.Wire(ModelObjects.ToJson(value)));
            Json.AssertEqual(ModelObjects.ToJson(value), ModelObjects.ToJson(ReadAs(type, json)));
        });

    [Theory]
    [MemberData(nameof(Read))]
    public void Members_of_a_newer_service_and_nulls_are_passed_over(Type type) =>
        Checked.ForAll(ModelGenerator.Of(type), 20, value =>
        {
            var json = Json.Wire(ModelObjects.ToJson(value))!.AsObject();
            foreach (var missing in type.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)))
            {
                json.TryAdd(missing, null);
            }

            json["memberOfTomorrow"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
            var back = ReadAs(type, JsonSerializer.SerializeToUtf8Bytes(json));
            Json.AssertEqual(ModelObjects.ToJson(value), ModelObjects.ToJson(back));
        });

    private static IEnumerable<TheoryDataRow<Type>> BodyTypes(Type direction) =>
        typeof(AgentCoreRequest).Assembly.GetExportedTypes()
            .Where(t => t.Namespace is "Amazon.BedrockAgentCore.Model" or "Amazon.BedrockAgentCoreControl.Model")
            .Where(t => t is { IsClass: true, IsAbstract: false } && direction.IsAssignableFrom(t))
            .Where(t => !typeof(AmazonWebServiceRequest).IsAssignableFrom(t))
            .Where(t => !t.Name.StartsWith("Invoke", StringComparison.Ordinal))
            .Select(t => new TheoryDataRow<Type>(t));

    private static IJsonReadable ReadAs(Type type, byte[] json) =>
        JsonReading.ReadDocument(json, (IJsonReadable)Activator.CreateInstance(type)!);
}
