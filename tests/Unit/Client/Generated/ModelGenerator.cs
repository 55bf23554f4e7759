using System.Reflection;
using Tests.Client.Support;
using Amazon.Runtime;
using FsCheck;
using FsCheck.Fluent;

namespace Tests.Client.Generated;

/// <summary>Makes objects of any model type, each member set or not, with values of every kind.</summary>
internal static class ModelGenerator
{
    private const string Letters = "azAZ09 -_.~/%?#[]@!$&'()*+,;=:\"\\<>{}|^`\t\r\n\0éßЖ中☕";

    private static readonly Gen<string> Text =
        Gen.Elements(Letters.Select(c => c.ToString()).Append("🙂").ToArray()).UpTo(12).Select(string.Concat);

    private static readonly DateTime FirstDay = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly MethodInfo OfTyped =
        typeof(ModelGenerator).GetMethod(nameof(Boxed), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Text that a header may carry.</summary>
    public static Gen<string> HeaderText =>
        Gen.Choose(' ' + 1, '~').Select(i => (char)i).UpTo(10).Select(c => new string([.. c]));

    public static Gen<object> Of(Type type, Func<PropertyInfo, Gen<object?>?>? special = null)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && p.DeclaringType!.Assembly != typeof(AmazonWebServiceResponse).Assembly)
            .Where(p => p.Name != ModelObjects.AdditionalMembers)
            .Select(p => (Property: p, Values: special?.Invoke(p) ?? Optional(p.PropertyType)))
            .ToList();
        return Gen.CollectToArray(members, m => m.Values.Select(v => (m.Property, Value: v))).Select(values =>
        {
            var instance = Activator.CreateInstance(type)!;
            foreach (var (property, value) in values.Where(v => v.Value is not null))
            {
                property.SetValue(instance, value);
            }

            return instance;
        });
    }

    private static Gen<object?> Optional(Type type) =>
        Gen.Frequency((1, Gen.Constant<object?>(null)), (2, Value(type).Select(v => (object?)v)));

    private static Gen<object> Value(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return Text.Select(t => (object)t);
        }

        if (type == typeof(int))
        {
            return Gen.Elements(0, 1, -1, int.MaxValue, int.MinValue, 1280).Select(i => (object)i);
        }

        if (type == typeof(long))
        {
            return Gen.Elements(0L, -1L, long.MaxValue, long.MinValue, 1L << 40).Select(i => (object)i);
        }

        if (type == typeof(double))
        {
            return Gen.Elements(0, 0.711, -1.5e300, double.Epsilon, double.MaxValue, 1d / 3).Select(d => (object)d);
        }

        if (type == typeof(bool))
        {
            return Gen.Elements(true, false).Select(b => (object)b);
        }

        if (type == typeof(DateTime))
        {
            return Gen.Choose(0, int.MaxValue).Select(i => (object)FirstDay.AddTicks(i * 7919L * 1009));
        }

        if (type == typeof(MemoryStream))
        {
            return Gen.Choose(0, 255).Select(i => (byte)i).UpTo(40).Select(b => (object)new MemoryStream([.. b]));
        }

        if (typeof(ConstantClass).IsAssignableFrom(type))
        {
            return Constants(type);
        }

        return type.IsGenericType ? Collection(type) : Of(type);
    }

    private static Gen<object> Constants(Type type)
    {
        var known = type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)!);
        return Gen.Elements(known.Append(Activator.CreateInstance(type, "SOMETHING_NEWER")!).ToArray());
    }

    private static Gen<object> Collection(Type type) =>
        (Gen<object>)OfTyped.MakeGenericMethod(type.GetGenericArguments()[^1]).Invoke(null, [type])!;

    private static Gen<object> Boxed<T>(Type type)
    {
        var list = Value(typeof(T)).UpTo(3).Select(items => items.Cast<T>().ToList());
        return type.GetGenericTypeDefinition() == typeof(List<>)
            ? list.Select(l => (object)l)
            : list.Select(
                l => (object)l.Select((item, i) => (Key: $"key {i}☕", item)).ToDictionary(p => p.Key, p => p.item));
    }
}
