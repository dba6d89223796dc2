using System.Threading.Tasks;
using Pen.Client;

namespace Pen.SimulatedBoard.Tests.Ports;

public class FirmwareFromFlashTests
{
    [Fact]
    public async Task ABoardFromTheFactoryRunsWhatIsInItsFlashAndSaysSo()
    {
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions { SerialNumber = "SIM-000042" });
        Assert.True(await board.WaitForAsync(BoardState.Running));
        await using PenClient pen = await PenClient.ConnectAsync(board.CompanionAddress);
        Assert.Equal("0.1.0", pen.Identity.FirmwareVersion.ToString());
        Assert.Equal("SIM-000042", pen.Identity.Serial);
        BoardStatus status = await board.StatusAsync();
        Assert.Equal("0.1.0.0", status.FirmwareVersion?.ToString());
        Assert.Contains("rst:0x1 (POWERON_RESET),boot:0x13", status.Console);
    }
}
