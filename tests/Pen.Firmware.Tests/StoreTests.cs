using System;
using System.Linq;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Settings, log and counters: every refusal, and what happens when the memory fails or is full.</summary>
public class StoreTests
{
    private static readonly int LogCapacity = MemoryMap.LogCapacity(0x20000);

    private static byte[] Write(int id, int value, int actor = 1) => Bench.SettingPayload((SettingId)id, value, actor);

    private static byte[] Read(uint first, int count)
    {
        byte[] request = new byte[LogReadRequest.Length];
        Wire.PutU32(request, LogReadRequest.First, first);
        request[LogReadRequest.Count] = (byte)count;
        return request;
    }

    private static byte[] Confirm(uint next, uint crc)
    {
        byte[] request = new byte[LogConfirmRequest.Length];
        Wire.PutU32(request, LogConfirmRequest.Next, next);
        Wire.PutU32(request, LogConfirmRequest.LastCrc, crc);
        return request;
    }

    private static uint Head(Bench bench) => Wire.GetU32(bench.Ask(MessageId.LogInfo), LogInfoAnswer.Head);

    [Theory]
    [Trait("Covers", "P2")]
    [InlineData(0, 0, 1, RefusalCode.UnknownSetting, RequestField.SettingId, LimitOrigin.Protocol, SettingTable.Count)]
    [InlineData(99, 0, 1, RefusalCode.UnknownSetting, RequestField.SettingId, LimitOrigin.Protocol, SettingTable.Count)]
    [InlineData((int)SettingId.Buzzer, 1, 3, RefusalCode.OutOfRange, RequestField.Actor, LimitOrigin.Protocol, 2)]
    [InlineData(
        (int)SettingId.PresetSpeedHz,
        49,
        1,
        RefusalCode.OutOfRange,
        RequestField.SettingValue,
        LimitOrigin.Setting,
        50
    )]
    [InlineData(
        (int)SettingId.PresetSpeedHz,
        151,
        1,
        RefusalCode.OutOfRange,
        RequestField.SettingValue,
        LimitOrigin.Setting,
        150
    )]
    [InlineData(
        (int)SettingId.PresetDepthMicrons,
        525,
        1,
        RefusalCode.Resolution,
        RequestField.SettingValue,
        LimitOrigin.Setting,
        50
    )]
    public void ASettingBeyondItsLimitsIsRefusedAndStays(
        int id,
        int value,
        int actor,
        RefusalCode code,
        RequestField field,
        LimitOrigin origin,
        int limit
    )
    {
        Bench bench = Bench.Ready();
        uint head = Head(bench);
        bench.Ask(MessageId.SettingWrite, Write(id, value, actor));
        BenchAssert.Refused(bench, code, field, origin, limit);
        Assert.Equal(head, Head(bench));
    }

    [Fact]
    [Trait("Covers", "P2")]
    public void AnUnknownSettingIsNotRead()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SettingRead, [SettingTable.Count + 1]);
        BenchAssert.Refused(
            bench,
            RefusalCode.UnknownSetting,
            RequestField.SettingId,
            LimitOrigin.Protocol,
            SettingTable.Count
        );
    }

    [Fact]
    [Trait("Covers", "P2")]
    public void SettingsAreNotWrittenWhileArmed()
    {
        Bench bench = FaultBench.Running();
        bench.Ask(MessageId.SettingWrite, Write((int)SettingId.TriggerMode, 1));
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Standby);
    }

    [Fact]
    [Trait("Covers", "P6")]
    public void AMemoryThatDoesNotKeepASettingLeavesTheOldOne()
    {
        Bench bench = Bench.Ready();
        bench.World.Fram.Silent = true;
        bench.Ask(MessageId.SettingWrite, Write((int)SettingId.TriggerMode, 1));
        BenchAssert.Refused(bench, RefusalCode.StorageFailed, RequestField.SettingValue, LimitOrigin.Hardware, 0);
        bench.World.Fram.Silent = false;
        Assert.Equal(0, Wire.GetI32(bench.Ask(MessageId.SettingRead, [(byte)SettingId.TriggerMode]), SettingAnswer.Value));
    }

    [Fact]
    [Trait("Covers", "P2")]
    public void LogRequestsBeyondTheLogAreRefused()
    {
        Bench bench = Bench.Ready();
        uint head = Head(bench);
        bench.Ask(MessageId.LogRead, Read(1, 0));
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.RecordCount, LimitOrigin.Protocol, 6);
        bench.Ask(MessageId.LogRead, Read(1, 7));
        BenchAssert.Refused(bench, RefusalCode.OutOfRange, RequestField.RecordCount, LimitOrigin.Protocol, 6);
        bench.Ask(MessageId.LogRead, Read(0, 1));
        BenchAssert.Refused(bench, RefusalCode.NoSuchRecords, RequestField.FirstRecord, LimitOrigin.Hardware, 1);
        bench.Ask(MessageId.LogRead, Read(head, 1));
        BenchAssert.Refused(bench, RefusalCode.NoSuchRecords, RequestField.FirstRecord, LimitOrigin.Hardware, (int)head);
        bench.Ask(MessageId.LogConfirm, Confirm(head + 1, 0));
        BenchAssert.Refused(bench, RefusalCode.NoSuchRecords, RequestField.FirstRecord, LimitOrigin.Hardware, (int)head);
        bench.World.Fram.Silent = true;
        bench.Ask(MessageId.LogRead, Read(1, 1));
        BenchAssert.Refused(bench, RefusalCode.StorageFailed, RequestField.FirstRecord, LimitOrigin.Hardware, 0);
    }

    [Fact]
    [Trait("Covers", "P6")]
    public void ConfirmingNeedsTheRecordsOwnChecksumAndAMemoryThatKeepsIt()
    {
        Bench bench = Bench.Ready();
        uint head = Head(bench);
        byte[] last = bench.Ask(MessageId.LogRead, Read(head - 1, 1))[LogReadAnswer.Records..];
        uint crc = Wire.GetU32(last, LogRecord.Crc);
        bench.Ask(MessageId.LogConfirm, Confirm(head, crc ^ 1));
        Assert.Equal(RefusalCode.ConfirmMismatch, (RefusalCode)bench.Payload[RefusalData.Code]);
        // The record is read, its confirmation is not kept.
        bench.World.Fram.WriteProtected = true;
        bench.Ask(MessageId.LogConfirm, Confirm(head, crc));
        BenchAssert.Refused(bench, RefusalCode.StorageFailed, RequestField.FirstRecord, LimitOrigin.Hardware, 0);
        Assert.NotEqual(head, Wire.GetU32(bench.Ask(MessageId.LogInfo), LogInfoAnswer.Confirmed));
        bench.World.Fram.WriteProtected = false;
        bench.Ask(MessageId.LogConfirm, Confirm(head, crc));
        bench.ExpectAnswer();
        Assert.Equal(head, Wire.GetU32(bench.Payload, LogConfirmAnswer.Confirmed));
        bench.Ask(MessageId.LogConfirm, Confirm(head, crc));
        bench.ExpectAnswer();
        bench.Ask(MessageId.LogConfirm, Confirm(head - 1, 0));
        Assert.Equal(RefusalCode.NoSuchRecords, (RefusalCode)bench.Payload[RefusalData.Code]);
        bench.Pen.Reset();
        bench.Hello();
        bench.Pen.RunMillis(2000);
        Assert.Equal(head, Wire.GetU32(bench.Ask(MessageId.LogInfo), LogInfoAnswer.Confirmed));
    }

    [Fact]
    [Trait("Covers", "FLT-16")]
    [Trait("Covers", "LOG-2")]
    [Trait("Speed", "Slow")]
    public void AFullLogArmsNoMoreStopsWritingAndGoesOnWhenConfirmed()
    {
        Bench bench = Bench.Ready();
        int writes = 0;
        while (Head(bench) < LogCapacity * 96 / 100)
        {
            bench.Ask(MessageId.SettingWrite, Write((int)SettingId.Buzzer, writes++ % 2));
        }

        bench.Prepare(1000, 120);
        bench.Ask(MessageId.Arm);
        Assert.Equal(RefusalCode.LogFull, (RefusalCode)bench.Payload[RefusalData.Code]);
        for (int i = 0; i < LogCapacity / 20 && bench.Pen.Firmware!.Controller.State != PenState.Fault; i++)
        {
            bench.Ask(MessageId.SettingWrite, Write((int)SettingId.Buzzer, writes++ % 2));
        }

        Assert.Equal(FaultId.LogDamaged, bench.FirstFault);
        uint head = Head(bench);
        byte[] last = bench.Ask(MessageId.LogRead, Read(head - 1, 1))[LogReadAnswer.Records..];
        bench.Ask(MessageId.LogConfirm, Confirm(head, Wire.GetU32(last, LogRecord.Crc)));
        bench.ExpectAnswer();
        bench.Run(1000);
        bench.Ask(MessageId.Acknowledge);
        bench.ExpectAnswer();
        Assert.True(bench.Pen.RunUntil(() => bench.State == PenState.Standby, 3000));
        bench.Start(1000, 120);
        bench.Run(500);
        // The ring has begun anew; its ends are still found after a start.
        Assert.True(Head(bench) > LogCapacity);
        uint before = Head(bench);
        bench.Pen.ReleaseTrigger();
        bench.Pen.Reset();
        bench.Hello();
        bench.Pen.RunMillis(2000);
        Assert.True(Head(bench) > before);
    }

    [Fact]
    [Trait("Covers", "LOG-3")]
    public void LostCountersGoOnFromTheLogAndNothingCountsAsConfirmed()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SessionOpen);
        bench.Pen.Reset();
        bench.Pen.RunMillis(1500);
        Array.Clear(bench.World.Fram.Bytes, MemoryMap.Counters, 2 * MemoryMap.CopyDistance);
        bench.Pen.Reset();
        byte[] hello = bench.Hello();
        Assert.Equal(3u, Wire.GetU32(hello, HelloAnswer.BootCount));
        bench.Pen.RunMillis(1500);
        Assert.Equal(1u, Wire.GetU32(bench.Ask(MessageId.LogInfo), LogInfoAnswer.Confirmed));
        Assert.True(Wire.GetU32(bench.Ask(MessageId.SessionOpen), SessionAnswer.Session) > 256);
    }

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void WithoutAMemoryForItsNumberNoSessionOpensAndNothingArms()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(1000, 120);
        bench.World.Fram.Silent = true;
        bench.Ask(MessageId.Arm);
        BenchAssert.Refused(bench, RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0);
        bench.Ask(MessageId.SessionOpen);
        BenchAssert.Refused(bench, RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0);
        Assert.Equal(0, bench.Flags & StatusFlags.SessionOpen);
    }

    [Theory]
    [InlineData(MessageId.Sleep)]
    [InlineData(MessageId.ServiceEnter)]
    [InlineData(MessageId.Arm)]
    [Trait("Covers", "P2")]
    public void WhatNeedsStandbyIsRefusedElsewhere(MessageId message)
    {
        Bench bench = FaultBench.Running();
        bench.Ask(message);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Standby);
        Assert.True(bench.World.Gate.On);
        bench.Ask(MessageId.ServiceLeave);
        bench.ExpectAnswer();
        Assert.True(bench.World.Gate.On);
        bench.Ask(MessageId.Acknowledge);
        BenchAssert.Refused(bench, RefusalCode.WrongState, RequestField.State, LimitOrigin.State, (int)PenState.Fault);
    }

    [Fact]
    [Trait("Covers", "FLT-5")]
    public void GlitchesOfThePulseCounterNeitherStopNorMiscountARun()
    {
        Bench bench = FaultBench.Running();
        for (int glitch = 0; glitch < 5; glitch++)
        {
            bench.Pen.Chip.PulseGlitches = 2;
            bench.Run(500);
        }

        Assert.True(bench.World.Gate.On);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        byte[] ended = LogReader.Read(bench).Last(r => r[LogRecord.Kind] == (byte)LogKind.RunEnded);
        double made = bench.World.Motor.Strokes;
        // Each of the ten dropped readings hides the strokes of one tick, or of two where the next one is spoilt too.
        Assert.InRange(Wire.GetU16(ended, RunEndedData.Strokes), made - 24, made + 1);
    }

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void ACartridgeWithoutAMemoryForStampsIsRefused()
    {
        CartridgeImage cartridge = CartridgeImage.Make(CartridgeType.Needles36);
        Bench bench = Bench.Ready(cartridge: cartridge);
        cartridge.Silent = true;
        bench.Prepare(1000, 120);
        bench.Ask(MessageId.Arm);
        bench.Run(1000);
        Assert.Equal(FaultId.CartridgeRefused, bench.FirstFault);
    }
}
