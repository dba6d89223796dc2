using System.Linq;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.TestBench;
using Xunit.Abstractions;

namespace Pen.Firmware.Tests;

/// <summary>Many records at once, and a faster line.</summary>
public class LogStreamTests(ITestOutputHelper output)
{
    /// <summary>A pen that has written so many records.</summary>
    private static Bench Filled(int records, int kilobytes = 128)
    {
        Bench bench = Bench.Ready(new SimulationOptions { FramKilobytes = kilobytes });
        bench.Pen.RunMillis(500);
        UsageLog log = bench.Pen.Firmware!.Parts.Log;
        byte[] record = new byte[LogRecord.Length];
        Assert.Equal(PenState.Standby, bench.State);
        while (log.Head <= (uint)records)
        {
            record[LogRecord.Data] = (byte)log.Head;
            if (log.IsFull)
            {
                bench.Pen.Firmware.Parts.Counters.ConfirmedNext = log.Head - 1;
            }

            log.Append(record, 0);
        }

        // All that was one long tick: a new start, in which the odometer counts what was written.
        bench.Pen.Firmware.Parts.Counters.Confirm(bench.Pen.Firmware.Parts.Counters.ConfirmedNext);
        bench.Pen.PowerOff();
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(2500);
        bench.Hello();
        bench.SetClock();
        bench.Run(90_000);
        Assert.Equal(PenState.Standby, bench.State);
        return bench;
    }

    private static void AssertAll(Bench bench, LogPull pull)
    {
        UsageLog log = bench.Pen.Firmware!.Parts.Log;
        Assert.Equal((int)(log.Head - log.Tail), pull.Records.Count);
        byte[] expected = new byte[LogRecord.Length];
        for (int i = 0; i < pull.Records.Count; i++)
        {
            Assert.True(log.Read(log.Tail + (uint)i, 1, expected, 0));
            Assert.Equal(expected, pull.Records[i]);
        }
    }

    private static byte[] StreamRequest(uint first, int count)
    {
        byte[] request = new byte[LogStreamRequest.Length];
        Wire.PutU32(request, LogStreamRequest.First, first);
        Wire.Put16(request, LogStreamRequest.Count, count);
        return request;
    }

    [Theory]
    [Trait("Covers", "LOG-9")]
    [Trait("Speed", "Slow")]
    [InlineData(115_200, 20.0)]
    [InlineData(230_400, 12.0)]
    [InlineData(921_600, 5.0)]
    public void AFullLogComesInTime(int baud, double limitSeconds)
    {
        Bench bench = Filled(4096, 256);
        var pull = new LogPull(bench);
        pull.ChangeSpeed(baud);
        double seconds = pull.Run();
        output.WriteLine($"{pull.Records.Count} records in {seconds:F2} s at {baud}, longest tick {pull.LongestTickMs:F2} ms");
        AssertAll(bench, pull);
        Assert.InRange(seconds, 0.1, limitSeconds);
        Assert.InRange(pull.LongestTickMs, 9.9, 10.01);
    }

    [Fact]
    [Trait("Covers", "LOG-9")]
    public void WhateverFrameIsLostTheLogIsWhole()
    {
        Bench bench = Filled(100);
        var whole = new LogPull(bench);
        whole.Run();
        AssertAll(bench, whole);
        int frames = whole.Frames;
        Assert.InRange(frames, 17, 19);
        for (int lost = 0; lost < frames; lost++)
        {
            int ticksOut = 0;
            var pull = new LogPull(bench);
            // From the moment on at which that many frames have come the cable is out for 60 ms: three frames' time at this speed.
            pull.BeforeTick = came => bench.World.Line.Unplugged = came == lost && ticksOut++ < 6;
            pull.Run();
            AssertAll(bench, pull);
            Assert.True(pull.Windows > whole.Windows, $"nothing was lost behind frame {lost}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Covers", "LOG-9")]
    public void OnANoisyLineItIsWholeAllTheSame(ulong seed)
    {
        output.WriteLine($"seed {seed}");
        Bench bench = Filled(600);
        bench.World.Line.BitErrorRate = seed * 2e-4;
        var pull = new LogPull(bench);
        pull.Run();
        bench.World.Line.BitErrorRate = 0;
        AssertAll(bench, pull);
        Assert.True(pull.Windows > 2);
    }

    [Fact]
    public void TheRingsEndAndTheBanksEndAreNoSeams()
    {
        Bench bench = Filled(8300, 256);
        UsageLog log = bench.Pen.Firmware!.Parts.Log;
        Assert.True(log.Tail > 1);
        var pull = new LogPull(bench);
        pull.ChangeSpeed(921_600);
        pull.Run();
        AssertAll(bench, pull);
    }

    [Fact]
    [Trait("Covers", "P2")]
    public void WhatTheLogDoesNotHoldIsRefused()
    {
        Bench bench = Filled(4200);
        UsageLog log = bench.Pen.Firmware!.Parts.Log;
        bench.Ask(MessageId.LogStream, StreamRequest(log.Tail - 1, 5));
        BenchAssert.Refused(bench, RefusalCode.NoSuchRecords, RequestField.FirstRecord, LimitOrigin.Hardware, (int)log.Tail);
        bench.Ask(MessageId.LogStream, StreamRequest(log.Head + 1, 5));
        BenchAssert.Refused(bench, RefusalCode.NoSuchRecords, RequestField.FirstRecord, LimitOrigin.Hardware, (int)log.Head);
        byte[] answer = bench.Ask(MessageId.LogStream, StreamRequest(log.Head - 3, 500));
        Assert.Equal(
            (log.Head - 3, 3),
            (Wire.GetU32(answer, LogStreamAnswer.First), Wire.GetU16(answer, LogStreamAnswer.Count))
        );
        answer = bench.Ask(MessageId.LogStream, StreamRequest(log.Head, 500));
        Assert.Equal(0, Wire.GetU16(answer, LogStreamAnswer.Count));
    }

    [Fact]
    public void AStreamEndsWithTheNextRequestAndWithASilentMemory()
    {
        Bench bench = Filled(2000);
        bench.Ask(MessageId.LogStream, StreamRequest(1, 2000));
        bench.Pen.RunMillis(100);
        bench.Ask(MessageId.LogStream, StreamRequest(1, 0));
        bench.Pen.RunMillis(300);
        bench.Listen();
        bench.Unasked.Clear();
        bench.Pen.RunMillis(300);
        bench.Listen();
        Assert.Empty(bench.Unasked);
        bench.Ask(MessageId.LogStream, StreamRequest(1, 2000));
        bench.World.Fram.Silent = true;
        bench.Pen.RunMillis(500);
        bench.World.Fram.Silent = false;
        bench.Listen();
        bench.Unasked.Clear();
        bench.Pen.RunMillis(300);
        bench.Listen();
        Assert.Empty(bench.Unasked.Where(u => u.Kind == FrameKind.Bulk));
    }

    /// <summary>In a run a download takes no more of a tick than a telemetry frame does, and the run is what it would have been.</summary>
    [Fact]
    [Trait("Covers", "CTL-1")]
    public void ADownloadInARunDisturbsNothing()
    {
        Bench bench = Filled(1000);
        bench.Start(1000, 120);
        bench.Ask(MessageId.LogStream, StreamRequest(1, 1000));
        bench.Run(3000);
        Assert.True(bench.World.Gate.On);
        Assert.Contains(bench.Unasked, u => u.Kind == FrameKind.Bulk);
        Assert.InRange(bench.World.Motor.Strokes, (3 * 120) - 15, (3 * 120) + 15);
        Assert.Empty(bench.World.Watch.Violations);
    }

    [Fact]
    public void RecordsThatTheRingHasOverwrittenEndTheStream()
    {
        Bench bench = Filled(4200);
        UsageLog log = bench.Pen.Firmware!.Parts.Log;
        bench.Pen.Firmware.Parts.Counters.ConfirmedNext = log.Head - 1;
        bench.Ask(MessageId.LogStream, StreamRequest(log.Tail, 4000));
        byte[] record = new byte[LogRecord.Length];
        for (int i = 0; i < 500; i++)
        {
            log.Append(record, 0);
        }

        bench.Pen.RunMillis(500);
        bench.Listen();
        bench.Unasked.Clear();
        bench.Pen.RunMillis(300);
        bench.Listen();
        Assert.Empty(bench.Unasked);
    }
}
