namespace Pen.Control;

/// <summary>The version that comes after this build's, for tests that write one firmware over another.</summary>
public static class FirmwareVersion
{
    /// <summary>Major.</summary>
    public const byte Major = 0;

    /// <summary>Minor.</summary>
    public const byte Minor = 2;

    /// <summary>Patch.</summary>
    public const byte Patch = 0;
}
