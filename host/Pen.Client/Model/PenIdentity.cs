using System;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>What a pen says it can do, beyond what every pen can.</summary>
[Flags]
public enum PenCapabilities
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>It keeps a usage log.</summary>
    UsageLog = 1,

    /// <summary>It measures where its depth stop is.</summary>
    MeasuredDepth = 2,

    /// <summary>It streams its log and tells its odometer.</summary>
    LogStream = 4,

    /// <summary>Its line can be made faster.</summary>
    LineSpeed = 8,

    /// <summary>It can be given a key, and verifies cartridges with it.</summary>
    CartridgeKeys = 16,

    /// <summary>It tells a technician what its converter reads, and takes a serial number.</summary>
    ServiceReadings = 32,
}

/// <summary>Who is at the other end of the line, from the handshake.</summary>
/// <param name="Serial">Serial number, up to 16 printable characters.</param>
/// <param name="FirmwareVersion">Firmware version: major, minor, patch.</param>
/// <param name="ProtocolVersion">Protocol version of the pen: major, minor.</param>
/// <param name="BootCount">How often the pen has started since its memory was new.</param>
/// <param name="Capabilities">What it can do.</param>
public sealed record PenIdentity(
    string Serial,
    Version FirmwareVersion,
    Version ProtocolVersion,
    uint BootCount,
    PenCapabilities Capabilities
)
{
    /// <summary>Whether this is a simulated pen: its serial number begins with "SIM-".</summary>
    public bool IsSimulated => Serial.StartsWith("SIM-", StringComparison.Ordinal);

    /// <summary>Protocol version of this library.</summary>
    internal static Version HostVersion { get; } = new(FrameFormat.MajorVersion, FrameFormat.MinorVersion);

    internal static PenIdentity Parse(byte[] payload)
    {
        return new PenIdentity(
            Payload.Ascii(payload, HelloAnswer.Serial, HelloAnswer.SerialLength),
            new Version(
                payload[HelloAnswer.FirmwareMajor],
                payload[HelloAnswer.FirmwareMinor],
                payload[HelloAnswer.FirmwarePatch]
            ),
            new Version(payload[HelloAnswer.Major], payload[HelloAnswer.Minor]),
            Wire.GetU32(payload, HelloAnswer.BootCount),
            (PenCapabilities)Wire.GetU16(payload, HelloAnswer.Capabilities)
        );
    }
}
