using System;
using System.Globalization;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Cli;

/// <summary>Log records in words.</summary>
internal static class LogText
{
    /// <summary>Time of a record: of day where the pen knew it, otherwise since its start.</summary>
    public static string Time(LogEntry entry) =>
        entry.Utc is { } utc
            ? utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : FormattableString.Invariant($"start {entry.BootCount} + {entry.Uptime.TotalSeconds:0.00} s");

    /// <summary>What a record tells.</summary>
    public static string Describe(LogEntry e) =>
        e.Kind switch
        {
            LogKind.Boot => $"started, firmware {e.U8(BootData.Major)}.{e.U8(BootData.Minor)}.{e.U8(BootData.Patch)}",
            LogKind.SelfTest => e.U8(SelfTestData.FailedCheck) == 0
                ? "self-test passed"
                : $"self-test failed: {SelfTestText.Finding((SelfTestCheck)e.U8(SelfTestData.FailedCheck))}",
            LogKind.RunStarted => $"run started: {Output.Depth(e.U16(RunStartedData.DepthMicrons))} (measured "
                + $"{Output.Depth(e.I16(RunStartedData.MeasuredDepthMicrons))}), {e.U16(RunStartedData.SpeedHz)} Hz, "
                + $"{Output.Words((TreatmentArea)e.U8(RunStartedData.Area))}, {e.U8(RunStartedData.Needles)} needles",
            LogKind.RunCheckpoint => "run goes on: " + Run(e),
            LogKind.RunEnded => $"run ended ({Output.Words((StopReason)e.U8(RunEndedData.StopReason))}): " + Run(e),
            LogKind.RunInterrupted => "run cut off by a loss of power: " + Run(e),
            LogKind.FaultRaised => $"FLT-{e.U8(FaultData.Fault)} {FaultText.Name((FaultId)e.U8(FaultData.Fault))}",
            LogKind.FaultAcknowledged => $"acknowledged, first was FLT-{e.U8(FaultData.Fault)}",
            LogKind.SettingChanged => $"{SettingTable.Name((SettingId)e.U8(SettingChangedData.Id))}: "
                + $"{e.I32(SettingChangedData.OldValue)} → {e.I32(SettingChangedData.NewValue)}",
            LogKind.LimitConfirmed => $"{Output.Depth(e.U16(LimitConfirmedData.DepthMicrons))} confirmed beyond the "
                + $"{((LimitOrigin)e.U8(LimitConfirmedData.Origin) == LimitOrigin.Area ? "area's" : "label's")} "
                + $"{Output.Depth(e.U16(LimitConfirmedData.LimitMicrons))}: "
                + Output.Words((ConfirmReason)e.U8(LimitConfirmedData.Reason)),
            LogKind.ClockSet => "clock set",
            LogKind.CartridgeInserted => $"cartridge accepted, {e.U8(CartridgeData.Needles)} needles, tag "
                + (e.U8(CartridgeData.Verified) == 1 ? "verified" : "not verified"),
            LogKind.CartridgeRefused => $"cartridge refused: {Output.Words((CartridgeRefusal)e.U8(CartridgeData.Refusal))}",
            LogKind.CartridgeStamped => $"cartridge stamped with session {(uint)e.I32(StampedData.Session)}",
            LogKind.SessionOpened => $"session {(uint)e.I32(SessionData.Session)} opened",
            LogKind.SessionClosed => FormattableString.Invariant(
                $"session {(uint)e.I32(SessionData.Session)} closed after {e.I32(SessionData.RunningMs) / 1000.0:0} s of running"
            ),
            LogKind.ServiceAction when (ServiceAction)e.U8(ServiceData.Action) == ServiceAction.CartridgeKeyWritten =>
                $"service: key {(uint)e.I32(ServiceData.Value):X8} for cartridges written",
            LogKind.ServiceAction when (ServiceAction)e.U8(ServiceData.Action) == ServiceAction.CartridgeMade =>
                $"service: a cartridge made, {Output.Words((CartridgeType)e.I32(ServiceData.Value))}",
            LogKind.ServiceAction when (ServiceAction)e.U8(ServiceData.Action) == ServiceAction.SerialWritten =>
                $"service: serial number {(uint)e.I32(ServiceData.Value):X8} (its CRC-32) written",
            LogKind.ServiceAction =>
                $"service: {Output.Words((ServiceAction)e.U8(ServiceData.Action))}, {e.I32(ServiceData.Value)}",
            LogKind.FaultCleared =>
                $"FLT-{e.U8(FaultData.Fault)} {FaultText.Name((FaultId)e.U8(FaultData.Fault))}: its cause is gone",
            LogKind.RunAmended => FormattableString.Invariant(
                $"that run had {e.U16(RunEndedData.Strokes)} strokes and {e.U16(RunEndedData.DurationCentiseconds) / 100.0:0.0} s more, as its cartridge tells"
            ),
            LogKind.Charged => FormattableString.Invariant(
                $"put on its charger, cell {e.U16(ChargedData.BatteryMillivolts) / 1000.0:0.00} V"
            ),
            LogKind.Odometer when e.U8(OdometerData.Page) == 0 => FormattableString.Invariant(
                $"in all {(uint)e.I32(OdometerData.Page) >> 8} runs, {(uint)e.I32(OdometerData.Strokes)} strokes, {(uint)e.I32(OdometerData.RunningCentiseconds) / 100.0:0} s of running"
            ),
            LogKind.Odometer => $"in all, page {e.U8(OdometerData.Page) + 1} of 6: how often charged, how often each fault",
            LogKind.CartridgeRemoved => "cartridge removed",
            _ => $"record of kind {(int)e.Kind}",
        };

    private static string Run(LogEntry e) =>
        FormattableString.Invariant(
            $"{e.U16(RunEndedData.DurationCentiseconds) / 100.0:0.0} s, {e.U16(RunEndedData.Strokes)} strokes, speed {e.I16(RunEndedData.MeanSpeedErrorPermille) / 10.0:+0.0;-0.0;0.0} % off, peak {e.U8(RunEndedData.PeakCurrent) * RunEndedData.CurrentStepMilliamps} mA"
        );
}
