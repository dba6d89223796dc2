using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Parts;

namespace Pen.Cli.Tests;

/// <summary>log pull, show, verify, export and watch as somebody types them.</summary>
public sealed class KeptLogTests : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("pen-kept-").FullName;
    private PenServer server = null!;

    private string Logs => Path.Combine(root, "logs");

    private CommandLine Typed => new(("PEN_LOGS", Logs), ("PEN_EXPORT_KEY", Path.Combine(root, "key.pem")));

    private string Port => $"pen://127.0.0.1:{server.TcpPort}";

    public async Task InitializeAsync()
    {
        var pen = new SimulatedPen(new SimulationOptions { SerialNumber = "SIM-KEPT" });
        pen.Insert(CartridgeImage.Make(Protocol.CartridgeType.Needles36));
        server = PenServer.Start(
            pen,
            new PenServerOptions
            {
                Pty = false,
                TcpPort = 0,
                SpeedFactor = 4,
            }
        );
        await Task.Delay(1000);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task WhatWasPulledIsShownVerifiedAndExported()
    {
        (int code, string output, string problem) = await Typed.RunAsync("log", "show");
        Assert.Equal((8, ""), (code, output));
        Assert.Contains("pen log pull", problem);
        (code, output, _) = await Typed.RunAsync("log", "pull", "-p", Port);
        Assert.Equal(0, code);
        Assert.Contains("new records of pen SIM-KEPT", output);
        (code, output, _) = await Typed.RunAsync("log", "pull", "-p", Port, "--json");
        JsonElement again = JsonDocument.Parse(output).RootElement;
        Assert.Equal((0, 0), (code, again.GetProperty("added").GetInt32()));
        (code, output, _) = await Typed.RunAsync("log", "show", "--last", "2");
        Assert.Equal(0, code);
        Assert.Contains("clock set", output);
        Assert.Equal(3, output.Trim().Split('\n').Length);
        (code, _, problem) = await Typed.RunAsync("log", "show", "--last", "0");
        Assert.Equal(2, code);
        (code, output, _) = await Typed.RunAsync("log", "verify");
        Assert.Equal(0, code);
        Assert.StartsWith("Verified: records 1 to ", output);
        await ExportAsync();
    }

    private async Task ExportAsync()
    {
        string folder = Path.Combine(root, "export");
        (int code, string output, _) = await Typed.RunAsync("log", "export", "--out", folder, "--json");
        Assert.Equal(0, code);
        string[] files =
        [
            .. JsonDocument.Parse(output).RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetString()!),
        ];
        Assert.Equal(
            files.Order(StringComparer.Ordinal),
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!
        );
        string[] csv = await File.ReadAllLinesAsync(Path.Combine(folder, "records.csv"));
        Assert.Equal("sequence,boot,uptimeMs,utc,dateSource,kind,text,data,crc", csv[0]);
        Assert.All(
            csv[1..],
            line =>
                Assert.Matches(
                    "^[0-9]+,1,[0-9]+,20[0-9-]+T[0-9:]+Z,(pen|counted-back),[A-Za-z]+,\"[^\"]+\",[0-9A-F]{64},[0-9A-F]{8}$",
                    line
                )
        );
        JsonElement json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "records.json"))).RootElement;
        Assert.Equal(csv.Length - 1, json.GetProperty("records").GetArrayLength());
        Assert.Contains("started, firmware", await File.ReadAllTextAsync(Directory.GetFiles(folder, "day-*.md").Single()));
        (code, output, _) = await Typed.RunAsync("log", "verify", "--export", folder);
        Assert.Equal(0, code);
        Assert.Contains("every file is as it was", output);
        foreach (string file in files.Where(f => !f.StartsWith("manifest", StringComparison.Ordinal)).Append("manifest.json"))
        {
            string path = Path.Combine(folder, file);
            byte[] whole = await File.ReadAllBytesAsync(path);
            byte[] altered = [.. whole];
            altered[altered.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(path, altered);
            (code, _, string problem) = await Typed.RunAsync("log", "verify", "--export", folder);
            Assert.True(code == 7, $"{file} was changed and nobody noticed");
            Assert.DoesNotContain("   at ", problem);
            await File.WriteAllBytesAsync(path, whole);
        }

        (code, _, string nothing) = await Typed.RunAsync("log", "verify", "--export", root);
        Assert.Equal(7, code);
        Assert.Contains("no signed list", nothing);
    }

    [Fact]
    public async Task DamageOnDiskIsNamedAndTheRestIsWhole()
    {
        await Typed.RunAsync("log", "pull", "-p", Port);
        string file = Directory.GetFiles(Path.Combine(Logs, "SIM-KEPT"), "*.penlog").Single();
        byte[] content = await File.ReadAllBytesAsync(file);
        content[40 + 32 + 20] ^= 1;
        await File.WriteAllBytesAsync(file, content);
        (int code, string output, string problem) = await Typed.RunAsync("log", "verify");
        Assert.Equal(7, code);
        Assert.StartsWith("Record 2 was altered", problem);
        Assert.StartsWith("Damaged: ", output);
    }

    [Fact]
    public async Task NewRecordsAreWatched()
    {
        using Process watch = Typed.Start("log", "watch", "-p", Port);
        Assert.StartsWith(
            "Watching pen SIM-KEPT",
            await watch.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20))
        );
        (int code, _, _) = await Typed.RunAsync("session", "open", "-p", Port);
        Assert.Equal(0, code);
        string? line = await watch.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Contains("session 1 opened", line);
        watch.Kill();
    }

    [Fact]
    public async Task TheOdometerIsRead()
    {
        (int code, string output, _) = await Typed.RunAsync("odometer", "-p", Port);
        Assert.Equal(0, code);
        Assert.StartsWith("0 runs, 0 strokes, 0.00 h of running, charged 0 times.", output);
        (code, output, _) = await Typed.RunAsync("odometer", "-p", Port, "--json");
        Assert.Equal((0, 0), (code, JsonDocument.Parse(output).RootElement.GetProperty("strokes").GetInt32()));
    }
}
