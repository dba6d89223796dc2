using System;
using System.Collections.Generic;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>Everything that a screen shows, at one moment.</summary>
public sealed record PenStatus
{
    /// <summary>State.</summary>
    public required PenState State { get; init; }

    /// <summary>The fault that came first; None without one.</summary>
    public required FaultId FirstFault { get; init; }

    /// <summary>Flags.</summary>
    public required PenFlags Flags { get; init; }

    /// <summary>Latched faults.</summary>
    public required IReadOnlyList<FaultId> LatchedFaults { get; init; }

    /// <summary>Faults whose cause is present now.</summary>
    public required IReadOnlyList<FaultId> ActiveFaults { get; init; }

    /// <summary>Time since the pen started.</summary>
    public required TimeSpan Uptime { get; init; }

    /// <summary>Prepared depth in µm, 0 … 3000.</summary>
    public required int SetDepthMicrons { get; init; }

    /// <summary>Measured position of the depth stop in µm; may be slightly negative.</summary>
    public required int MeasuredDepthMicrons { get; init; }

    /// <summary>Prepared speed in Hz, 0 or 50 … 150.</summary>
    public required int SetSpeedHz { get; init; }

    /// <summary>Measured speed in Hz, averaged over about 100 ms.</summary>
    public required double MeasuredSpeedHz { get; init; }

    /// <summary>Motor current in mA.</summary>
    public required int CurrentMilliamps { get; init; }

    /// <summary>Motor duty in ‰, 0 … 1000.</summary>
    public required int DutyPermille { get; init; }

    /// <summary>Cell voltage in mV.</summary>
    public required int BatteryMillivolts { get; init; }

    /// <summary>Motor temperature in °C.</summary>
    public required double MotorCelsius { get; init; }

    /// <summary>Board temperature in °C.</summary>
    public required double BoardCelsius { get; init; }

    /// <summary>Prepared area.</summary>
    public required TreatmentArea Area { get; init; }

    /// <summary>Why the last run or readiness ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Strokes of the run in progress, or of the last one.</summary>
    public required uint RunStrokes { get; init; }

    /// <summary>Duration of that run.</summary>
    public required TimeSpan RunTime { get; init; }

    /// <summary>Running time of the session.</summary>
    public required TimeSpan SessionTime { get; init; }

    /// <summary>The pen's time of day; null when it does not know it.</summary>
    public required DateTimeOffset? Utc { get; init; }

    /// <summary>Sequence number that the next log record will have.</summary>
    public required uint LogHead { get; init; }

    /// <summary>The check that failed in the last self-test.</summary>
    public required SelfTestCheck FailedCheck { get; init; }

    /// <summary>Longest interval between two ticks of the control loop since the last status, in ms, at most 255.</summary>
    public required int TickMaxMs { get; init; }

    /// <summary>Frames from the host that failed their check since the pen started, at most 65535.</summary>
    public required int BadFrames { get; init; }

    internal static PenStatus Parse(byte[] payload)
    {
        return new PenStatus
        {
            State = (PenState)payload[StatusAnswer.State],
            FirstFault = (FaultId)payload[StatusAnswer.FirstFault],
            Flags = (PenFlags)Wire.GetU16(payload, StatusAnswer.Flags),
            LatchedFaults = Payload.Faults(Wire.GetU32(payload, StatusAnswer.LatchedFaults)),
            ActiveFaults = Payload.Faults(Wire.GetU32(payload, StatusAnswer.ActiveFaults)),
            Uptime = Payload.Milliseconds(payload, StatusAnswer.UptimeMs),
            SetDepthMicrons = Wire.GetU16(payload, StatusAnswer.SetDepthMicrons),
            MeasuredDepthMicrons = Wire.GetI16(payload, StatusAnswer.MeasuredDepthMicrons),
            SetSpeedHz = Wire.GetU16(payload, StatusAnswer.SetSpeedHz),
            MeasuredSpeedHz = Wire.GetU16(payload, StatusAnswer.MeasuredSpeedCentiHz) / 100.0,
            CurrentMilliamps = Wire.GetU16(payload, StatusAnswer.CurrentMilliamps),
            DutyPermille = Wire.GetU16(payload, StatusAnswer.DutyPermille),
            BatteryMillivolts = Wire.GetU16(payload, StatusAnswer.BatteryMillivolts),
            MotorCelsius = Wire.GetI16(payload, StatusAnswer.MotorDeciCelsius) / 10.0,
            BoardCelsius = Wire.GetI16(payload, StatusAnswer.BoardDeciCelsius) / 10.0,
            Area = (TreatmentArea)payload[StatusAnswer.Area],
            StopReason = (StopReason)payload[StatusAnswer.StopReason],
            RunStrokes = Wire.GetU32(payload, StatusAnswer.RunStrokes),
            RunTime = Payload.Milliseconds(payload, StatusAnswer.RunMs),
            SessionTime = Payload.Milliseconds(payload, StatusAnswer.SessionMs),
            Utc = Payload.Utc(payload, StatusAnswer.UtcSeconds),
            LogHead = Wire.GetU32(payload, StatusAnswer.LogHead),
            FailedCheck = (SelfTestCheck)payload[StatusAnswer.FailedCheck],
            TickMaxMs = payload[StatusAnswer.TickMaxMs],
            BadFrames = Wire.GetU16(payload, StatusAnswer.BadFrames),
        };
    }
}
