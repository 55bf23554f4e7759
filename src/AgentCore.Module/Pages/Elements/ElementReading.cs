using AgentCore.Errors;
using AgentCore.Pages.Transport;
using PuppeteerSharp;

namespace AgentCore.Pages.Elements;

/// <summary>Makes of elements that were found what a user gets.</summary>
internal static class ElementReading
{
    // A page that shows another document meanwhile is read again, but not without end.
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The elements that are meant.</summary>
    /// <exception cref="AgentCoreException">There are none, or what names them is not valid.</exception>
    public static async Task<IReadOnlyList<BrowserElement>> FindAsync(
        PageElements elements, ElementQuery query, BrowserSession session, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var found = await elements.FindAsync(query, cancellationToken);
                return found.Count > 0 || query.HasWildcard
                    ? await ReadAsync(elements, found, session, query, cancellationToken)
                    : throw await MissingElement.NoneAsync(elements, query, cancellationToken);
            }
            catch (CdpException) when (attempt < Attempts)
            {
                elements.Dispose();
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    /// <summary>The one element that is meant, as soon as it is there.</summary>
    /// <exception cref="AgentCoreException">It is not there in time, or there are several.</exception>
    public static async Task<BrowserElement> OneAsync(
        PageElements elements, ElementQuery query, BrowserSession session, CancellationToken cancellationToken)
    {
        var ready = await ElementWait.ForAsync(elements, query, new ElementNeed(), cancellationToken);
        return (await ReadAsync(elements, [ready.Element], session, query, cancellationToken))[0];
    }

    /// <summary>An element that was used, as it is now; as it was, where it is gone.</summary>
    public static async Task<IReadOnlyList<BrowserElement>> AgainAsync(
        PageElements elements, FoundElement used, BrowserSession session, ElementQuery query,
        CancellationToken cancellationToken)
    {
        try
        {
            await used.DescribeAsync(cancellationToken);
        }
        catch (CdpException)
        {
            // Using it made it go; its last state is what there is.
        }

        return await ReadAsync(elements, [used], session, query, cancellationToken);
    }

    /// <summary>The elements with their roles, names and references.</summary>
    /// <param name="elements">The page's elements.</param>
    /// <param name="found">Those to read.</param>
    /// <param name="session">The session of the page.</param>
    /// <param name="query">How they were named.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<IReadOnlyList<BrowserElement>> ReadAsync(
        PageElements elements, IReadOnlyList<FoundElement> found, BrowserSession session, ElementQuery query,
        CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, IReadOnlyList<FrameOwner>>();
        foreach (var frame in found.Select(element => element.World.Frame).Distinct())
        {
            owners[frame.Id] = await AroundAsync(elements, frame, cancellationToken);
        }

        var roles = await Task.WhenAll(found.Select(element => RoleAsync(element, cancellationToken)));
        return
        [
            .. found.Zip(roles, (element, role) => (element, role))
                .Select(read => Read(read.element, read.role, owners[read.element.Place.FrameId])),
        ];

        BrowserElement Read(FoundElement element, RoleNode role, IReadOnlyList<FrameOwner> around) =>
            new(session.In(elements.Tab.Target.TargetId), element.Place, query)
            {
                IsOnly = found.Count == 1,
                Ref = elements.RefOf(element.Place),
                Role = role.Role,
                Name = role.Name,
                Text = element.Text,
                Value = element.Value,
                Tag = element.Tag,
                Attributes = element.Attributes,
                Box = BoxOf(element.Box, around),
                Visible = element.Visible,
                Enabled = element.Enabled,
                Checked = element.Checked,
                Frame = around.Count == 0 ? null
                    : around[0].Name is { Length: > 0 } name ? name : element.World.Frame.Url,
            };
    }

    // What is gone by now is given as it was found.
    private static async Task<RoleNode> RoleAsync(FoundElement element, CancellationToken cancellationToken)
    {
        try
        {
            return await RoleSearch.OfAsync(element, cancellationToken);
        }
        catch (CdpException)
        {
            return new RoleNode(0, "", "");
        }
    }

    private static async Task<IReadOnlyList<FrameOwner>> AroundAsync(
        PageElements elements, IFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            return await FramePoints.AroundAsync(elements, frame, cancellationToken);
        }
        catch (CdpException)
        {
            return [];
        }
    }

    private static BrowserElementBox? BoxOf(double[]? box, IReadOnlyList<FrameOwner> around)
    {
        if (box is null)
        {
            return null;
        }

        var (left, top) = (box[0], box[1]);
        var (right, bottom) = (left + box[2], top + box[3]);
        foreach (var owner in around)
        {
            (left, top) = owner.Outward(left, top);
            (right, bottom) = owner.Outward(right, bottom);
        }

        return new BrowserElementBox(left, top, right - left, bottom - top);
    }
}
