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
/// P6: the power is cut after every single byte that a pen writes to its FRAM, in everything that it does, in three ways. After each cut it
/// starts again: what it had written before is there, in order, once; settings are the old or the new; the motor is off.
/// </summary>
public class PowerCutSweepTests(ITestOutputHelper output)
{
    public static TheoryData<string, CutByte> Scenarios()
    {
        var all = new TheoryData<string, CutByte>();
        foreach (string name in new[] { "treatment", "session", "start", "interrupted", "migration", "wrap", "totals" })
        {
            foreach (CutByte cutByte in new[] { CutByte.Whole, CutByte.Torn, CutByte.Flipped })
            {
                all.Add(name, cutByte);
            }
        }

        return all;
    }

    [Theory]
    [Trait("Covers", "P6")]
    [Trait("Covers", "LOG-2")]
    [Trait("Covers", "LOG-3")]
    [Trait("Covers", "LOG-4")]
    [Trait("Covers", "LOG-6")]
    [Trait("Speed", "Slow")]
    [MemberData(nameof(Scenarios))]
    public void WhereverThePowerGoesWhatWasWrittenIsThere(string name, CutByte cutByte)
    {
        CutScenario scenario = CutScenario.Make(name);
        (Bench whole, long bytes) = scenario.Run(-1, cutByte);
        Assert.True(whole.Pen.IsOn);
        int records = CutScenario.WholeRecords(whole.World.Fram.Bytes).Count;
        Assert.InRange(bytes, 100, 5000);
        for (long cut = 1; cut <= bytes; cut++)
        {
            (Bench bench, _) = scenario.Run(cut, cutByte);
            Assert.False(bench.Pen.IsOn, $"{name}, cut {cut}: the power is still on");
            Assert.False(bench.World.Gate.On);
            Judge(bench, $"{name}, cut {cut}", scenario.SettingTold, name == "migration");
        }

        output.WriteLine($"{name}, {cutByte}: {bytes} cuts, {records} records");
    }

    private static void Judge(Bench bench, string at, bool settingTold, bool migrated)
    {
        SortedDictionary<uint, byte[]> before = CutScenario.WholeRecords(bench.World.Fram.Bytes);
        bench.Pen.PowerOn();
        bench.Pen.ReleaseTrigger();
        bench.Pen.Dock(false);
        bench.Pen.RunMillis(100);
        bench.Hello();
        bench.Pen.RunMillis(3000);
        byte[][] log = [.. LogReader.Read(bench)];
        uint tail = Wire.GetU32(log[0], LogRecord.Sequence);
        Assert.True(
            log.Select((r, i) => Wire.GetU32(r, LogRecord.Sequence) == tail + (uint)i).All(inOrder => inOrder),
            $"{at}: out of order"
        );
        foreach ((uint sequence, byte[] record) in before.Where(r => r.Key >= tail))
        {
            Assert.True(record.AsSpan().SequenceEqual(log[sequence - tail]), $"{at}: record {sequence} is not what it was");
        }

        JudgeRuns(log, before.Count == 0 ? 0 : (int)(before.Keys.Last() - tail) + 1, at);
        int speed = Wire.GetI32(bench.Ask(MessageId.SettingRead, [(byte)SettingId.PresetSpeedHz]), SettingAnswer.Value);
        int old = migrated ? CutScenario.PresetAfter : CutScenario.PresetBefore;
        Assert.Contains(speed, settingTold ? [CutScenario.PresetAfter] : new[] { old, CutScenario.PresetAfter });
        Assert.Contains(bench.State, new[] { PenState.Standby, PenState.Fault });
        Assert.Equal(0u, bench.Pen.Firmware!.Parts.Latch.Mask & (1u << (int)FaultId.SettingsCorrupt));
        Assert.False(bench.World.Gate.On);
        Assert.Empty(bench.World.Watch.Violations);
        JudgeTotals(bench, log, at);
    }

    /// <summary>Every run that began has one end, be it the one that the next start wrote.</summary>
    private static void JudgeRuns(byte[][] log, int before, string at)
    {
        LogKind last = log.Take(before)
            .Select(r => (LogKind)r[LogRecord.Kind])
            .LastOrDefault(k => k is LogKind.RunStarted or LogKind.RunCheckpoint or LogKind.RunEnded or LogKind.RunInterrupted);
        bool open = last is LogKind.RunStarted or LogKind.RunCheckpoint;
        Assert.True(
            (open ? 1 : 0) == log.Skip(before).Count(r => r[LogRecord.Kind] == (byte)LogKind.RunInterrupted),
            $"{at}: run"
        );
        Assert.Single(log.Skip(before), r => r[LogRecord.Kind] == (byte)LogKind.Boot);
    }

    private static void JudgeTotals(Bench bench, byte[][] log, string at)
    {
        Odometer odometer = bench.Pen.Firmware!.Parts.Odometer;
        Assert.True(bench.Pen.RunUntil(() => odometer.IsCurrent, 20_000), $"{at}: the totals do not catch up");
        Assert.False(odometer.Differs, $"{at}: the totals differ from the log's");
        if (Wire.GetU32(log[0], LogRecord.Sequence) == 1)
        {
            int strokes = log.Where(r =>
                    (LogKind)r[LogRecord.Kind] is LogKind.RunEnded or LogKind.RunInterrupted or LogKind.RunAmended
                )
                .Sum(r => Wire.GetU16(r, RunEndedData.Strokes));
            Assert.True(
                (uint)strokes == odometer.Totals.Strokes,
                $"{at}: {strokes} strokes in the log, {odometer.Totals.Strokes} in all"
            );
        }
    }
}
