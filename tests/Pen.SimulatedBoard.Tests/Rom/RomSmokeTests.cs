using System.Linq;
using System.Text;
using Pen.SimulatedBoard.Images;
using Pen.SimulatedBoard.Rom;

namespace Pen.SimulatedBoard.Tests.Rom;

public class RomSmokeTests
{
    [Fact]
    public void SyncRegistersWriteAndMd5()
    {
        using var board = new Esp32Board(new BoardOptions { Blank = true });
        board.PowerOn();
        Assert.Equal(BoardState.BootLoop, board.State);
        var client = new DirectClient(board);
        client.EnterLoader();
        Assert.Equal(BoardState.Downloading, board.State);
        byte[] sync = [0, 8, 36, 0, 0, 0, 0, 0, 7, 7, 0x12, 0x20, .. Enumerable.Repeat((byte)0x55, 32)];
        Assert.Equal(8, client.Send(SlipReader.Wrap(sync)).Count);
        Assert.Equal(0x00F01D83u, client.Ask(RomCommand.ReadReg, DirectClient.Words(0x40001000))!.Value);
        byte[] image = FirmwareImage.OfThisBuild();
        Assert.True(client.Write(FlashLayout.Deployment, image));
        RomAnswer md5 = client.Ask(
            RomCommand.SpiFlashMd5,
            DirectClient.Words(FlashLayout.Deployment, (uint)image.Length, 0, 0)
        )!;
        Assert.Equal(
            System.Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(image)),
            Encoding.ASCII.GetString(md5.Data)
        );
    }
}
