using System;
using Pen.Board.Drivers;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.SimulatedBoard.Tests;

/// <summary>The companion line of a board at virtual time: asks whatever firmware runs for its version, in the wire's own language.</summary>
internal static class CompanionLine
{
    /// <summary>The version in the answer to Hello; null when nobody answers within half a second of virtual time.</summary>
    public static Version? AskVersion(Esp32Board board)
    {
        var checksum = new ChipChecksum();
        var writer = new FrameWriter(checksum);
        writer.Begin(FrameKind.Request, 1, MessageId.Hello);
        int at = FrameFormat.PayloadOffset;
        Array.Clear(writer.Buffer, at, HelloRequest.Length);
        Wire.PutU32(writer.Buffer, at + HelloRequest.Magic, FrameFormat.Magic);
        writer.Buffer[at + HelloRequest.Major] = FrameFormat.MajorVersion;
        writer.Buffer[at + HelloRequest.Minor] = FrameFormat.MinorVersion;
        board.HostWrite(writer.Buffer.AsSpan(0, writer.End(HelloRequest.Length)));
        var reader = new FrameReader(checksum, 4096);
        byte[] got = new byte[512];
        for (int tick = 0; tick < 50; tick++)
        {
            board.RunTick();
            int count = board.HostRead(got);
            Array.Copy(got, 0, reader.Buffer, reader.WriteOffset, count);
            reader.Commit(count);
            int budget = int.MaxValue;
            while (reader.TryRead(ref budget))
            {
                if (reader.Kind == (byte)FrameKind.Answer && reader.Message == (byte)MessageId.Hello)
                {
                    int answer = reader.PayloadOffset;
                    return new Version(
                        reader.Buffer[answer + HelloAnswer.FirmwareMajor],
                        reader.Buffer[answer + HelloAnswer.FirmwareMinor],
                        reader.Buffer[answer + HelloAnswer.FirmwarePatch]
                    );
                }
            }
        }

        return null;
    }
}
