using System;
using System.Linq;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Bits that are wrong on the FRAM's wires: whatever is read, nothing that stands in the memory is lost, and nothing moves.</summary>
public class WrongDataTests
{
    private static Bench Used()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, 77));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetDepthMicrons, 700));
        for (int i = 0; i < 100; i++)
        {
            bench.Ask(MessageId.ClockSet, BitConverter.GetBytes(1_800_000_000u + (uint)i));
        }

        bench.Pen.RunMillis(500);
        bench.Pen.PowerOff();
        return bench;
    }

    /// <summary>A start in which one byte of every so many is read wrong, then one with good wires: every record is still there.</summary>
    [Theory]
    [Trait("Covers", "P6")]
    [Trait("Covers", "FLT-16")]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(101)]
    [InlineData(257)]
    [InlineData(509)]
    [InlineData(1021)]
    public void AStartWithWrongBitsLosesNothing(int every)
    {
        Bench bench = Used();
        byte[][] before = [.. CutScenario.WholeRecords(bench.World.Fram.Bytes).Values];
        for (int start = 0; start < 20; start++)
        {
            bench.World.Fram.WrongBitEvery = every + start;
            bench.Pen.PowerOn();
            bench.Pen.RunMillis(1000);
            Assert.False(bench.World.Gate.On);
            bench.Pen.PowerOff();
        }

        bench.World.Fram.WrongBitEvery = 0;
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(2500);
        bench.Hello();
        byte[][] after = [.. CutScenario.WholeRecords(bench.World.Fram.Bytes).Values];
        Assert.True(after.Length >= before.Length, $"{before.Length} records were there, {after.Length} are");
        foreach ((byte[] was, byte[] now) in before.Zip(after))
        {
            Assert.Equal(was, now);
        }

        int speed = Wire.GetI32(bench.Ask(MessageId.SettingRead, [(byte)SettingId.PresetSpeedHz]), SettingAnswer.Value);
        Assert.True(
            speed == 77 || bench.Pen.Firmware!.Parts.Latch.Has(FaultId.SettingsCorrupt),
            $"{speed} Hz, and no word of it"
        );
        Assert.Empty(bench.World.Watch.Violations);
    }

    /// <summary>A confirmation is compared with what the memory holds: a wrong bit refuses it.</summary>
    [Fact]
    [Trait("Covers", "P6")]
    public void AWrongBitConfirmsNothingThatIsNotThere()
    {
        Bench bench = Used();
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(2500);
        bench.Hello();
        UsageLog log = bench.Pen.Firmware!.Parts.Log;
        uint crc = log.CrcOf(50);
        bench.World.Fram.WrongBitEvery = 1;
        bench.Ask(MessageId.LogConfirm, [.. BitConverter.GetBytes(51u), .. BitConverter.GetBytes(crc)]);
        Assert.Equal(FrameKind.Refusal, bench.Kind);
        Assert.Equal(1u, bench.Pen.Firmware.Parts.Counters.ConfirmedNext);
    }
}
