namespace AgentCore;

/// <summary>A usual size of paper; width by height.</summary>
public enum PaperSize
{
    /// <summary>8.5 by 11 inches.</summary>
    Letter,

    /// <summary>8.5 by 14 inches.</summary>
    Legal,

    /// <summary>11 by 17 inches.</summary>
    Tabloid,

    /// <summary>17 by 11 inches.</summary>
    Ledger,

    /// <summary>841 by 1189 millimetres.</summary>
    A0,

    /// <summary>594 by 841 millimetres.</summary>
    A1,

    /// <summary>420 by 594 millimetres.</summary>
    A2,

    /// <summary>297 by 420 millimetres.</summary>
    A3,

    /// <summary>210 by 297 millimetres.</summary>
    A4,

    /// <summary>148 by 210 millimetres.</summary>
    A5,

    /// <summary>105 by 148 millimetres.</summary>
    A6,
}
