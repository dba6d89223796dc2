using System;
using System.Device.I2c;
using System.Linq;
using Iot.Device.At24cxx;

namespace NanoFramework.Tests;

public class At24Tests
{
    [Fact]
    public void A24c32Has128PagesOf32Bytes()
    {
        (_, At24c32 memory) = Make();
        Assert.Equal((32, 128, 4096), (memory.PageSize, memory.PageCount, memory.Size));
        Assert.Equal(0x50, At24Base.DefaultI2cAddress);
    }

    [Fact]
    public void ReadSendsTheAddressHighByteFirst()
    {
        (FakeChip chip, At24c32 memory) = Make();
        chip.I2cAnswer[3] = 77;
        byte[] data = memory.Read(0x0823, 4);
        Assert.Equal([0, 0, 0, 77], data);
        Assert.Equal([0x08, 0x23], chip.I2cWritten.Take(chip.I2cWrittenCount));
    }

    [Fact]
    public void ReadRefusesToTouchTheLastByte()
    {
        (_, At24c32 memory) = Make();
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Read(4095, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Read(0, 4096));
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Read(0, 0));
        Assert.Equal(4095, memory.Read(0, 4095).Length);
        Assert.Equal(0, memory.ReadByte(4095));
    }

    [Fact]
    public void WriteWithoutAnAcknowledgeReturnsAWrappedCount()
    {
        (FakeChip chip, At24c32 memory) = Make();
        Assert.Equal(3u, memory.Write(0x0100, [1, 2, 3]));
        Assert.Equal([1, 0, 1, 2, 3], chip.I2cWritten.Take(chip.I2cWrittenCount));
        chip.Acknowledges = false;
        Assert.Equal(4294967294u, memory.Write(0x0100, [1, 2, 3]));
        Assert.Equal(4294967294u, memory.WriteByte(0x0100, 1));
    }

    [Fact]
    public void ReadWithoutAnAcknowledgeReturnsZeros()
    {
        (FakeChip chip, At24c32 memory) = Make();
        chip.I2cAnswer[0] = 9;
        chip.Acknowledges = false;
        Assert.Equal([0, 0], memory.Read(0, 2));
    }

    [Fact]
    public void WriteNeitherSplitsAtPageBordersNorWaitsForTheWriteCycle()
    {
        (FakeChip chip, At24c32 memory) = Make();
        memory.Write(30, new byte[32]);
        Assert.Equal(1, chip.I2cTransfers);
        Assert.Equal(34, chip.I2cWrittenCount);
        Assert.Equal(788, chip.NowMicros);
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Write(0, new byte[33]));
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Write(4096, new byte[1]));
    }

    private static (FakeChip Chip, At24c32 Memory) Make()
    {
        FakeChip chip = FakeChip.Boot();
        return (chip, new At24c32(new I2cDevice(new I2cConnectionSettings(2, At24Base.DefaultI2cAddress))));
    }
}
