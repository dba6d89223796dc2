using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;

namespace Pen.Control.Link;

/// <summary>Requests about what the pen keeps: settings, clock and log. Each returns the answer's length, or -1 with the refusal filled in.</summary>
public sealed class StoreCommands
{
    private const int MaxActor = 2;

    private readonly PenParts parts;
    private readonly PenController controller;

    /// <summary>Creates the commands over the parts that they read and write.</summary>
    public StoreCommands(PenParts parts, PenController controller)
    {
        this.parts = parts;
        this.controller = controller;
    }

    /// <summary>Carries out one of the requests that stand here.</summary>
    public int CarryOut(FrameReader reader, byte[] answer, int to)
    {
        byte[] request = reader.Buffer;
        int at = reader.PayloadOffset;
        switch ((MessageId)reader.Message)
        {
            case MessageId.SettingRead:
                return SettingRead(request, at, answer, to);
            case MessageId.SettingWrite:
                return SettingWrite(request, at, answer, to);
            case MessageId.ClockSet:
                return ClockSet(request, at, answer, to);
            case MessageId.LogInfo:
                return LogInfo(answer, to);
            case MessageId.LogRead:
                return LogRead(request, at, answer, to);
            case MessageId.LogStream:
                return LogStream(request, at, answer, to, reader.Sequence);
            case MessageId.LogConfirm:
                return LogConfirm(request, at, answer, to);
            default:
                return Odometer(answer, to);
        }
    }

    /// <summary>SettingRead.</summary>
    private int SettingRead(byte[] request, int at, byte[] answer, int to)
    {
        int id = request[at + SettingReadRequest.Id];
        return SettingTable.Knows(id) ? WriteSetting((SettingId)id, answer, to) : UnknownSetting(id);
    }

    /// <summary>SettingWrite.</summary>
    private int SettingWrite(byte[] request, int at, byte[] answer, int to)
    {
        int number = request[at + SettingWriteRequest.Id];
        int actor = request[at + SettingWriteRequest.Actor];
        int value = Wire.GetI32(request, at + SettingWriteRequest.Value);
        if (!SettingTable.Knows(number))
        {
            return UnknownSetting(number);
        }

        var id = (SettingId)number;
        if (controller.State != PenState.Standby && controller.State != PenState.Fault)
        {
            parts.Refusal.WrongState(controller.State, PenState.Standby);
            return -1;
        }

        if (actor > MaxActor)
        {
            return OutOfRange(RequestField.Actor, LimitOrigin.Protocol, actor, MaxActor);
        }

        if (value < SettingTable.Min(id))
        {
            return OutOfRange(RequestField.SettingValue, LimitOrigin.Setting, value, SettingTable.Min(id));
        }

        if (value > SettingTable.Max(id))
        {
            return OutOfRange(RequestField.SettingValue, LimitOrigin.Setting, value, SettingTable.Max(id));
        }

        int step = SettingTable.Resolution(id);
        if (value % step != 0)
        {
            return Refuse(RefusalCode.Resolution, RequestField.SettingValue, LimitOrigin.Setting, value, step);
        }

        int old = parts.Settings.Get(id);
        if (old != value)
        {
            if (!parts.Settings.Save(id, value))
            {
                return Refuse(RefusalCode.StorageFailed, RequestField.SettingValue, LimitOrigin.Hardware, value, 0);
            }

            parts.Recorder.SettingChanged(id, actor, old, value);
            if (id == SettingId.DepthZeroCounts || id == SettingId.DepthCountsPerMm)
            {
                parts.Depth.Restart();
            }
        }

        return WriteSetting(id, answer, to);
    }

    /// <summary>ClockSet.</summary>
    private int ClockSet(byte[] request, int at, byte[] answer, int to)
    {
        uint utc = Wire.GetU32(request, at + ClockSetRequest.UtcSeconds);
        if (utc < ClockSetRequest.EarliestUtcSeconds)
        {
            return OutOfRange(RequestField.Clock, LimitOrigin.Protocol, (int)utc, (int)ClockSetRequest.EarliestUtcSeconds);
        }

        if (utc > ClockSetRequest.LatestUtcSeconds)
        {
            uint latest = ClockSetRequest.LatestUtcSeconds;
            return OutOfRange(RequestField.Clock, LimitOrigin.Protocol, (int)utc, (int)latest);
        }

        uint old = parts.Clock.UtcSeconds(parts.Inputs.UptimeMs);
        parts.Clock.Set(utc, parts.Inputs.UptimeMs);
        parts.Recorder.ClockSet(old);
        Wire.PutU32(answer, to + ClockSetAnswer.OldUtcSeconds, old);
        Wire.PutU32(answer, to + ClockSetAnswer.UtcSeconds, utc);
        return ClockSetAnswer.Length;
    }

    /// <summary>LogInfo.</summary>
    private int LogInfo(byte[] answer, int to)
    {
        UsageLog log = parts.Log;
        if (!log.IsOpen)
        {
            // An empty log would be a lie: nobody knows what the memory holds.
            return Refuse(RefusalCode.StorageFailed, RequestField.None, LimitOrigin.Hardware, 0, 0);
        }

        System.Array.Clear(answer, to, LogInfoAnswer.Length);
        Wire.PutI32(answer, to + LogInfoAnswer.Capacity, log.Capacity);
        Wire.PutU32(answer, to + LogInfoAnswer.Tail, log.Tail);
        Wire.PutU32(answer, to + LogInfoAnswer.Head, log.Head);
        Wire.PutU32(answer, to + LogInfoAnswer.Confirmed, parts.Counters.ConfirmedNext);
        Wire.PutU32(answer, to + LogInfoAnswer.AnchorCrc, log.CrcOf(log.Tail - 1));
        answer[to + LogInfoAnswer.Pending] = (byte)parts.Queue.Count;
        answer[to + LogInfoAnswer.Flags] = log.Damaged ? (byte)1 : (byte)0;
        return LogInfoAnswer.Length;
    }

    /// <summary>LogRead.</summary>
    private int LogRead(byte[] request, int at, byte[] answer, int to)
    {
        uint first = Wire.GetU32(request, at + LogReadRequest.First);
        int count = request[at + LogReadRequest.Count];
        if (count < 1 || count > LogReadRequest.MaxCount)
        {
            return OutOfRange(RequestField.RecordCount, LimitOrigin.Protocol, count, LogReadRequest.MaxCount);
        }

        if (first < parts.Log.Tail || first >= parts.Log.Head)
        {
            return NoSuchRecords(first, first < parts.Log.Tail ? parts.Log.Tail : parts.Log.Head);
        }

        uint left = parts.Log.Head - first;
        count = left < (uint)count ? (int)left : count;
        int length = Link.LogStream.Pack(parts.Log, first, count, answer, to);
        return length > 0
            ? length
            : Refuse(RefusalCode.StorageFailed, RequestField.FirstRecord, LimitOrigin.Hardware, (int)first, 0);
    }

    /// <summary>LogStream.</summary>
    private int LogStream(byte[] request, int at, byte[] answer, int to, int sequence)
    {
        uint first = Wire.GetU32(request, at + LogStreamRequest.First);
        int count = Wire.GetU16(request, at + LogStreamRequest.Count);
        if (first < parts.Log.Tail || first > parts.Log.Head)
        {
            return NoSuchRecords(first, first < parts.Log.Tail ? parts.Log.Tail : parts.Log.Head);
        }

        uint left = parts.Log.Head - first;
        count = left < (uint)count ? (int)left : count;
        parts.Stream.Begin(first, count, sequence);
        Wire.PutU32(answer, to + LogStreamAnswer.First, first);
        Wire.Put16(answer, to + LogStreamAnswer.Count, count);
        return LogStreamAnswer.Length;
    }

    /// <summary>Odometer.</summary>
    private int Odometer(byte[] answer, int to)
    {
        Odometer odometer = parts.Odometer;
        Wire.PutU32(answer, to + OdometerAnswer.Strokes, odometer.Totals.Strokes);
        Wire.PutU32(answer, to + OdometerAnswer.RunningCentiseconds, odometer.Totals.RunningCentiseconds);
        Wire.PutU32(answer, to + OdometerAnswer.Runs, odometer.Totals.Runs);
        Wire.PutU32(answer, to + OdometerAnswer.Next, odometer.Next);
        int flags = odometer.IsCurrent ? OdometerAnswer.FlagCurrent : 0;
        flags |= odometer.Incomplete ? OdometerAnswer.FlagIncomplete : 0;
        flags |= odometer.Differs ? OdometerAnswer.FlagDiffers : 0;
        Wire.Put16(answer, to + OdometerAnswer.Flags, flags);
        for (int i = 0; i < OdometerTallyData.Tallies; i++)
        {
            Wire.Put16(answer, to + OdometerAnswer.Charged + (2 * i), odometer.Totals.Tally(i));
        }

        return OdometerAnswer.Length;
    }

    /// <summary>LogConfirm.</summary>
    private int LogConfirm(byte[] request, int at, byte[] answer, int to)
    {
        uint next = Wire.GetU32(request, at + LogConfirmRequest.Next);
        uint crc = Wire.GetU32(request, at + LogConfirmRequest.LastCrc);
        if (next <= parts.Log.Tail || next > parts.Log.Head || next < parts.Counters.ConfirmedNext)
        {
            return NoSuchRecords(next, parts.Log.Head);
        }

        uint stored = parts.Log.CrcOf(next - 1);
        if (stored != crc)
        {
            return Refuse(RefusalCode.ConfirmMismatch, RequestField.FirstRecord, LimitOrigin.Protocol, (int)next, (int)stored);
        }

        if (next != parts.Counters.ConfirmedNext && !parts.Counters.Confirm(next))
        {
            return Refuse(RefusalCode.StorageFailed, RequestField.FirstRecord, LimitOrigin.Hardware, (int)next, 0);
        }

        Wire.PutU32(answer, to + LogConfirmAnswer.Confirmed, parts.Counters.ConfirmedNext);
        return LogConfirmAnswer.Length;
    }

    private int WriteSetting(SettingId id, byte[] answer, int to)
    {
        Wire.PutI32(answer, to + SettingAnswer.Id, (int)id);
        Wire.PutI32(answer, to + SettingAnswer.Value, parts.Settings.Get(id));
        Wire.PutI32(answer, to + SettingAnswer.Min, SettingTable.Min(id));
        Wire.PutI32(answer, to + SettingAnswer.Max, SettingTable.Max(id));
        Wire.PutI32(answer, to + SettingAnswer.Default, SettingTable.Default(id));
        return SettingAnswer.Length;
    }

    private int UnknownSetting(int id)
    {
        return Refuse(RefusalCode.UnknownSetting, RequestField.SettingId, LimitOrigin.Protocol, id, SettingTable.Count);
    }

    private int NoSuchRecords(uint asked, uint nearest)
    {
        return Refuse(RefusalCode.NoSuchRecords, RequestField.FirstRecord, LimitOrigin.Hardware, (int)asked, (int)nearest);
    }

    private int OutOfRange(RequestField field, LimitOrigin origin, int value, int limit)
    {
        return Refuse(RefusalCode.OutOfRange, field, origin, value, limit);
    }

    private int Refuse(RefusalCode code, RequestField field, LimitOrigin origin, int value, int limit)
    {
        parts.Refusal.Because(code, field, origin, value, limit);
        return -1;
    }
}
