using System;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>What a pen's converter and counter read in one tick, for calibration and test. Counts are the converter's, 0 to 4095.</summary>
/// <param name="UptimeMs">Time of the chip in ms; wraps after 49 days.</param>
/// <param name="EncoderEdges">Edges of the encoder since the start, up to that time; wraps.</param>
/// <param name="DepthHalfCounts">Depth potentiometer in half counts.</param>
/// <param name="CurrentCounts">Motor current amplifier.</param>
/// <param name="BatteryCounts">Cell divider.</param>
/// <param name="MotorThermistorCounts">Thermistor of the motor.</param>
/// <param name="BoardThermistorCounts">Thermistor of the board.</param>
/// <param name="GateCounts">Monitor of gate and watchdog.</param>
/// <param name="CurrentMilliamps">Motor current in mA, corrected.</param>
/// <param name="BatteryMillivolts">Cell voltage in mV, corrected.</param>
/// <param name="ServoPulseMicros">Servo pulse in µs; 0 when it gets none.</param>
/// <param name="MeasuredDepthMicrons">Measured stop position in µm.</param>
/// <param name="MeasuredSpeedHz">Measured speed in Hz, mean of 100 ms.</param>
/// <param name="Flags">Flags as in the status.</param>
/// <param name="State">State.</param>
public sealed record ServiceReadings(
    uint UptimeMs,
    uint EncoderEdges,
    int DepthHalfCounts,
    int CurrentCounts,
    int BatteryCounts,
    int MotorThermistorCounts,
    int BoardThermistorCounts,
    int GateCounts,
    int CurrentMilliamps,
    int BatteryMillivolts,
    int ServoPulseMicros,
    int MeasuredDepthMicrons,
    double MeasuredSpeedHz,
    PenFlags Flags,
    PenState State
)
{
    internal static ServiceReadings Parse(byte[] p)
    {
        return new ServiceReadings(
            Wire.GetU32(p, ServiceReadingsAnswer.UptimeMs),
            Wire.GetU32(p, ServiceReadingsAnswer.EncoderEdges),
            Wire.GetU16(p, ServiceReadingsAnswer.DepthHalfCounts),
            Wire.GetU16(p, ServiceReadingsAnswer.CurrentCounts),
            Wire.GetU16(p, ServiceReadingsAnswer.BatteryCounts),
            Wire.GetU16(p, ServiceReadingsAnswer.MotorThermistorCounts),
            Wire.GetU16(p, ServiceReadingsAnswer.BoardThermistorCounts),
            Wire.GetU16(p, ServiceReadingsAnswer.GateCounts),
            Wire.GetU16(p, ServiceReadingsAnswer.CurrentMilliamps),
            Wire.GetU16(p, ServiceReadingsAnswer.BatteryMillivolts),
            Wire.GetU16(p, ServiceReadingsAnswer.ServoPulseMicros),
            Wire.GetI16(p, ServiceReadingsAnswer.MeasuredDepthMicrons),
            Wire.GetU16(p, ServiceReadingsAnswer.MeasuredSpeedCentiHz) / 100.0,
            (PenFlags)Wire.GetU16(p, ServiceReadingsAnswer.Flags),
            (PenState)p[ServiceReadingsAnswer.State]
        );
    }
}
