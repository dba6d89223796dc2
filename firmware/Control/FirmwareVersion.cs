namespace Pen.Control;

/// <summary>Version of the firmware, as the handshake and the boot record tell it.</summary>
public static class FirmwareVersion
{
    /// <summary>Major.</summary>
    public const byte Major = 0;

    /// <summary>Minor.</summary>
    public const byte Minor = 1;

    /// <summary>Patch.</summary>
    public const byte Patch = 0;
}
