using System.Linq;
using Pen.Protocol;
using Pen.Protocol.Messages;
using Pen.TestBench;

namespace Pen.Firmware.Tests;

/// <summary>Settings survive a loss of power, every one of them.</summary>
public class SettingsStoreTests
{
    private static int Read(Bench bench, int id) =>
        Wire.GetI32(bench.Ask(MessageId.SettingRead, [(byte)id]), SettingAnswer.Value);

    /// <summary>Another value than the default, one step away from it.</summary>
    private static int Other(SettingId id)
    {
        int step = SettingTable.Resolution(id);
        int value = SettingTable.Default(id);
        return value + step <= SettingTable.Max(id) ? value + step : value - step;
    }

    [Fact]
    [Trait("Covers", "P6")]
    public void EverySettingIsThereAfterAStart()
    {
        Bench bench = Bench.Ready();
        for (int id = 1; id <= SettingTable.Count; id++)
        {
            bench.Ask(MessageId.SettingWrite, Bench.SettingPayload((SettingId)id, Other((SettingId)id)));
            bench.ExpectAnswer();
        }

        bench.Pen.PowerOff();
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(100);
        bench.Hello();
        for (int id = 1; id <= SettingTable.Count; id++)
        {
            Assert.Equal(Other((SettingId)id), Read(bench, id));
        }
    }

    /// <summary>
    /// Both copies as firmware of layout 1 has left them (its last write: preset speed 77 Hz): twelve values, no count. Kept as bytes, so
    /// that no later source can change what an old pen holds.
    /// </summary>
    private const string Layout1 =
        "53455453"
        + "02000000"
        + "01000000"
        + "01000000EE0200004D000000010000005802000084030000"
        + "7E040000C800000050000000000000000100000005000000";

    internal static byte[] OldImage(uint generation)
    {
        byte[] block = [.. System.Convert.FromHexString(Layout1), 0, 0, 0, 0];
        Assert.Equal(64, block.Length);
        Wire.PutU32(block, 4, generation);
        Wire.PutU32(block, 60, System.IO.Hashing.Crc32.HashToUInt32(new System.SpanByte(block, 0, 60)));
        return block;
    }

    private static Bench OldPen()
    {
        Bench bench = Bench.Ready();
        bench.Pen.PowerOff();
        System.Array.Clear(bench.World.Fram.Bytes, 0, 0x100);
        OldImage(6).CopyTo(bench.World.Fram.Bytes, 0);
        OldImage(7).CopyTo(bench.World.Fram.Bytes, 0x80);
        return bench;
    }

    private static void AssertMigrated(Bench bench, string when)
    {
        int[] expected = [1, 750, 77, 1, 600, 900, 1150, 200, 80, 0, 1, 5];
        for (int id = 1; id <= expected.Length; id++)
        {
            Assert.True(expected[id - 1] == Read(bench, id), $"{when}: setting {id} is {Read(bench, id)}");
        }

        Assert.Equal(FaultId.None, bench.FirstFault);
    }

    [Fact]
    [Trait("Covers", "P6")]
    [Trait("Covers", "LOG-6")]
    public void SettingsOfLayout1AreMigratedAndWritten()
    {
        Bench bench = OldPen();
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(100);
        bench.Hello();
        AssertMigrated(bench, "first start");
        byte[] fram = bench.World.Fram.Bytes;
        Assert.Equal((2, 1), (Wire.GetU16(fram, 8), Wire.GetU16(fram, 0x88)));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, 77));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.Buzzer, 1));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.Buzzer, 0));
        Assert.Equal((2, 2), (Wire.GetU16(fram, 8), Wire.GetU16(fram, 0x88)));
        bench.Pen.PowerOff();
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(100);
        bench.Hello();
        AssertMigrated(bench, "second start");
    }

    [Fact]
    [Trait("Covers", "P6")]
    public void AMemoryThatTakesNoWritesLeavesTheOldLayoutAndItsValues()
    {
        Bench bench = OldPen();
        bench.World.Fram.WriteProtected = true;
        bench.Pen.PowerOn();
        bench.Pen.RunMillis(100);
        bench.Hello();
        Assert.Equal(77, Read(bench, (int)SettingId.PresetSpeedHz));
        Assert.Equal(FaultId.LogDamaged, bench.FirstFault);
        Assert.Equal(1, Wire.GetU16(bench.World.Fram.Bytes, 8));
    }

    /// <summary>Both copies hold another count, and a checksum that fits it.</summary>
    private static void StoreCount(byte[] fram, int count)
    {
        foreach (int copy in new[] { 0, 0x80 })
        {
            int crcAt = copy + 12 + Wire.GetU16(fram, copy + 10);
            Wire.PutI32(fram, copy + 12, count);
            Wire.PutU32(fram, crcAt, System.IO.Hashing.Crc32.HashToUInt32(new System.SpanByte(fram, copy, crcAt - copy)));
        }
    }

    [Theory]
    [Trait("Covers", "P6")]
    [InlineData(-1)]
    [InlineData(25)]
    public void ACountThatCannotBeIsDamage(int count)
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, 77));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, 78));
        bench.Pen.PowerOff();
        StoreCount(bench.World.Fram.Bytes, count);

        bench.Pen.PowerOn();
        bench.Pen.RunMillis(100);
        bench.Hello();
        Assert.Equal(FaultId.SettingsCorrupt, bench.FirstFault);
        Assert.Equal(SettingTable.Default(SettingId.PresetSpeedHz), Read(bench, (int)SettingId.PresetSpeedHz));
    }

    /// <summary>A memory written by firmware that knew fewer settings: the newer ones have their defaults.</summary>
    [Fact]
    [Trait("Covers", "P6")]
    public void SettingsThatWereNotThereYetHaveTheirDefaults()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.CartridgeTags, 0));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, 78));
        bench.Pen.PowerOff();
        StoreCount(bench.World.Fram.Bytes, (int)SettingId.CartridgeTags - 1);

        bench.Pen.PowerOn();
        bench.Pen.RunMillis(100);
        bench.Hello();
        Assert.Equal(78, Read(bench, (int)SettingId.PresetSpeedHz));
        Assert.Equal(SettingTable.Default(SettingId.CartridgeTags), Read(bench, (int)SettingId.CartridgeTags));
    }

    /// <summary>The pens of the firmware before calibration hold thirteen settings.</summary>
    [Fact]
    [Trait("Covers", "P6")]
    public void AMemoryWithThirteenSettingsKeepsThemAndIsCalibratedWithNothing()
    {
        Bench bench = Bench.Ready();
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.CurrentGainPermille, 1100));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.HardwareRevision, 3));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.CartridgeTags, 0));
        bench.Ask(MessageId.SettingWrite, Bench.SettingPayload(SettingId.PresetSpeedHz, 78));
        bench.Pen.PowerOff();
        StoreCount(bench.World.Fram.Bytes, 13);

        bench.Pen.PowerOn();
        bench.Pen.RunMillis(100);
        bench.Hello();
        Assert.Equal((0, 78), (Read(bench, (int)SettingId.CartridgeTags), Read(bench, (int)SettingId.PresetSpeedHz)));
        Assert.Equal([0, 1000, 1000, 0, 0], Enumerable.Range(14, 5).Select(id => Read(bench, id)));
        Assert.Equal(FaultId.None, bench.FirstFault);
    }
}
