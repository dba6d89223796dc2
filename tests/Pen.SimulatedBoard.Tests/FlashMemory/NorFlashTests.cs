using System;
using System.IO;
using System.Linq;
using Pen.SimulatedBoard.FlashMemory;

namespace Pen.SimulatedBoard.Tests.FlashMemory;

public class NorFlashTests
{
    [Fact]
    public void ProgrammingOnlyClearsBitsAndErasingSetsAWholeSector()
    {
        var flash = new NorFlash();
        Assert.True(flash.ProgramPage(0x1000, [0xF0]));
        Assert.True(flash.ProgramPage(0x1000, [0x3F]));
        Assert.Equal(0x30, flash.Bytes[0x1000]);
        Assert.True(flash.ProgramPage(0x1FFF, [0]));
        Assert.True(flash.ProgramPage(0x2000, [0]));
        Assert.True(flash.EraseSector(0x1800));
        Assert.Equal(-1, flash.Bytes[0x1000..0x2000].IndexOfAnyExcept((byte)0xFF));
        Assert.Equal(0, flash.Bytes[0x2000]);
        Assert.Equal(5, flash.Operations);
    }

    [Theory]
    [InlineData(0x10FF, 2)]
    [InlineData(NorFlash.SizeBytes, 1)]
    [InlineData(-1, 1)]
    public void WhatCrossesAPageOrTheEndIsRefused(int address, int bytes)
    {
        var flash = new NorFlash();
        Assert.False(flash.ProgramPage(address, new byte[bytes]));
        Assert.Equal(0, flash.Operations);
        Assert.False(flash.EraseSector(NorFlash.SizeBytes));
    }

    [Fact]
    public void ACutLeavesThePageHalfProgrammedAndNothingWorksUntilPowerIsBack()
    {
        int torn = 0;
        for (ulong seed = 1; seed <= 50; seed++)
        {
            var flash = new NorFlash(seed) { CutAfterOperations = 1 };
            Assert.True(flash.EraseSector(0));
            Assert.False(flash.ProgramPage(0, new byte[256]));
            Assert.True(flash.PowerFailed);
            byte[] page = flash.Bytes[..256].ToArray();
            int done = Array.FindIndex(page, b => b != 0);
            Assert.All(page.Skip(done + 1), b => Assert.Equal(0xFF, b));
            torn += done is > 0 and < 255 ? 1 : 0;
            Assert.False(flash.EraseSector(0));
            flash.PowerOn();
            Assert.True(flash.EraseSector(0));
        }

        Assert.True(torn > 40, $"only {torn} of 50 pages were torn");
    }

    [Fact]
    public void ACutLeavesASectorPartlyErased()
    {
        var flash = new NorFlash(3);
        flash.Preload(0, new byte[NorFlash.SectorBytes]);
        flash.CutAfterOperations = 0;
        Assert.False(flash.EraseSector(0));
        Assert.Contains((byte)0, flash.Bytes[..NorFlash.SectorBytes].ToArray());
        Assert.Contains((byte)0xFF, flash.Bytes[..NorFlash.SectorBytes].ToArray());
    }

    [Fact]
    public void AFileKeepsItAndAFileOfAnotherSizeIsRefused()
    {
        string path = Path.GetTempFileName();
        try
        {
            var flash = new NorFlash(1, path);
            Assert.False(flash.WasKept);
            flash.ProgramPage(0x3FFFFF, [0x42]);
            flash.Close();
            var again = new NorFlash(1, path);
            Assert.True(again.WasKept);
            Assert.Equal(0x42, again.Bytes[^1]);
            again.Close();
            File.WriteAllBytes(path, [1, 2, 3]);
            Assert.Contains("3 bytes", Assert.Throws<IOException>(() => new NorFlash(1, path)).Message);
            Assert.Throws<IOException>(() => new NorFlash(1, Path.Combine(path, "no", "folder")));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
