using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using Pen.Control.Storage;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.Simulator;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>docs/log-format.md is enough to read a pen: a second reader, written from it alone and in another language, finds the same.</summary>
public class IndependentReaderTests
{
    private static (JsonElement Found, int ExitCode) ReadDump(byte[] dump)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, dump);
            var start = new ProcessStartInfo("python3", [Script(), path]) { RedirectStandardOutput = true };
            using Process reader = Process.Start(start)!;
            string text = reader.StandardOutput.ReadToEnd();
            Assert.True(reader.WaitForExit(30_000));
            return (reader.ExitCode == 2 ? default : JsonDocument.Parse(text).RootElement, reader.ExitCode);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Script()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PenFirmware.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "tests", "independent-reader", "read_fram.py");
    }

    /// <summary>A life with everything in it, at last with a ring that has gone round.</summary>
    private static Bench Life(int kilobytes, int laps)
    {
        Bench bench = Bench.Ready(new SimulationOptions { FramKilobytes = kilobytes, SerialNumber = "SIM-READ-ME" });
        bench.Start(1000, 120);
        bench.Run(6000);
        bench.Pen.Dock(true);
        bench.Run(1500);
        bench.Pen.Dock(false);
        bench.Pen.ReleaseTrigger();
        bench.Run(500);
        bench.Ask(MessageId.Acknowledge);
        bench.Run(2500);
        Control.PenParts parts = bench.Pen.Firmware!.Parts;
        for (int i = 0; i < laps * parts.Log.Capacity; i++)
        {
            parts.Counters.ConfirmedNext = parts.Log.Head;
            bench.Ask(MessageId.ClockSet, BitConverter.GetBytes(1_800_000_000u + (uint)i));
        }

        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, 99));
        bench.Pen.RunMillis(8000);
        bench.Pen.PowerOff();
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(3000);
        bench.Hello();
        return bench;
    }

    [Theory]
    [Trait("Covers", "LOG-8")]
    [Trait("Covers", "LOG-2")]
    [InlineData(128, 0)]
    [InlineData(32, 1)]
    [InlineData(32, 3)]
    public void TheSecondReaderFindsWhatThePenTells(int kilobytes, int laps)
    {
        Bench bench = Life(kilobytes, laps);
        (JsonElement found, int exitCode) = ReadDump(bench.World.Fram.Bytes);
        Assert.Equal(0, exitCode);
        byte[] info = bench.Ask(MessageId.LogInfo);
        Assert.Equal("SIM-READ-ME", found.GetProperty("serial").GetString());
        Assert.Equal(Wire.GetU32(info, LogInfoAnswer.Capacity), found.GetProperty("capacity").GetUInt32());
        Assert.Equal(Wire.GetU32(info, LogInfoAnswer.Tail), found.GetProperty("tail").GetUInt32());
        Assert.Equal(Wire.GetU32(info, LogInfoAnswer.Head), found.GetProperty("head").GetUInt32());
        Assert.True(laps == 0 || Wire.GetU32(info, LogInfoAnswer.Tail) > 1);
        byte[][] told = [.. LogReader.Read(bench)];
        JsonElement[] records = [.. found.GetProperty("records").EnumerateArray()];
        Assert.Equal(told.Length, records.Length);
        foreach ((byte[] mine, JsonElement theirs) in told.Zip(records))
        {
            Assert.Equal(Wire.GetU32(mine, LogRecord.Sequence), theirs.GetProperty("sequence").GetUInt32());
            Assert.Equal(mine[LogRecord.Kind], theirs.GetProperty("kind").GetByte());
            Assert.Equal(Wire.GetU32(mine, LogRecord.Crc), theirs.GetProperty("crc").GetUInt32());
            Assert.Equal(
                Convert.ToHexString(mine, LogRecord.Data, LogRecord.DataLength),
                theirs.GetProperty("data").GetString(),
                ignoreCase: true
            );
        }

        // Records before the first ClockSet of a start are dated backwards from it; those of the last start have none.
        Assert.All(
            records.Where(r => r.GetProperty("boot").GetInt32() == 1),
            r => Assert.InRange(r.GetProperty("date").GetInt64(), 1_799_999_990, 1_800_010_000)
        );
        Assert.All(
            records.Where(r => r.GetProperty("boot").GetInt32() == 2),
            r => Assert.Equal(0, r.GetProperty("date").GetInt64())
        );
    }

    [Fact]
    [Trait("Covers", "LOG-8")]
    [Trait("Covers", "LOG-2")]
    [Trait("Covers", "LOG-4")]
    public void ItsSumsAreThePensTotals()
    {
        Bench bench = Life(128, 0);
        OdometerTotals totals = bench.Pen.Firmware!.Parts.Odometer.Totals;
        Assert.True(bench.Pen.Firmware.Parts.Odometer.IsCurrent);
        JsonElement sums = ReadDump(bench.World.Fram.Bytes).Found.GetProperty("totals");
        Assert.Equal((1u, totals.Strokes), (totals.Runs, sums.GetProperty("strokes").GetUInt32()));
        Assert.Equal(totals.Runs, sums.GetProperty("runs").GetUInt32());
        Assert.Equal(totals.RunningCentiseconds, sums.GetProperty("runningCentiseconds").GetUInt32());
        Assert.Equal(1, totals.Tally((int)FaultId.Docked));
        Assert.Equal(1, sums.GetProperty("faults")[19].GetInt32());
        Assert.Equal((1, 1), (totals.Tally(0), sums.GetProperty("charged").GetInt32()));
    }

    [Fact]
    [Trait("Covers", "LOG-8")]
    [Trait("Covers", "LOG-2")]
    public void WhatWasAlteredOrIsMissingIsNamed()
    {
        Bench bench = Life(128, 0);
        byte[] dump = [.. bench.World.Fram.Bytes];
        int At(int sequence) => MemoryMap.Log + ((sequence - 1) * LogRecord.Length);
        dump[At(4) + 20] ^= 1;
        Array.Copy(dump, At(9), dump, At(8), LogRecord.Length);
        (JsonElement found, int exitCode) = ReadDump(dump);
        Assert.Equal(1, exitCode);
        Dictionary<uint, string> bad = found
            .GetProperty("records")
            .EnumerateArray()
            .Where(r => r.GetProperty("state").GetString() != "whole")
            .ToDictionary(r => r.GetProperty("sequence").GetUInt32(), r => r.GetProperty("state").GetString()!);
        Assert.Equal("altered", bad[4]);
        Assert.Equal("missing", bad[8]);
        Assert.All(bad.Keys, k => Assert.Contains(k, new uint[] { 4, 8, 9 }));
    }

    [Fact]
    [Trait("Covers", "LOG-8")]
    [Trait("Covers", "LOG-2")]
    public void ATornNewestRecordDoesNotExist()
    {
        Bench bench = Life(128, 0);
        uint head = bench.Pen.Firmware!.Parts.Log.Head;
        byte[] dump = [.. bench.World.Fram.Bytes];
        dump[MemoryMap.Log + ((int)(head - 2) * LogRecord.Length) + 30] ^= 1;
        (JsonElement found, int exitCode) = ReadDump(dump);
        Assert.Equal((0, head - 1), (exitCode, found.GetProperty("head").GetUInt32()));
        Assert.Equal(2, ReadDump(new byte[1000]).ExitCode);
        Assert.Equal(0, ReadDump(new byte[0x8000]).ExitCode);
    }

    [Fact]
    [Trait("Covers", "LOG-8")]
    [Trait("Covers", "LOG-2")]
    public void TheBlocksAreReadToo()
    {
        Bench bench = Life(128, 0);
        JsonElement blocks = ReadDump(bench.World.Fram.Bytes).Found.GetProperty("blocks");
        byte[] settings = Convert.FromHexString(blocks.GetProperty("settings").GetProperty("payload").GetString()!);
        Assert.Equal(SettingTable.Count, Wire.GetI32(settings, 0));
        Assert.Equal(99, Wire.GetI32(settings, 4 * (int)SettingId.PresetSpeedHz));
        byte[] counters = Convert.FromHexString(blocks.GetProperty("counters").GetProperty("payload").GetString()!);
        Assert.Equal((2u, 4032), (Wire.GetU32(counters, 0), Wire.GetI32(counters, 12)));
        byte[] odometer = Convert.FromHexString(blocks.GetProperty("odometer").GetProperty("payload").GetString()!);
        Assert.True(Wire.GetU32(odometer, 12) > 500);
    }
}
