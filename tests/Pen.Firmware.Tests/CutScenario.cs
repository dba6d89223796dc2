using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.Simulator.Parts;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Something that a pen does while it writes to its memory, so that its power can be cut in the middle of it.</summary>
internal sealed class CutScenario
{
    public const int PresetBefore = 100;
    public const int PresetAfter = 77;

    private readonly int kilobytes;
    private readonly byte[] image;
    private readonly bool fromPowerOn;
    private readonly Action<Bench> act;

    private CutScenario(int kilobytes, byte[] image, bool fromPowerOn, Action<Bench> act) =>
        (this.kilobytes, this.image, this.fromPowerOn, this.act) = (kilobytes, image, fromPowerOn, act);

    /// <summary>Whether the pen has answered that the setting is written.</summary>
    public bool SettingTold { get; private set; }

    /// <summary>Makes one by name.</summary>
    public static CutScenario Make(string name) =>
        name switch
        {
            "treatment" => new(128, Image(128, 0), false, Treat),
            "session" => new(128, Image(128, 40), false, Session),
            "start" => new(128, Image(128, 40), true, b => b.Pen.RunMillis(2500)),
            "interrupted" => new(128, InterruptedImage(), true, b => b.Pen.RunMillis(2500)),
            "migration" => new(128, OldSettingsImage(), true, b => b.Pen.RunMillis(2500)),
            "wrap" => new(32, Image(32, 940), false, Wrap),
            "totals" => new(32, Image(32, 230), false, b => Repeat(b, 24)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };

    /// <summary>Does it on a pen whose power goes after so many bytes, or never; how many bytes it wrote.</summary>
    public (Bench Bench, long Bytes) Run(long cutAfterBytes, CutByte cutByte)
    {
        SettingTold = false;
        var bench = new Bench(new SimulationOptions { FramKilobytes = kilobytes });
        bench.Pen.PowerOff();
        image.CopyTo(bench.World.Fram.Bytes, 0);
        bench.Pen.Insert(CartridgeImage.Make(CartridgeType.Needles36));
        bench.World.Fram.CutByte = cutByte;
        long before = bench.World.Fram.BytesWritten;
        bench.Pen.PowerOn(fromPowerOn ? cutAfterBytes : -1);
        if (!fromPowerOn)
        {
            bench.Pen.RunMillis(2500);
            bench.Hello();
            bench.SetClock();
            bench.Run(1000);
            before = bench.World.Fram.BytesWritten;
            bench.World.Fram.CutAfterBytes = cutAfterBytes;
        }

        try
        {
            act(bench);
        }
        catch (InvalidOperationException)
        {
            // A pen without power answers nothing; whatever else is wrong, the judge sees.
        }

        SettingTold = SettingTold || (bench.Kind == FrameKind.Answer && bench.Payload.Length == SettingAnswer.Length);
        return (bench, bench.World.Fram.BytesWritten - before);
    }

    /// <summary>The whole records of a memory, by their chain alone.</summary>
    public static SortedDictionary<uint, byte[]> WholeRecords(byte[] fram)
    {
        int capacity = MemoryMap.LogCapacity(fram.Length);
        var records = new SortedDictionary<uint, byte[]>();
        for (int slot = 0; slot < capacity; slot++)
        {
            int at = MemoryMap.Log + (slot * LogRecord.Length);
            uint sequence = Wire.GetU32(fram, at);
            if (sequence == 0 || (sequence - 1) % capacity != slot)
            {
                continue;
            }

            int before = MemoryMap.Log + ((slot + capacity - 1) % capacity * LogRecord.Length);
            if (LogReader.IsChained(fram, at, sequence == 1 ? 0 : Wire.GetU32(fram, before + LogRecord.Crc)))
            {
                records[sequence] = fram[at..(at + LogRecord.Length)];
            }
        }

        return records;
    }

    /// <summary>A memory with so many records in it, all but the last few confirmed.</summary>
    private static byte[] Image(int kilobytes, int records)
    {
        Bench bench = Bench.Ready(new SimulationOptions { FramKilobytes = kilobytes });
        UsageLog log = bench.Pen.Firmware!.Parts.Log;
        byte[] record = new byte[LogRecord.Length];
        record[LogRecord.Kind] = (byte)LogKind.CartridgeRemoved;
        Wire.Put16(record, LogRecord.BootCount, 1);
        while (log.Head < (uint)records)
        {
            log.Append(record, 0);
        }

        bench.Pen.Firmware.Parts.Counters.Confirm(Math.Max(1, log.Head - 3));
        bench.Pen.PowerOff();
        bench.Pen.PowerOn();
        // The odometer counts what was written behind its back.
        bench.Pen.RunMillis(12_000);
        bench.Pen.PowerOff();
        return [.. bench.World.Fram.Bytes];
    }

    private static byte[] InterruptedImage()
    {
        Bench bench = FaultBench.Running();
        bench.Run(6000);
        bench.Pen.PowerOff();
        return [.. bench.World.Fram.Bytes];
    }

    private static byte[] OldSettingsImage()
    {
        byte[] image = Image(128, 40);
        Array.Clear(image, 0, 0x100);
        SettingsStoreTests.OldImage(6).CopyTo(image, 0);
        SettingsStoreTests.OldImage(7).CopyTo(image, 0x80);
        return image;
    }

    /// <summary>Arm with a stamp, run over a checkpoint, fault, acknowledge, change a setting, confirm, close.</summary>
    private static void Treat(Bench bench)
    {
        bench.Start(1000, 120);
        bench.Run(5500);
        bench.Pen.Dock(true);
        bench.Run(1300);
        bench.Pen.Dock(false);
        bench.Pen.ReleaseTrigger();
        bench.Run(300);
        bench.Ask(MessageId.Acknowledge);
        bench.Run(1500);
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, PresetAfter));
    }

    /// <summary>A day's end: sessions, a second cartridge, short runs, service, sleep.</summary>
    private static void Session(Bench bench)
    {
        for (uint client = 2; client <= 6; client++)
        {
            bench.Ask(MessageId.SessionOpen);
            bench.Pen.RemoveCartridge();
            bench.Run(200);
            bench.Pen.Insert(CartridgeImage.Make(CartridgeType.Needles12, serial: client));
            bench.Run(300);
            bench.Start(2000, 100, (int)ConfirmReason.Scar);
            bench.Run(300);
            bench.Pen.ReleaseTrigger();
            bench.Run(300);
            bench.Pen.PressTrigger();
            bench.Run(300);
            bench.Pen.ReleaseTrigger();
            bench.Run(300);
            bench.Ask(MessageId.Disarm);
            bench.Run(500);
        }

        bench.Pen.RemoveCartridge();
        bench.Run(300);
        bench.Ask(MessageId.ServiceEnter);
        bench.Ask(MessageId.ServiceDepth, [0xF4, 0x01]);
        bench.Run(300);
        bench.Ask(MessageId.ServiceLeave);
        bench.Ask(MessageId.SessionClose);
        bench.Run(300);
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, PresetAfter));
    }

    /// <summary>Records beyond the ring's end, confirmed on the way.</summary>
    private static void Wrap(Bench bench)
    {
        for (int round = 0; round < 4; round++)
        {
            Repeat(bench, 9);
            byte[] info = bench.Ask(MessageId.LogInfo);
            uint head = Wire.GetU32(info, LogInfoAnswer.Head);
            byte[] read = bench.Ask(MessageId.LogRead, [.. BitConverter.GetBytes(head - 1), 1]);
            uint crc = Wire.GetU32(read, LogReadAnswer.Records + LogRecord.Crc);
            bench.Ask(MessageId.LogConfirm, [.. BitConverter.GetBytes(head), .. BitConverter.GetBytes(crc)]);
            bench.ExpectAnswer();
        }

        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, PresetAfter));
    }

    private static void Repeat(Bench bench, int records)
    {
        foreach (int second in Enumerable.Range(0, records))
        {
            bench.Ask(MessageId.ClockSet, BitConverter.GetBytes(1_800_000_000u + (uint)second));
        }

        bench.Pen.RunMillis(200);
    }
}
