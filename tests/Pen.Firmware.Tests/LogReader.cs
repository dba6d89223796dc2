using System;
using System.Collections.Generic;
using Pen.Board.Drivers;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Reads the log over the line and verifies its chain, as a stranger's client would.</summary>
internal static class LogReader
{
    public static List<byte[]> Read(Bench bench)
    {
        byte[] info = bench.Ask(MessageId.LogInfo);
        uint next = Wire.GetU32(info, LogInfoAnswer.Tail);
        uint head = Wire.GetU32(info, LogInfoAnswer.Head);
        uint crc = Wire.GetU32(info, LogInfoAnswer.AnchorCrc);
        var records = new List<byte[]>();
        while (next < head)
        {
            byte[] request = new byte[LogReadRequest.Length];
            Wire.PutU32(request, LogReadRequest.First, next);
            request[LogReadRequest.Count] = LogReadRequest.MaxCount;
            byte[] answer = bench.Ask(MessageId.LogRead, request);
            bench.ExpectAnswer();
            for (int i = 0; i < answer[LogReadAnswer.Count] && next < head; i++, next++)
            {
                int at = LogReadAnswer.Records + (i * LogRecord.Length);
                Assert.Equal(next, Wire.GetU32(answer, at));
                Assert.True(IsChained(answer, at, crc), $"record {next} does not fit the one before it");
                crc = Wire.GetU32(answer, at + LogRecord.Crc);
                records.Add(answer[at..(at + LogRecord.Length)]);
            }
        }

        return records;
    }

    /// <summary>Whether the record that stands there is as it was written, behind one with this CRC.</summary>
    public static bool IsChained(byte[] from, int at, uint crcBefore)
    {
        byte[] linked = new byte[4 + LogRecord.Crc];
        Wire.PutU32(linked, 0, crcBefore);
        from.AsSpan(at, LogRecord.Crc).CopyTo(linked.AsSpan(4));
        return new ChipChecksum().Crc32(linked, 0, linked.Length) == Wire.GetU32(from, at + LogRecord.Crc);
    }
}
