using System;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>Measured values at one moment.</summary>
public sealed record Telemetry
{
    /// <summary>Time since the pen started.</summary>
    public required TimeSpan Uptime { get; init; }

    /// <summary>State.</summary>
    public required PenState State { get; init; }

    /// <summary>The fault that came first; None without one.</summary>
    public required FaultId FirstFault { get; init; }

    /// <summary>Flags.</summary>
    public required PenFlags Flags { get; init; }

    /// <summary>Prepared depth in µm.</summary>
    public required int SetDepthMicrons { get; init; }

    /// <summary>Measured position of the depth stop in µm; may be slightly negative.</summary>
    public required int MeasuredDepthMicrons { get; init; }

    /// <summary>Prepared speed in Hz.</summary>
    public required int SetSpeedHz { get; init; }

    /// <summary>Measured speed in Hz, averaged over about 100 ms.</summary>
    public required double MeasuredSpeedHz { get; init; }

    /// <summary>Motor current in mA.</summary>
    public required int CurrentMilliamps { get; init; }

    /// <summary>Motor duty in ‰, 0 … 1000.</summary>
    public required int DutyPermille { get; init; }

    /// <summary>Strokes of the run in progress, or of the last one.</summary>
    public required uint RunStrokes { get; init; }

    /// <summary>Duration of that run.</summary>
    public required TimeSpan RunTime { get; init; }

    /// <summary>Cell voltage in mV.</summary>
    public required int BatteryMillivolts { get; init; }

    /// <summary>Motor temperature in °C.</summary>
    public required double MotorCelsius { get; init; }

    /// <summary>Frames that the pen sent and the line lost since the one before.</summary>
    public int LostBefore { get; init; }

    internal static Telemetry Parse(byte[] payload)
    {
        return new Telemetry
        {
            Uptime = Payload.Milliseconds(payload, TelemetryData.UptimeMs),
            State = (PenState)payload[TelemetryData.State],
            FirstFault = (FaultId)payload[TelemetryData.FirstFault],
            Flags = (PenFlags)Wire.GetU16(payload, TelemetryData.Flags),
            SetDepthMicrons = Wire.GetU16(payload, TelemetryData.SetDepthMicrons),
            MeasuredDepthMicrons = Wire.GetI16(payload, TelemetryData.MeasuredDepthMicrons),
            SetSpeedHz = Wire.GetU16(payload, TelemetryData.SetSpeedHz),
            MeasuredSpeedHz = Wire.GetU16(payload, TelemetryData.MeasuredSpeedCentiHz) / 100.0,
            CurrentMilliamps = Wire.GetU16(payload, TelemetryData.CurrentMilliamps),
            DutyPermille = Wire.GetU16(payload, TelemetryData.DutyPermille),
            RunStrokes = Wire.GetU32(payload, TelemetryData.RunStrokes),
            RunTime = Payload.Milliseconds(payload, TelemetryData.RunMs),
            BatteryMillivolts = Wire.GetU16(payload, TelemetryData.BatteryMillivolts),
            MotorCelsius = Wire.GetI16(payload, TelemetryData.MotorDeciCelsius) / 10.0,
        };
    }
}
