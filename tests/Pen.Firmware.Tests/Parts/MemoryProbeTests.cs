using Pen.Control.Storage;

namespace Pen.Firmware.Tests.Parts;

/// <summary>How much memory there is, and what is not one of ours.</summary>
public class MemoryProbeTests
{
    [Theory]
    [InlineData(32)]
    [InlineData(128)]
    [InlineData(256)]
    [Trait("Covers", "LOG-7")]
    public void TheThreeSizesAreTold(int kilobytes)
    {
        var memory = new ByteMemory(kilobytes * 1024);
        for (int start = 0; start < 3; start++)
        {
            Assert.Equal(kilobytes * 1024, new MemoryProbe(memory).Find());
        }
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(16, 1)]
    [InlineData(8, 2)]
    [InlineData(16, 2)]
    [InlineData(32, 2)]
    [InlineData(32, 4)]
    public void APartThatRepeatsItselfIsTooSmall(int kilobytes, int banks) =>
        Assert.Equal(0, new MemoryProbe(new ByteMemory(kilobytes * 1024) { Banks = banks }).Find());

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void NoOtherNumberOfBanksIsOurs(int banks) =>
        Assert.Equal(0, new MemoryProbe(new ByteMemory { Banks = banks }).Find());

    [Fact]
    public void ALargerPartInOneBankServesAsASmallOne() =>
        Assert.Equal(0x8000, new MemoryProbe(new ByteMemory(0x10000)).Find());

    [Fact]
    public void APartThatTakesNoWritesIsNone()
    {
        Assert.Equal(0, new MemoryProbe(new ByteMemory { WriteProtected = true }).Find());
        Assert.Equal(0, new MemoryProbe(new ByteMemory { WritesSilent = true }).Find());
        Assert.Equal(0, new MemoryProbe(new ByteMemory { Silent = true }).Find());
    }

    [Fact]
    public void NothingButItsOwnByteIsWritten()
    {
        var memory = new ByteMemory();
        for (int i = 0; i < memory.Bytes.Length; i++)
        {
            memory.Bytes[i] = (byte)(i * 37);
        }

        byte[] before = [.. memory.Bytes];
        new MemoryProbe(memory).Find();
        before[MemoryMap.ProbeCell] = memory.Bytes[MemoryMap.ProbeCell];
        Assert.Equal(before, memory.Bytes);
    }

    /// <summary>The byte that a small part would repeat holds the very value by chance.</summary>
    [Fact]
    public void EqualBytesAreNotRepetition()
    {
        foreach (byte value in new byte[] { 0x00, 0xFF, 0x5A })
        {
            var memory = new ByteMemory();
            System.Array.Fill(memory.Bytes, value);
            Assert.Equal(ByteMemory.Usual, new MemoryProbe(memory).Find());
        }
    }
}
