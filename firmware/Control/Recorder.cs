using Pen.Control.Run;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control;

/// <summary>Puts what happens into words for the log and for the host: one method for each thing worth telling.</summary>
public sealed class Recorder
{
    private readonly PenParts parts;

    /// <summary>Creates the recorder over the parts whose doings it tells.</summary>
    public Recorder(PenParts parts)
    {
        this.parts = parts;
    }

    private uint Now
    {
        get { return parts.Inputs.UptimeMs; }
    }

    private byte[] Log
    {
        get { return parts.Queue.Buffer; }
    }

    /// <summary>The pen started.</summary>
    public void Boot(bool watchdogHadCut)
    {
        int at = Begin(LogKind.Boot);
        Log[at + BootData.Major] = FirmwareVersion.Major;
        Log[at + BootData.Minor] = FirmwareVersion.Minor;
        Log[at + BootData.Patch] = FirmwareVersion.Patch;
        Log[at + BootData.Flags] = (byte)((parts.Settings.Defaulted ? 1 : 0) | (watchdogHadCut ? 2 : 0));
        parts.Queue.End();
    }

    /// <summary>A run that nobody ended is closed with the figures of its last checkpoint.</summary>
    public void RunInterrupted(byte[] checkpoint)
    {
        int at = Begin(LogKind.RunInterrupted);
        System.Array.Copy(checkpoint, LogRecord.Data, Log, at + LogRecord.Data, LogRecord.DataLength);
        Log[at + RunEndedData.StopReason] = (byte)StopReason.PowerLost;
        parts.Queue.End();
    }

    /// <summary>The cartridge kept more of that run than its last checkpoint told.</summary>
    public void RunAmended(int strokes, int centiseconds)
    {
        int at = Begin(LogKind.RunAmended);
        Wire.Put16(Log, at + RunEndedData.Strokes, strokes);
        Wire.Put16(Log, at + RunEndedData.DurationCentiseconds, centiseconds);
        Log[at + RunEndedData.StopReason] = (byte)StopReason.PowerLost;
        parts.Queue.End();
    }

    /// <summary>The pen stands on its charging contacts.</summary>
    public void Charged()
    {
        Wire.Put16(Log, Begin(LogKind.Charged) + ChargedData.BatteryMillivolts, parts.Inputs.BatteryMillivolts);
        parts.Queue.End();
    }

    /// <summary>The self-test ended.</summary>
    public void SelfTestEnded(SelfTestCheck failed)
    {
        Log[Begin(LogKind.SelfTest) + SelfTestData.FailedCheck] = (byte)failed;
        parts.Queue.End();
    }

    /// <summary>The state changed.</summary>
    public void StateChanged(PenState before, PenState now, StopReason reason)
    {
        parts.Events.Add(MessageId.StateChanged, StateChangedEvent.Length);
        byte[] buffer = parts.Events.Buffer;
        int at = parts.Events.Base;
        Wire.PutU32(buffer, at + StateChangedEvent.UptimeMs, Now);
        buffer[at + StateChangedEvent.OldState] = (byte)before;
        buffer[at + StateChangedEvent.NewState] = (byte)now;
        buffer[at + StateChangedEvent.Reason] = (byte)reason;
        buffer[at + StateChangedEvent.FirstFault] = (byte)parts.Latch.First;
    }

    /// <summary>A fault latched.</summary>
    public void FaultRaised(FaultId fault, PenState state, int detail)
    {
        Fault(LogKind.FaultRaised, fault, state, detail);
        parts.Events.Add(MessageId.FaultRaised, FaultRaisedEvent.Length);
        byte[] buffer = parts.Events.Buffer;
        int at = parts.Events.Base;
        Wire.PutU32(buffer, at + FaultRaisedEvent.UptimeMs, Now);
        buffer[at + FaultRaisedEvent.Fault] = (byte)fault;
        buffer[at + FaultRaisedEvent.State] = (byte)state;
        buffer[at + FaultRaisedEvent.IsFirst] = parts.Latch.First == fault ? (byte)1 : (byte)0;
        Wire.PutI32(buffer, at + FaultRaisedEvent.Detail, detail);
    }

    /// <summary>The cause of a latched fault went away.</summary>
    public void FaultCleared(FaultId fault, PenState state)
    {
        Fault(LogKind.FaultCleared, fault, state, 0);
    }

    /// <summary>A person acknowledged the latched faults.</summary>
    public void FaultAcknowledged()
    {
        Fault(LogKind.FaultAcknowledged, parts.Latch.First, PenState.Fault, parts.Latch.Detail);
    }

    /// <summary>A run began.</summary>
    public void RunStarted()
    {
        int at = Begin(LogKind.RunStarted);
        Wire.Put16(Log, at + RunStartedData.DepthMicrons, parts.Preparation.DepthMicrons);
        Wire.Put16(Log, at + RunStartedData.MeasuredDepthMicrons, parts.Depth.Microns);
        Wire.Put16(Log, at + RunStartedData.SpeedHz, parts.Preparation.SpeedHz);
        Log[at + RunStartedData.Area] = (byte)parts.Preparation.Area;
        Log[at + RunStartedData.CartridgeType] = (byte)parts.Slot.Type;
        Log[at + RunStartedData.Needles] = (byte)parts.Slot.Needles;
        parts.Queue.End();
    }

    /// <summary>A run goes on.</summary>
    public void RunCheckpoint()
    {
        RunFigures(Begin(LogKind.RunCheckpoint), StopReason.None);
        parts.Queue.End();
    }

    /// <summary>A run ended.</summary>
    public void RunEnded(StopReason reason)
    {
        RunFigures(Begin(LogKind.RunEnded), reason);
        parts.Queue.End();
        RunStatistics run = parts.Statistics;
        parts.Events.Add(MessageId.RunEnded, RunEndedEvent.Length);
        byte[] buffer = parts.Events.Buffer;
        int at = parts.Events.Base;
        Wire.PutU32(buffer, at + RunEndedEvent.UptimeMs, Now);
        Wire.PutI32(buffer, at + RunEndedEvent.DurationMs, run.DurationMs);
        Wire.PutI32(buffer, at + RunEndedEvent.Strokes, parts.Speed.Strokes);
        Wire.Put16(buffer, at + RunEndedEvent.SetDepthMicrons, parts.Preparation.DepthMicrons);
        Wire.Put16(buffer, at + RunEndedEvent.SetSpeedHz, parts.Preparation.SpeedHz);
        Wire.Put16(buffer, at + RunEndedEvent.MeanSpeedErrorPermille, run.MeanSpeedErrorPermille);
        Wire.Put16(buffer, at + RunEndedEvent.WorstSpeedErrorPermille, run.WorstSpeedErrorPermille);
        Wire.Put16(buffer, at + RunEndedEvent.MeanCurrentMilliamps, run.MeanCurrentMilliamps);
        Wire.Put16(buffer, at + RunEndedEvent.PeakCurrentMilliamps, run.PeakCurrentMilliamps);
        Wire.Put16(buffer, at + RunEndedEvent.WorstDepthErrorMicrons, run.WorstDepthErrorMicrons);
        buffer[at + RunEndedEvent.Reason] = (byte)reason;
        buffer[at + RunEndedEvent.Fault] = reason == StopReason.Fault ? (byte)parts.Latch.First : (byte)0;
    }

    /// <summary>A setting was changed.</summary>
    public void SettingChanged(SettingId id, int actor, int oldValue, int newValue)
    {
        int at = Begin(LogKind.SettingChanged);
        Log[at + SettingChangedData.Id] = (byte)id;
        Log[at + SettingChangedData.Actor] = (byte)actor;
        Wire.PutI32(Log, at + SettingChangedData.OldValue, oldValue);
        Wire.PutI32(Log, at + SettingChangedData.NewValue, newValue);
        parts.Queue.End();
    }

    /// <summary>A depth beyond a confirmable limit was prepared with a reason.</summary>
    public void LimitConfirmed(LimitOrigin origin, int limitMicrons)
    {
        int at = Begin(LogKind.LimitConfirmed);
        Log[at + LimitConfirmedData.Origin] = (byte)origin;
        Log[at + LimitConfirmedData.Reason] = (byte)parts.Preparation.Reason;
        Wire.Put16(Log, at + LimitConfirmedData.LimitMicrons, limitMicrons);
        Wire.Put16(Log, at + LimitConfirmedData.DepthMicrons, parts.Preparation.DepthMicrons);
        Log[at + LimitConfirmedData.Area] = (byte)parts.Preparation.Area;
        parts.Queue.End();
    }

    /// <summary>A session was opened or closed.</summary>
    public void SessionChanged(LogKind kind, uint session, int runningMs)
    {
        int at = Begin(kind);
        Wire.PutU32(Log, at + SessionData.Session, session);
        Wire.PutI32(Log, at + SessionData.RunningMs, runningMs);
        parts.Queue.End();
    }

    /// <summary>A cartridge got the stamp of first use.</summary>
    public void CartridgeStamped()
    {
        int at = Begin(LogKind.CartridgeStamped);
        Wire.PutU32(Log, at + StampedData.Session, parts.Session.Number);
        System.Array.Copy(parts.Slot.Serial, 0, Log, at + StampedData.Serial, 8);
        parts.Queue.End();
    }

    /// <summary>A technician did something.</summary>
    public void ServiceAction(ServiceAction action, int value)
    {
        int at = Begin(LogKind.ServiceAction);
        Log[at + ServiceData.Action] = (byte)action;
        Wire.PutI32(Log, at + ServiceData.Value, value);
        parts.Queue.End();
    }

    /// <summary>A host set the clock.</summary>
    public void ClockSet(uint oldUtcSeconds)
    {
        Wire.PutU32(Log, Begin(LogKind.ClockSet) + ClockSetData.OldUtcSeconds, oldUtcSeconds);
        parts.Queue.End();
    }

    /// <summary>Something was put into the slot, read, or pulled out.</summary>
    public void CartridgeChanged()
    {
        CartridgeState state = parts.Slot.State;
        LogKind kind =
            state == CartridgeState.Accepted ? LogKind.CartridgeInserted
            : state == CartridgeState.Refused ? LogKind.CartridgeRefused
            : LogKind.CartridgeRemoved;
        int at = Begin(kind);
        Log[at + CartridgeData.Type] = (byte)parts.Slot.Type;
        Log[at + CartridgeData.Needles] = (byte)parts.Slot.Needles;
        Log[at + CartridgeData.Refusal] = (byte)parts.Slot.Refusal;
        Log[at + CartridgeData.Verified] = parts.Slot.Verified ? (byte)1 : (byte)0;
        System.Array.Copy(parts.Slot.Serial, 0, Log, at + CartridgeData.Serial, 8);
        parts.Queue.End();
        parts.Events.Add(MessageId.CartridgeChanged, CartridgeAnswer.Length);
        CartridgeWords.Write(parts.Slot, parts.Events.Buffer, parts.Events.Base);
    }

    private int Begin(LogKind kind)
    {
        parts.Queue.Begin(kind, Now);
        return parts.Queue.Base;
    }

    private void Fault(LogKind kind, FaultId fault, PenState state, int detail)
    {
        int at = Begin(kind);
        Log[at + FaultData.Fault] = (byte)fault;
        Log[at + FaultData.State] = (byte)state;
        Wire.PutI32(Log, at + FaultData.Detail, detail);
        Wire.PutU32(Log, at + FaultData.LatchedMask, parts.Latch.Mask);
        parts.Queue.End();
    }

    private void RunFigures(int at, StopReason reason)
    {
        RunStatistics run = parts.Statistics;
        Wire.Put16(Log, at + RunEndedData.DurationCentiseconds, run.DurationMs / 10);
        Wire.Put16(Log, at + RunEndedData.Strokes, parts.Speed.Strokes);
        Wire.Put16(Log, at + RunEndedData.MeanSpeedErrorPermille, run.MeanSpeedErrorPermille);
        Wire.Put16(Log, at + RunEndedData.WorstSpeedErrorPermille, run.WorstSpeedErrorPermille);
        Log[at + RunEndedData.MeanCurrent] = Saturated(run.MeanCurrentMilliamps / RunEndedData.CurrentStepMilliamps, 0, 255);
        Log[at + RunEndedData.PeakCurrent] = Saturated(run.PeakCurrentMilliamps / RunEndedData.CurrentStepMilliamps, 0, 255);
        Log[at + RunEndedData.WorstDepthError] = Saturated(
            run.WorstDepthErrorMicrons / RunEndedData.DepthStepMicrons,
            -128,
            127
        );
        Log[at + RunEndedData.StopReason] = (byte)reason;
    }

    private static byte Saturated(int value, int lowest, int highest)
    {
        int bounded = value < lowest ? lowest : value;
        return (byte)(bounded > highest ? highest : bounded);
    }
}
