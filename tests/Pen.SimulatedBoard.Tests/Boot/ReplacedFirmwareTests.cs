using System;
using System.Linq;
using System.Runtime.Loader;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Tests.Boot;

/// <summary>Counts what is in memory, so no other board may live meanwhile.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
[Collection("alone")]
public class ReplacedFirmwareTests
{
    [Fact]
    public void FirmwareThatWasReplacedLeavesMemory()
    {
        using var board = new Esp32Board(new BoardOptions { Deployment = TestImages.Old });
        for (int round = 0; round < 6; round++)
        {
            board.PowerOff();
            board.Flash.Preload(FlashLayout.Deployment, round % 2 == 0 ? TestImages.New : TestImages.Old);
            board.PowerOn();
            Assert.Equal(BoardState.Running, board.State);
        }

        for (int i = 0; i < 10 && Contexts() > 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.InRange(Contexts(), 0, 2);
    }

    private static int Contexts() => AssemblyLoadContext.All.Count(c => c.Name == "firmware" && c.IsCollectible);
}
