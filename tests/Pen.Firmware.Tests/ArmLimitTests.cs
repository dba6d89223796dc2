using System;
using Pen.Control;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>What keeps a pen from arming, at its very limit: the limit itself still arms, one more does not.</summary>
public class ArmLimitTests
{
    private static PenParts Prepared()
    {
        Bench bench = Bench.Ready();
        bench.Prepare(1000, 120);
        PenParts parts = bench.Pen.Firmware!.Parts;
        Assert.True(parts.ArmCheck.Allows(PenState.Standby, false, 0));
        return parts;
    }

    private static void Edge(RefusalCode code, int limit, Action<PenParts> atLimit, Action<PenParts> beyond)
    {
        PenParts parts = Prepared();
        atLimit(parts);
        Assert.True(parts.ArmCheck.Allows(PenState.Standby, false, 0));
        beyond(parts);
        Assert.False(parts.ArmCheck.Allows(PenState.Standby, false, 0));
        Assert.Equal((code, limit), (parts.Refusal.Code, parts.Refusal.Limit));
    }

    [Fact]
    [Trait("Covers", "FLT-10")]
    public void ACellOf3500Millivolts() =>
        Edge(RefusalCode.BatteryLow, 3500, p => p.Inputs.BatteryMillivolts = 3500, p => p.Inputs.BatteryMillivolts = 3499);

    [Fact]
    [Trait("Covers", "FLT-8")]
    public void AMotorOf50Degrees() =>
        Edge(RefusalCode.TooHot, 500, p => p.Inputs.MotorDeciCelsius = 500, p => p.Inputs.MotorDeciCelsius = 501);

    [Fact]
    [Trait("Covers", "FLT-9")]
    public void ABoardOf65Degrees() =>
        Edge(RefusalCode.TooHot, 650, p => p.Inputs.BoardDeciCelsius = 650, p => p.Inputs.BoardDeciCelsius = 651);

    [Fact]
    [Trait("Covers", "LIM-9")]
    public void ACartridgeWithOneStrokeLeft() =>
        Edge(
            RefusalCode.CartridgeWornOut,
            500,
            p => (p.Slot.StrokeLife, p.Slot.StrokesUsed) = (500, 499),
            p => p.Slot.StrokesUsed = 500
        );

    [Fact]
    [Trait("Covers", "LIM-8")]
    public void AnHourButAMillisecond() =>
        Edge(RefusalCode.SessionLimit, 3_600_000, p => p.Session.RunningMs = 3_599_999, p => p.Session.RunningMs = 3_600_000);

    [Fact]
    [Trait("Covers", "FLT-16")]
    public void ALogOf95Percent()
    {
        int room = MemoryMap.LogCapacity(0x20000) * 95 / 100;
        Edge(
            RefusalCode.LogFull,
            room,
            p => p.Log.Head = p.Counters.ConfirmedNext + (uint)room - 1,
            p => p.Log.Head = p.Counters.ConfirmedNext + (uint)room
        );
    }

    [Fact]
    [Trait("Covers", "FLT-16")]
    public void ADamagedLogWhateverRoomItHas()
    {
        PenParts parts = Prepared();
        parts.Log.Damaged = true;
        Assert.False(parts.ArmCheck.Allows(PenState.Standby, false, 0));
        Assert.Equal(RefusalCode.LogFull, parts.Refusal.Code);
    }

    [Fact]
    [Trait("Covers", "LIM-7")]
    public void APauseOfAMillisecondAndAHeldTrigger()
    {
        PenParts parts = Prepared();
        Assert.False(parts.ArmCheck.Allows(PenState.Standby, false, 1));
        Assert.Equal(RefusalCode.Pausing, parts.Refusal.Code);
        Assert.False(parts.ArmCheck.Allows(PenState.Standby, true, 0));
        Assert.Equal(RefusalCode.TriggerHeld, parts.Refusal.Code);
    }
}
