namespace AgentCore.Cmdlets.Binding;

/// <summary>For parameters that take sessions, by object, id or name, and also the objects that sessions are started from.</summary>
/// <param name="session">The transformation that reads sessions.</param>
/// <param name="owner">The one that reads what they are started from.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionOrOwnerArgumentAttribute(Type session, Type owner) : ItemsArgumentAttribute
{
    private readonly ItemsArgumentAttribute _session = (ItemsArgumentAttribute)Activator.CreateInstance(session)!;
    private readonly ItemsArgumentAttribute _owner = (ItemsArgumentAttribute)Activator.CreateInstance(owner)!;

    internal override object One(object input) => _session.One(input) is AgentSession read ? read
        : Bare(input) is string text ? text
        : _owner.One(input);
}
