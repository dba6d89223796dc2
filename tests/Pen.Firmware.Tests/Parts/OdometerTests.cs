using System;
using System.Linq;
using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Firmware.Tests.Parts;

/// <summary>The totals are the sum of the log, whatever is lost on the way.</summary>
public class OdometerTests : OdometerBench
{
    [Fact]
    [Trait("Covers", "LOG-4")]
    public void TheTotalsAreTheSumOfTheLog()
    {
        PowerOn();
        Life(900);
        Settle();
        AssertTold();
        PowerOn();
        Settle();
        AssertTold("after a start");
    }

    [Fact]
    public void OneRecordIsFollowedATick()
    {
        PowerOn();
        Run(LogKind.RunEnded, 100, 10);
        Run(LogKind.RunEnded, 100, 10);
        Assert.False(Odometer.IsCurrent);
        Tick();
        Assert.Equal(100u, Odometer.Totals.Strokes);
        Assert.False(Odometer.IsCurrent);
        Tick();
        AssertTold();
    }

    [Fact]
    public void TheLogTellsTheTotalsEvery256Records()
    {
        PowerOn();
        Life(1500);
        Settle();
        byte[][] pages = [.. Records().Where(r => r[LogRecord.Kind] == (byte)LogKind.Odometer)];
        uint[] first = [.. pages.Where(p => p[OdometerData.Page] == 0).Select(p => Wire.GetU32(p, LogRecord.Sequence))];
        Assert.Equal(6 * first.Length, pages.Length);
        Assert.InRange(first.Length, 5, 6);
        Assert.All(first.Zip(first.Skip(1)), p => Assert.InRange(p.Second - p.First, 256u, 256u + 30));
        Assert.Equal(Enumerable.Range(0, pages.Length).Select(i => (byte)(i % 6)), pages.Select(p => p[OdometerData.Page]));
        Assert.All(pages, p => Assert.Equal(7u, Wire.GetU32(p, LogRecord.UptimeMs)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(200)]
    [InlineData(300)]
    [InlineData(3000)]
    [InlineData(9000)]
    public void WhatIsLostIsFoundInTheLog(int records)
    {
        PowerOn();
        Life(records);
        Settle();
        Array.Clear(Memory.Bytes, MemoryMap.Odometer, 2 * MemoryMap.CopyDistance);
        PowerOn();
        Settle(2 * 300);
        AssertTold();
        // And stays found.
        Life(40, 2);
        PowerOn();
        Settle();
        AssertTold("after another start");
    }

    [Fact]
    public void ASetOfTotalsWithoutItsEndIsPassedOver()
    {
        PowerOn();
        Life(300);
        Settle();
        int stop = 0;
        uint head = Log.Head;
        while (Log.Head < head + 256)
        {
            Other(LogKind.Boot);
        }

        // The power goes behind the third of six.
        while (stop < 3)
        {
            stop += Queue.Count > 0 ? 1 : 0;
            Tick();
        }

        Array.Clear(Memory.Bytes, MemoryMap.Odometer, 2 * MemoryMap.CopyDistance);
        PowerOn();
        Settle(700);
        AssertTold();
    }

    [Fact]
    public void WithoutTotalsAndBeginningTheyAreIncompleteAndSaySo()
    {
        PowerOn();
        Life(100);
        // Other records only, and none of the pen's totals: as a log whose odometer never ran.
        byte[] record = new byte[LogRecord.Length];
        record[LogRecord.Kind] = (byte)LogKind.Boot;
        while (Log.Head < (uint)(2 * Log.Capacity))
        {
            Counters.ConfirmedNext = Log.Head;
            Log.Append(record, 0);
        }

        Array.Clear(Memory.Bytes, MemoryMap.Odometer, 2 * MemoryMap.CopyDistance);
        Counters.Confirm(Log.Head);
        PowerOn();
        Settle((2 * Log.Capacity) + 100);
        Assert.True(Odometer.IsCurrent);
        Assert.True(Odometer.Incomplete);
        Assert.Equal(0u, Odometer.Totals.Strokes);
        byte[] page = Records().Last(r => r[LogRecord.Kind] == (byte)LogKind.Odometer);
        Assert.Equal(LogRecord.FlagIncomplete, page[LogRecord.Flags]);
        // The totals in the log carry it on.
        Array.Clear(Memory.Bytes, MemoryMap.Odometer, 2 * MemoryMap.CopyDistance);
        PowerOn();
        Settle(700);
        Assert.True(Odometer.IsCurrent);
        Assert.True(Odometer.Incomplete);
    }

    [Fact]
    public void ADamagedRecordMakesThemIncomplete()
    {
        PowerOn();
        Run(LogKind.RunEnded, 100, 10);
        Run(LogKind.RunEnded, 50, 10);
        Run(LogKind.RunEnded, 25, 10);
        Memory.Bytes[MemoryMap.Log + LogRecord.Length + LogRecord.Data] ^= 1;
        Settle(10);
        Assert.True(Odometer.IsCurrent);
        Assert.True(Odometer.Incomplete);
        Assert.Equal(125u, Odometer.Totals.Strokes);
    }

    [Fact]
    public void TotalsOfAnotherPenAreNoticed()
    {
        PowerOn();
        Life(100);
        Settle();
        byte[] page = new byte[LogRecord.Length];
        for (int number = 0; number < OdometerData.Pages; number++)
        {
            Array.Clear(page);
            page[LogRecord.Kind] = (byte)LogKind.Odometer;
            Odometer.Totals.WritePage(page, 0, number);
            Assert.True(Odometer.Totals.Agrees(page));
            int tallies = number == 0 ? 0 : Math.Min(5, OdometerTallyData.Tallies - (5 * (number - 1)));
            int used = number == 0 ? 11 : 2 * tallies;
            for (int i = 0; i < used; i++)
            {
                int at = (number == 0 ? OdometerData.Runs : OdometerTallyData.FirstTally) + i;
                page[at] ^= 0x80;
                Assert.False(Odometer.Totals.Agrees(page), $"page {number}, byte {at}");
                page[at] ^= 0x80;
            }
        }

        Assert.True(
            Log.Append([.. page[..OdometerTallyData.FirstTally], 9, 9, .. page[(OdometerTallyData.FirstTally + 2)..]], 0)
        );
        Settle();
        Assert.True(Odometer.Differs);
        // Said once it stays said, be the next set right or wrong.
        Assert.True(
            Log.Append([.. page[..OdometerTallyData.FirstTally], 9, 9, .. page[(OdometerTallyData.FirstTally + 2)..]], 0)
        );
        Settle();
        Assert.True(Odometer.Differs);
    }

    [Fact]
    public void TalliesStopAtTheirEnd()
    {
        var totals = new OdometerTotals();
        byte[] record = new byte[LogRecord.Length];
        record[LogRecord.Kind] = (byte)LogKind.FaultRaised;
        record[FaultData.Fault] = 20;
        for (int i = 0; i < 65_540; i++)
        {
            totals.Add(record);
        }

        Assert.Equal(65_535, totals.Tally(20));
        record[FaultData.Fault] = 21;
        totals.Add(record);
        Assert.Equal(65_535, Enumerable.Range(0, 21).Sum(totals.Tally));
    }

    [Fact]
    public void AFullLogIsNotFilledWithTotals()
    {
        PowerOn();
        byte[] record = new byte[LogRecord.Length];
        while (Log.Append(record, 0)) { }

        Settle((2 * Log.Capacity) + 100);
        Assert.True(Log.IsFull);
        Assert.Equal(0, Queue.Count);
        Assert.DoesNotContain(Records(), r => r[LogRecord.Kind] == (byte)LogKind.Odometer);
    }

    [Fact]
    public void ASilentMemoryIsWaitedFor()
    {
        PowerOn();
        Life(100);
        Memory.Silent = true;
        Settle();
        Assert.False(Odometer.IsCurrent && Log.Head != Odometer.Next);
        Memory.Silent = false;
        Settle();
        AssertTold();
        Array.Clear(Memory.Bytes, MemoryMap.Odometer, 2 * MemoryMap.CopyDistance);
        PowerOn();
        Memory.Silent = true;
        Settle();
        Assert.False(Odometer.IsCurrent);
        Memory.Silent = false;
        Settle();
        AssertTold("after looking back");
        Log.Close();
        Settle(5);
        Assert.Equal(Log.Head, Odometer.Next);
    }

    [Fact]
    public void ABlockThatDoesNotFitTheLogIsNotBelieved()
    {
        PowerOn();
        Life(200);
        Settle();
        // The log begins anew (a memory of which only the block survived).
        Array.Clear(Memory.Bytes, MemoryMap.Log, 0x1F000);
        Told.Clear();
        PowerOn();
        Life(5, 9);
        Settle();
        PowerOn();
        Settle();
        AssertTold();
    }
}
