using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Workshop.Flashing;
using Pen.Workshop.Flashing.Boards;
using Pen.Workshop.Flashing.Job;
using Pen.Workshop.Flashing.Tool;

namespace Pen.Workshop.Tests.Flashing;

/// <summary>nanoff's words, where it is looked for, and which port is whose.</summary>
public class ToolTests
{
    [Fact]
    public void ProgressIsReadFromTheToolsOwnLinesWhereverTheyAreCut()
    {
        var heard = new List<double>();
        var output = new ToolOutput(heard.Add);
        const string said =
            "\rWriting at 0x001E0400 [=>   ]  25.0% 1024/4096 bytes...\rWriting at 0x001E1000 [====>] 100.0% 4096/4096 bytes...\r\n"
            + "Writing at 0x000a8a11... (56 %)   \nError E4003: Failed to write new firmware to ESP32.\n";
        foreach (char letter in said)
        {
            output.Take([letter]);
        }

        Assert.Equal([0.25, 1, 0.56], heard);
        Assert.Equal("E4003", output.Error);
        Assert.StartsWith("Error E4003", output.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void EndlessOutputWithoutALineIsBounded()
    {
        var output = new ToolOutput(null);
        for (int i = 0; i < 1000; i++)
        {
            output.Take(new string('x', 1000));
        }

        output.End();
        Assert.True(output.LastLine.Length <= 2000);
    }

    [Fact]
    public void TheCommandLinesUseTheBootLoaderAndAnAddress()
    {
        IReadOnlyList<string> words = NanoffCall.Deploy("/dev/ttyUSB0", "ESP32_PSRAM_REV3", "/x/a.bin", 0x1E0000);
        Assert.Equal("0x1E0000", words[words.ToList().IndexOf("--address") + 1]);
        Assert.DoesNotContain("--nanodevice", words);
        Assert.Equal("/c.bin", NanoffCall.Update("COM3", "T", "/c.bin")[^1]);
        Assert.DoesNotContain("--clrfile", NanoffCall.Update("COM3", "T", null));
    }

    [Fact]
    public async Task ANanoffOfAnotherMajorVersionIsRefusedBeforeTheBoardIsTouched()
    {
        await using FlashBench bench = await FlashBench.StartAsync();

        FlashingException problem = await Assert.ThrowsAsync<FlashingException>(() =>
            bench.FlashAsync(bench.Options() with { ToolEnvironment = [("PEN_STANDIN", "v3")] })
        );

        Assert.Equal(FlashingFailure.ToolMissing, problem.Failure);
        Assert.Contains("nanoff 3.0.1 is here", problem.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await bench.Board.StatusAsync()).Resets);
    }

    [Fact]
    public void TheFirstInterfaceOfADualBridgeFlashesAndTheSecondIsTheCompanions()
    {
        string root = Directory.CreateTempSubdirectory("pen-sys-").FullName;
        try
        {
            Dual(root, "ttyUSB1", "0", "10c4", "ea70");
            Dual(root, "ttyUSB0", "1", "10c4", "ea70");
            Dual(root, "ttyACM3", "0", "2341", "0043");
            IReadOnlyList<UsbPort> ports = UsbPorts.List(Path.Combine(root, "dev"), Path.Combine(root, "class"));

            Assert.Equal(3, ports.Count);
            UsbPort flashing = Assert.Single(UsbPorts.FlashingPorts(ports));
            Assert.EndsWith("ttyUSB1", flashing.Address, StringComparison.Ordinal);
            Assert.EndsWith("ttyUSB0", UsbPorts.Companion(ports, flashing.Address)!.Address, StringComparison.Ordinal);
            Assert.Equal(flashing.Address, FlashPorts.Flashing(null, ports));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void SeveralBoardsAreListedAndNoneIsRefusedWithACure()
    {
        UsbPort one = new("/dev/ttyUSB0", "10c4", "ea60", 0, "a", "CP2102");
        FlashingException several = Assert.Throws<FlashingException>(() =>
            FlashPorts.Flashing(null, [one, one with { Address = "/dev/ttyUSB1", Device = "b" }])
        );
        Assert.Equal(FlashingFailure.Unclear, several.Failure);
        Assert.Contains("/dev/ttyUSB0 (CP2102), /dev/ttyUSB1 (CP2102)", several.Message, StringComparison.Ordinal);

        FlashingException none = Assert.Throws<FlashingException>(() => FlashPorts.Flashing(null, []));
        Assert.Equal(FlashingFailure.Port, none.Failure);
    }

    /// <summary>A port as sysfs shows it: tty/NAME/device leads to the interface, whose parent is the device.</summary>
    private static void Dual(string root, string name, string number, string vendor, string product)
    {
        string device = Path.Combine(root, "devices", $"{vendor}-{product}");
        string port = Path.Combine(device, "if" + number, name);
        Directory.CreateDirectory(port);
        Directory.CreateDirectory(Path.Combine(root, "dev"));
        Directory.CreateDirectory(Path.Combine(root, "class", name));
        File.WriteAllText(Path.Combine(device, "idVendor"), vendor + "\n");
        File.WriteAllText(Path.Combine(device, "idProduct"), product + "\n");
        File.WriteAllText(Path.Combine(device, "if" + number, "bInterfaceNumber"), "0" + number + "\n");
        File.WriteAllText(Path.Combine(root, "dev", name), "");
        Directory.CreateSymbolicLink(Path.Combine(root, "class", name, "device"), port);
    }
}
