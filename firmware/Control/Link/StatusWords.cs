using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control.Link;

/// <summary>Status, telemetry and standing as the protocol tells them.</summary>
public sealed class StatusWords
{
    private readonly PenParts parts;
    private readonly PenController controller;
    private int tickMaxMs;

    /// <summary>Creates the writer over what it tells of.</summary>
    public StatusWords(PenParts parts, PenController controller)
    {
        this.parts = parts;
        this.controller = controller;
    }

    /// <summary>Frames from the host that failed their CRC.</summary>
    public int BadFrames;

    /// <summary>Notes the length of a tick.</summary>
    public void NoteTick()
    {
        int ms = parts.Inputs.TickMicros / 1000;
        tickMaxMs = ms > tickMaxMs ? ms : tickMaxMs;
    }

    /// <summary>Flags.</summary>
    public int Flags()
    {
        PenInputs inputs = parts.Inputs;
        int flags = 0;
        flags |= parts.Preparation.Valid ? StatusFlags.Prepared : 0;
        flags |= parts.DepthLoop.Verified ? StatusFlags.DepthVerified : 0;
        flags |= parts.Clock.IsSet ? StatusFlags.ClockSet : 0;
        flags |= parts.Trigger.Pressed ? StatusFlags.TriggerPressed : 0;
        flags |= inputs.DockClosed ? StatusFlags.Docked : 0;
        flags |= parts.Slot.State != CartridgeState.Absent ? StatusFlags.CartridgePresent : 0;
        flags |= parts.Slot.State == CartridgeState.Accepted ? StatusFlags.CartridgeAccepted : 0;
        flags |= inputs.GateOn ? StatusFlags.GateOn : 0;
        flags |= parts.Conditions.ArmedByHost ? StatusFlags.ArmedByHost : 0;
        flags |= parts.Settings.Defaulted ? StatusFlags.SettingsDefaulted : 0;
        flags |= controller.PauseMs > 0 ? StatusFlags.Pausing : 0;
        flags |= inputs.WatchdogOk ? StatusFlags.WatchdogOk : 0;
        flags |= parts.Session.IsOpen ? StatusFlags.SessionOpen : 0;
        flags |= parts.Slot.IsStamped ? StatusFlags.CartridgeStamped : 0;
        return flags;
    }

    /// <summary>Writes a <see cref="StateAnswer"/>.</summary>
    /// <returns>Its length.</returns>
    public int WriteStanding(byte[] buffer, int at)
    {
        buffer[at + StateAnswer.State] = (byte)controller.State;
        buffer[at + StateAnswer.FirstFault] = (byte)parts.Latch.First;
        Wire.Put16(buffer, at + StateAnswer.Flags, Flags());
        Wire.PutU32(buffer, at + StateAnswer.LatchedFaults, parts.Latch.Mask);
        return StateAnswer.Length;
    }

    /// <summary>Writes a <see cref="StatusAnswer"/>.</summary>
    /// <returns>Its length.</returns>
    public int WriteStatus(byte[] buffer, int at)
    {
        PenInputs inputs = parts.Inputs;
        WriteStanding(buffer, at);
        Wire.PutU32(buffer, at + StatusAnswer.ActiveFaults, parts.Monitor.ActiveMask);
        Wire.PutU32(buffer, at + StatusAnswer.UptimeMs, inputs.UptimeMs);
        Wire.Put16(buffer, at + StatusAnswer.SetDepthMicrons, parts.Preparation.DepthMicrons);
        Wire.Put16(buffer, at + StatusAnswer.MeasuredDepthMicrons, parts.Depth.Microns);
        Wire.Put16(buffer, at + StatusAnswer.SetSpeedHz, parts.Preparation.SpeedHz);
        Wire.Put16(buffer, at + StatusAnswer.MeasuredSpeedCentiHz, parts.Speed.MeanCentiHz);
        Wire.Put16(buffer, at + StatusAnswer.CurrentMilliamps, inputs.CurrentMilliamps);
        Wire.Put16(buffer, at + StatusAnswer.DutyPermille, parts.Outputs.MotorDuty / 10);
        Wire.Put16(buffer, at + StatusAnswer.BatteryMillivolts, inputs.BatteryMillivolts);
        Wire.Put16(buffer, at + StatusAnswer.MotorDeciCelsius, inputs.MotorDeciCelsius);
        Wire.Put16(buffer, at + StatusAnswer.BoardDeciCelsius, inputs.BoardDeciCelsius);
        buffer[at + StatusAnswer.Area] = (byte)parts.Preparation.Area;
        buffer[at + StatusAnswer.StopReason] = (byte)controller.LastStop;
        Wire.PutI32(buffer, at + StatusAnswer.RunStrokes, parts.Speed.Strokes);
        Wire.PutI32(buffer, at + StatusAnswer.RunMs, parts.Statistics.DurationMs);
        Wire.PutI32(buffer, at + StatusAnswer.SessionMs, parts.Session.RunningMs);
        Wire.PutU32(buffer, at + StatusAnswer.UtcSeconds, parts.Clock.UtcSeconds(inputs.UptimeMs));
        Wire.PutU32(buffer, at + StatusAnswer.LogHead, parts.Log.Head);
        buffer[at + StatusAnswer.FailedCheck] = (byte)parts.SelfTest.Failed;
        buffer[at + StatusAnswer.TickMaxMs] = (byte)(tickMaxMs > 255 ? 255 : tickMaxMs);
        Wire.Put16(buffer, at + StatusAnswer.BadFrames, BadFrames > 65535 ? 65535 : BadFrames);
        tickMaxMs = 0;
        return StatusAnswer.Length;
    }

    /// <summary>Writes a <see cref="ServiceReadingsAnswer"/>.</summary>
    /// <returns>Its length.</returns>
    public int WriteReadings(byte[] buffer, int at)
    {
        PenInputs inputs = parts.Inputs;
        Wire.PutU32(buffer, at + ServiceReadingsAnswer.UptimeMs, inputs.UptimeMs);
        Wire.PutU32(buffer, at + ServiceReadingsAnswer.EncoderEdges, parts.Speed.TotalEdges);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.DepthHalfCounts, inputs.DepthHalfCounts);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.CurrentCounts, inputs.CurrentCounts);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.BatteryCounts, inputs.BatteryCounts);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.MotorThermistorCounts, inputs.MotorThermistorCounts);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.BoardThermistorCounts, inputs.BoardThermistorCounts);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.GateCounts, inputs.GateCounts);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.CurrentMilliamps, inputs.CurrentMilliamps);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.BatteryMillivolts, inputs.BatteryMillivolts);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.ServoPulseMicros, parts.DepthLoop.PulseMicros);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.MeasuredDepthMicrons, parts.Depth.Microns);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.MeasuredSpeedCentiHz, parts.Speed.MeanCentiHz);
        Wire.Put16(buffer, at + ServiceReadingsAnswer.Flags, Flags());
        Wire.PutU32(buffer, at + ServiceReadingsAnswer.State, (uint)controller.State);
        return ServiceReadingsAnswer.Length;
    }

    /// <summary>Writes a <see cref="TelemetryData"/>.</summary>
    /// <returns>Its length.</returns>
    public int WriteTelemetry(byte[] buffer, int at)
    {
        PenInputs inputs = parts.Inputs;
        Wire.PutU32(buffer, at + TelemetryData.UptimeMs, inputs.UptimeMs);
        buffer[at + TelemetryData.State] = (byte)controller.State;
        buffer[at + TelemetryData.FirstFault] = (byte)parts.Latch.First;
        Wire.Put16(buffer, at + TelemetryData.Flags, Flags());
        Wire.Put16(buffer, at + TelemetryData.SetDepthMicrons, parts.Preparation.DepthMicrons);
        Wire.Put16(buffer, at + TelemetryData.MeasuredDepthMicrons, parts.Depth.Microns);
        Wire.Put16(buffer, at + TelemetryData.SetSpeedHz, parts.Preparation.SpeedHz);
        Wire.Put16(buffer, at + TelemetryData.MeasuredSpeedCentiHz, parts.Speed.MeanCentiHz);
        Wire.Put16(buffer, at + TelemetryData.CurrentMilliamps, inputs.CurrentMilliamps);
        Wire.Put16(buffer, at + TelemetryData.DutyPermille, parts.Outputs.MotorDuty / 10);
        Wire.PutI32(buffer, at + TelemetryData.RunStrokes, parts.Speed.Strokes);
        Wire.PutI32(buffer, at + TelemetryData.RunMs, parts.Statistics.DurationMs);
        Wire.Put16(buffer, at + TelemetryData.BatteryMillivolts, inputs.BatteryMillivolts);
        Wire.Put16(buffer, at + TelemetryData.MotorDeciCelsius, inputs.MotorDeciCelsius);
        return TelemetryData.Length;
    }
}
