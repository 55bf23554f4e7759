using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using AgentCore.Errors;
using AgentCore.Pages.Engine;

namespace AgentCore.Pages.Pictures;

/// <summary>Prints a page as PDF.</summary>
internal static class PagePrint
{
    /// <summary>The PDF file's bytes.</summary>
    public static async Task<byte[]> PrintAsync(Tab tab, PdfOptions options, CancellationToken cancellationToken)
    {
        await PageFonts.WaitAsync(tab, cancellationToken);
        var printed = await tab.SendAsync("Page.printToPDF", options.ToParameters(), cancellationToken);
        return printed.GetProperty("data").GetBytesFromBase64();
    }
}

/// <summary>How a page is printed.</summary>
internal sealed class PdfOptions
{
    private const double MillimetresPerInch = 25.4;

    // What Chromium leaves unless told otherwise.
    private const double UsualMargin = 0.4;

    private static readonly string[] Sides = ["Top", "Right", "Bottom", "Left"];

    private readonly bool _landscape;
    private readonly (double Width, double Height) _paper;
    private readonly Dictionary<string, double> _margins;

    /// <summary>Checks what a user gave.</summary>
    /// <param name="landscape">Whether the longer side lies below.</param>
    /// <param name="paper">The paper; Letter where it is null.</param>
    /// <param name="margin">A length, or a hashtable of lengths by side; null for 0.4 inches.</param>
    /// <exception cref="AgentCoreException">
    /// A length is not valid, or the margins leave nothing to print on.
    /// </exception>
    public PdfOptions(bool landscape = false, PaperSize? paper = null, object? margin = null)
    {
        _landscape = landscape;
        _paper = InchesOf(paper ?? PaperSize.Letter);
        _margins = Sides.ToDictionary(side => side, _ => UsualMargin, StringComparer.OrdinalIgnoreCase);
        Set(margin);
        var (width, height) = landscape ? (_paper.Height, _paper.Width) : _paper;
        if (_margins["Left"] + _margins["Right"] >= width || _margins["Top"] + _margins["Bottom"] >= height)
        {
            throw Failures.InvalidArgument(
                $"The margins leave nothing to print on: the paper {paper ?? PaperSize.Letter} is "
                    + $"{Centimetres(width)} by {Centimetres(height)} cm.");
        }
    }

    /// <summary>The parameters of <c>Page.printToPDF</c>; lengths are inches.</summary>
    public object ToParameters() => new
    {
        printBackground = true,
        landscape = _landscape,
        paperWidth = _paper.Width,
        paperHeight = _paper.Height,
        marginTop = _margins["Top"],
        marginRight = _margins["Right"],
        marginBottom = _margins["Bottom"],
        marginLeft = _margins["Left"],
    };

    private void Set(object? margin)
    {
        switch (margin)
        {
            case null:
                break;
            case IDictionary given:
                foreach (DictionaryEntry side in given)
                {
                    var name = side.Key.ToString()!;
                    _margins[name] = _margins.ContainsKey(name)
                        ? Inches(side.Value)
                        : throw Failures.InvalidArgument(
                            $"'{name}' is not a side of -Margin. Use {string.Join(", ", Sides)}.");
                }

                break;
            default:
                var all = Inches(margin);
                foreach (var side in Sides)
                {
                    _margins[side] = all;
                }

                break;
        }
    }

    private static double Inches(object? length)
    {
        var text = Convert.ToString(length, CultureInfo.InvariantCulture) ?? "";
        var parts = Regex.Match(
            text, @"\A\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)\s*(cm|mm|in|px|pt)\s*\z", RegexOptions.IgnoreCase);
        return parts.Success
            ? double.Parse(parts.Groups[1].Value, CultureInfo.InvariantCulture)
                / UnitsPerInch(parts.Groups[2].Value.ToLowerInvariant())
            : throw Failures.InvalidArgument(
                $"'{text}' is not a valid margin. Use a number with a unit, such as 1cm, 10mm, 0.5in, 36pt or 40px.");
    }

    private static double UnitsPerInch(string unit) => unit switch
    {
        "cm" => MillimetresPerInch / 10,
        "mm" => MillimetresPerInch,
        "pt" => 72,
        "px" => 96,
        _ => 1,
    };

    private static (double Width, double Height) InchesOf(PaperSize paper) => paper switch
    {
        PaperSize.Legal => (8.5, 14),
        PaperSize.Tabloid => (11, 17),
        PaperSize.Ledger => (17, 11),
        PaperSize.A0 => Metric(841, 1189),
        PaperSize.A1 => Metric(594, 841),
        PaperSize.A2 => Metric(420, 594),
        PaperSize.A3 => Metric(297, 420),
        PaperSize.A4 => Metric(210, 297),
        PaperSize.A5 => Metric(148, 210),
        PaperSize.A6 => Metric(105, 148),
        _ => (8.5, 11),
    };

    private static (double Width, double Height) Metric(int width, int height) =>
        (width / MillimetresPerInch, height / MillimetresPerInch);

    private static string Centimetres(double inches) =>
        (inches * MillimetresPerInch / 10).ToString("0.#", CultureInfo.InvariantCulture);
}
