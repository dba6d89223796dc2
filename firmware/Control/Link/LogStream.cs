using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control.Link;

/// <summary>Log records on their way to the host, six at a time, for as long as anybody wants them.</summary>
public sealed class LogStream
{
    private readonly UsageLog log;
    private uint next;
    private int left;

    /// <summary>Creates the stream over the log.</summary>
    public LogStream(UsageLog log)
    {
        this.log = log;
    }

    /// <summary>Sequence number of the request that wants them.</summary>
    public int Sequence;

    /// <summary>Whether records are wanted that were not sent yet.</summary>
    public bool IsWanted
    {
        get { return left > 0; }
    }

    /// <summary>Wants records from here on; the caller has checked that the log holds them.</summary>
    public void Begin(uint first, int count, int sequence)
    {
        next = first;
        left = count;
        Sequence = sequence;
    }

    /// <summary>Writes the next records as a payload.</summary>
    /// <returns>Its length; 0, and the stream's end, when they cannot be read any more: the host misses them and asks.</returns>
    public int Write(byte[] buffer, int at)
    {
        int count = left < LogReadRequest.MaxCount ? left : LogReadRequest.MaxCount;
        int length = next < log.Tail ? 0 : Pack(log, next, count, buffer, at);
        next += (uint)count;
        left = length == 0 ? 0 : left - count;
        return length;
    }

    /// <summary>Writes records as a payload; the caller has checked that the log holds them.</summary>
    /// <returns>Its length; 0 when the memory does not answer.</returns>
    public static int Pack(UsageLog log, uint first, int count, byte[] buffer, int at)
    {
        if (!log.Read(first, count, buffer, at + LogReadAnswer.Records))
        {
            return 0;
        }

        Wire.PutU32(buffer, at + LogReadAnswer.First, first);
        Wire.PutI32(buffer, at + LogReadAnswer.Count, count);
        return LogReadAnswer.Records + (count * LogRecord.Length);
    }
}
