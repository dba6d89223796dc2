using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.SimulatedBoard.Images;

namespace Pen.SimulatedBoard.Tests.Ports;

/// <summary>Espressif's own client, esptool-js, through the flashing port.</summary>
public class EsptoolTests
{
    [Theory]
    [InlineData("plain", 460800)]
    [InlineData("compressed", 115200)]
    public async Task EsptoolDetectsWritesVerifiesReadsBackAndTheNewFirmwareAnswers(string manner, int baud)
    {
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions { SerialNumber = "SIM-000007" });
        (int code, string output, string problem) = await RunAsync(board, TestImages.New, manner, baud.ToString());
        Assert.True(code == 0, problem);
        using JsonDocument said = JsonDocument.Parse(output);
        JsonElement root = said.RootElement;
        Assert.Equal("ESP32-D0WD-V3 (revision 3)", root.GetProperty("chip").GetString());
        Assert.Equal("4MB", root.GetProperty("size").GetString());
        Assert.Equal("MAC: 24:6f:28:53:49:4d", root.GetProperty("mac").GetString());
        Assert.Equal("Flash ID: 1640c8", root.GetProperty("flashId").GetString());
        Assert.Equal("Crystal is 40MHz", root.GetProperty("crystal").GetString());
        Assert.Equal(baud, root.GetProperty("baud").GetInt32());
        Assert.Equal(root.GetProperty("expectedMd5").GetString(), root.GetProperty("md5").GetString());
        Assert.True(root.GetProperty("same").GetBoolean());
        Assert.Equal(TestImages.New, await board.ReadFlashAsync(FlashLayout.Deployment, TestImages.New.Length));

        Assert.True(await board.WaitForAsync(BoardState.Running), (await board.StatusAsync()).Console);
        await using PenClient pen = await PenClient.ConnectAsync(board.CompanionAddress);
        Assert.Equal("0.2.0", pen.Identity.FirmwareVersion.ToString());
        Assert.Equal("SIM-000007", pen.Identity.Serial);
        Assert.Empty((await board.StatusAsync()).Violations);
    }

    [Fact]
    [Trait("Covers", "SRV-2")]
    public async Task CutWhileEsptoolWritesTheBoardAsksAndEsptoolWritesItAgain()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions());
        int blocks = TestImages.New.Length / 1024;
        bool power = random.Next(2) == 0;
        string what = $"seed {seed}: {(power ? "power" : "cable")}";
        await (
            power ? board.CutPowerAfterAsync(random.Next(30, 4 * blocks)) : board.PullCableAfterAsync(random.Next(1, blocks))
        );
        (int code, string _, string problem) = await RunAsync(board, TestImages.New, "plain", "115200");
        Assert.True(code == 1, $"{what}: {problem}");
        await board.CutPowerAfterAsync(-1);
        await board.PlugCableAsync();
        await board.CutPowerAsync();
        await board.GivePowerAsync();
        Assert.True(await board.WaitForAsync(BoardState.AsksToBeFlashed), what);
        Assert.False((await board.StatusAsync()).Drives, what);
        (code, string _, problem) = await RunAsync(board, TestImages.New, "plain", "460800");
        Assert.True(code == 0, $"{what}: {problem}");
        Assert.True(await board.WaitForAsync(BoardState.Running), what);
        Assert.Equal("0.2.0.0", (await board.StatusAsync()).FirmwareVersion?.ToString());
    }

    [Fact]
    public async Task WithItsStubEsptoolIsToldThatNothingRunsInRamAndTheFlashIsAsItWas()
    {
        await using BoardServer board = await BoardServer.StartAsync(new BoardOptions());
        (int code, string _, string problem) = await RunAsync(board, TestImages.New, "plain", "115200", "with-stub");
        Assert.Equal(1, code);
        Assert.Contains("leave RAM download mode", problem);
        Assert.Equal(0, (await board.StatusAsync()).FlashOperations);
    }

    private static async Task<(int Code, string Output, string Problem)> RunAsync(
        BoardServer board,
        byte[] image,
        params string[] more
    )
    {
        string folder = Path.Combine(Root, "tests", "Pen.SimulatedBoard.Tests", "esptool");
        Assert.True(
            Directory.Exists(Path.Combine(folder, "node_modules")),
            "esptool-js is not there: npm ci in tests/Pen.SimulatedBoard.Tests/esptool."
        );
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, image);
            string[] arguments =
            [
                Path.Combine(folder, "flash.mjs"),
                "127.0.0.1",
                $"{board.FlashingPort}",
                $"{FlashLayout.Deployment}",
                file,
                .. more,
            ];
            var start = new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            await using CancellationTokenRegistration end = limit.Token.Register(() => process.Kill());
            Task<string> problem = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output, await problem);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Root
    {
        get
        {
            string folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "PenFirmware.sln")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return folder;
        }
    }
}
