namespace AgentCore.Emulator.Browser.Features.Actions;

/// <summary>A place on a page, in CSS pixels from the upper left corner of its view port.</summary>
internal readonly record struct Place(double X, double Y)
{
    /// <summary>The place, if it lies within the view port.</summary>
    /// <exception cref="ActionFailedException">It does not; the message has the limits.</exception>
    public static Place Of(ShownPage page, int x, int y)
    {
        // The service's documentation leaves out the outermost pixels.
        var (width, height) = (page.ViewPort.Width!.Value, page.ViewPort.Height!.Value);
        return x > 1 && x < width - 2 && y > 1 && y < height - 2
            ? new(x, y)
            : throw new ActionFailedException(
                $"x {x}, y {y} is not within the view port of {width}x{height}: "
                + $"x must be between 2 and {width - 3}, y between 2 and {height - 3}.");
    }

    /// <summary>The place at a fraction, 0 to 1, of the way to another.</summary>
    public Place Towards(Place end, double fraction) => new(X + ((end.X - X) * fraction), Y + ((end.Y - Y) * fraction));
}
