using System.Collections.Generic;

namespace Pen.Workshop.Flashing.Rom;

/// <summary>
/// Chips by the word at 0x40001000, as Espressif's esptool and nanoFramework's flasher tell them apart. The firmware is for the
/// first one alone.
/// </summary>
internal static class KnownChips
{
    public const uint MagicAddress = 0x40001000;
    public const uint Esp32 = 0x00F01D83;

    private static readonly Dictionary<uint, string> Names = new()
    {
        [Esp32] = "ESP32",
        [0xFFF0C101] = "ESP8266",
        [0x000007C6] = "ESP32-S2",
        [0x00000009] = "ESP32-S3",
        [0x6921506F] = "ESP32-C3",
        [0x1B31506F] = "ESP32-C3",
        [0x4881606F] = "ESP32-C3",
        [0x4361606F] = "ESP32-C3",
        [0x6F51306F] = "ESP32-C2",
        [0x7C41A06F] = "ESP32-C2",
        [0x2CE0806F] = "ESP32-C6",
        [0x1101406F] = "ESP32-C5",
        [0xD7B73E80] = "ESP32-H2",
    };

    /// <summary>The chip's name; null where the word is none of the known ones.</summary>
    public static string? Name(uint magic) => Names.GetValueOrDefault(magic);
}
