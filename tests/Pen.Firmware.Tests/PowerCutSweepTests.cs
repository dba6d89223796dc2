using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator.Parts;
using Pen.TestBench;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests;

/// <summary>
/// P6: a small treatment, cut after every single byte that it writes to the FRAM, in three ways. After each cut the pen starts again,
/// and what it had written before is there: in order, once, with the same checksums as in the treatment that was not cut.
/// </summary>
public class PowerCutSweepTests(ITestOutputHelper output)
{
    private const int PresetOld = 100;
    private const int PresetNew = 77;

    [Theory]
    [Trait("Covers", "P6")]
    [Trait("Covers", "LOG-2")]
    [Trait("Covers", "LOG-3")]
    [Trait("Speed", "Slow")]
    [InlineData(CutByte.Whole)]
    [InlineData(CutByte.Torn)]
    [InlineData(CutByte.Flipped)]
    public void WhereverThePowerGoesWhatWasWrittenIsThere(CutByte cutByte)
    {
        Bench whole = Start();
        long before = whole.World.Fram.BytesWritten;
        Treat(whole, out _);
        int bytes = (int)(whole.World.Fram.BytesWritten - before);
        byte[][] reference = Raw(whole);
        Assert.InRange(reference.Length, 15, 100);
        for (int cut = 1; cut <= bytes; cut++)
        {
            Bench bench = Start();
            bench.World.Fram.CutByte = cutByte;
            bench.World.Fram.CutAfterBytes = cut;
            Treat(bench, out bool acknowledged);
            Assert.False(bench.Pen.IsOn);
            Assert.False(bench.World.Gate.On);
            Judge(bench, reference, acknowledged, cut);
        }

        output.WriteLine($"{bytes} cuts, {reference.Length} records");
    }

    private static Bench Start()
    {
        Bench bench = Bench.Ready();
        bench.Pen.RunMillis(200);
        return bench;
    }

    /// <summary>Arm with a stamp, run over a checkpoint, fault, acknowledge, change a setting, confirm, close.</summary>
    private static void Treat(Bench bench, out bool acknowledged)
    {
        acknowledged = false;
        bool settingTold = false;
        try
        {
            bench.Start(1000, 120);
            bench.Run(5500);
            bench.Pen.Dock(true);
            bench.Run(500);
            bench.Pen.Dock(false);
            bench.Pen.ReleaseTrigger();
            bench.Run(300);
            bench.Ask(MessageId.Acknowledge);
            bench.Run(1500);
            bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, PresetNew));
            settingTold = bench.Kind == FrameKind.Answer;
            bench.Run(200);
            bench.Ask(MessageId.SessionClose);
            bench.Pen.RemoveCartridge();
            bench.Run(500);
        }
        catch (InvalidOperationException)
        {
            // A pen without power answers nothing; whatever else is wrong, the judge sees.
        }

        acknowledged = settingTold;
    }

    private static void Judge(Bench bench, byte[][] reference, bool acknowledged, int cut)
    {
        int written = Raw(bench).Length;
        bench.Pen.PowerOn();
        bench.Pen.ReleaseTrigger();
        bench.Pen.Dock(false);
        bench.Pen.RunMillis(100);
        bench.Hello();
        bench.Pen.RunMillis(2500);
        byte[][] log = [.. LogReader.Read(bench)];
        int same = log.Zip(reference).TakeWhile(p => p.First.AsSpan().SequenceEqual(p.Second)).Count();
        Assert.True(
            same >= Math.Min(written, reference.Length),
            $"cut {cut}: {written} records were written, {same} are there"
        );
        Assert.Single(log.Skip(same), r => r[LogRecord.Kind] == (byte)LogKind.Boot);
        LogKind lastOfRun = log.Take(same)
            .Select(r => (LogKind)r[LogRecord.Kind])
            .LastOrDefault(k => k is LogKind.RunStarted or LogKind.RunCheckpoint or LogKind.RunEnded);
        bool running = lastOfRun is LogKind.RunStarted or LogKind.RunCheckpoint;
        Assert.Equal(running ? 1 : 0, log.Count(r => r[LogRecord.Kind] == (byte)LogKind.RunInterrupted));
        int speed = Wire.GetI32(bench.Ask(MessageId.SettingRead, [(byte)SettingId.PresetSpeedHz]), SettingAnswer.Value);
        Assert.Contains(speed, acknowledged ? [PresetNew] : new[] { PresetOld, PresetNew });
        Assert.Equal(1, Wire.GetI32(bench.Ask(MessageId.SettingRead, [(byte)SettingId.Buzzer]), SettingAnswer.Value));
        Assert.Contains(bench.State, new[] { PenState.Standby, PenState.Fault });
        Assert.False(bench.World.Gate.On);
        Assert.Empty(bench.World.Watch.Violations);
    }

    /// <summary>The whole records that stand in the FRAM, from its first on, by their chain alone.</summary>
    private static byte[][] Raw(Bench bench)
    {
        var checksum = new Board.Drivers.ChipChecksum();
        var records = new List<byte[]>();
        byte[] linked = new byte[4 + LogRecord.Length];
        uint crc = 0;
        for (uint sequence = 1; ; sequence++)
        {
            int at = MemoryMap.Log + ((int)(sequence - 1) * LogRecord.Length);
            Wire.PutU32(linked, 0, crc);
            Array.Copy(bench.World.Fram.Bytes, at, linked, 4, LogRecord.Length);
            crc = Wire.GetU32(linked, 4 + LogRecord.Crc);
            if (Wire.GetU32(linked, 4) != sequence || checksum.Crc32(linked, 0, 4 + LogRecord.Crc) != crc)
            {
                return [.. records];
            }

            records.Add(linked[4..]);
        }
    }
}
