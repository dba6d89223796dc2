using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.TestBench;

/// <summary>Reads a whole log in virtual time as a host does: at a speed, in windows, asking again for what was lost.</summary>
public sealed class LogPull(Bench bench)
{
    private const int WindowRecords = 512;
    private const int PatienceTicks = 50;
    private const int KeepAliveTicks = 50;

    private int ticks;

    /// <summary>Records, byte by byte.</summary>
    public List<byte[]> Records { get; } = [];

    /// <summary>Windows asked for.</summary>
    public int Windows { get; private set; }

    /// <summary>Longest tick in ms, the sleep to the next edge included.</summary>
    public double LongestTickMs { get; private set; }

    /// <summary>Called before every tick, with the number of bulk frames so far: the place for misfortune.</summary>
    public Action<int>? BeforeTick { get; set; }

    /// <summary>Bulk frames that came.</summary>
    public int Frames { get; private set; }

    /// <summary>Changes the speed of both sides.</summary>
    public void ChangeSpeed(int baud)
    {
        byte[] request = new byte[LineSpeedRequest.Length];
        Wire.PutI32(request, LineSpeedRequest.Baud, baud);
        bench.Ask(MessageId.LineSpeed, request);
        bench.ExpectAnswer();
        bench.Pen.RunMillis(20);
        bench.World.Line.HostBaud = baud;
    }

    /// <summary>Reads everything from the tail to the present head; how long that took, in seconds of the pen's time.</summary>
    public double Run()
    {
        byte[] info = bench.Ask(MessageId.LogInfo);
        uint next = Wire.GetU32(info, LogInfoAnswer.Tail);
        uint head = Wire.GetU32(info, LogInfoAnswer.Head);
        long start = bench.World.Micros;
        for (int turn = 0; next < head; turn++)
        {
            if (turn > 20_000)
            {
                throw new InvalidOperationException("The log does not come.");
            }

            next = Window(next, (int)Math.Min(WindowRecords, head - next));
        }

        return (bench.World.Micros - start) / 1e6;
    }

    private uint Window(uint next, int count)
    {
        Windows++;
        byte[] request = new byte[LogStreamRequest.Length];
        Wire.PutU32(request, LogStreamRequest.First, next);
        Wire.Put16(request, LogStreamRequest.Count, count);
        bench.Unasked.Clear();
        uint end = next + (uint)count;
        try
        {
            bench.Ask(MessageId.LogStream, request);
        }
        catch (InvalidOperationException)
        {
            return next;
        }

        for (int quiet = 0; next < end && quiet < PatienceTicks; quiet++)
        {
            int before = bench.Unasked.Count;
            BeforeTick?.Invoke(Frames);
            if (++ticks % KeepAliveTicks == 0)
            {
                bench.Send(MessageId.KeepAlive);
            }

            long start = bench.World.Micros;
            bench.Pen.RunTick();
            LongestTickMs = Math.Max(LongestTickMs, (bench.World.Micros - start) / 1000.0);
            bench.Listen();
            quiet = bench.Unasked.Count > before ? 0 : quiet;
            foreach (byte[] payload in bench.Unasked.Skip(before).Where(u => u.Kind == FrameKind.Bulk).Select(u => u.Payload))
            {
                Frames++;
                if (Wire.GetU32(payload, LogReadAnswer.First) != next)
                {
                    return next;
                }

                next += (uint)Take(payload);
            }
        }

        return next;
    }

    private int Take(byte[] payload)
    {
        int count = payload[LogReadAnswer.Count];
        for (int i = 0; i < count; i++)
        {
            Records.Add(payload.AsSpan(LogReadAnswer.Records + (i * LogRecord.Length), LogRecord.Length).ToArray());
        }

        return count;
    }
}
