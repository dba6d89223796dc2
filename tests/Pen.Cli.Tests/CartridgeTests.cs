using System;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Simulator.Parts;

namespace Pen.Cli.Tests;

/// <summary>What whoever makes cartridges types: a key, a pen that gets it, a cartridge that is made.</summary>
public sealed class CartridgeTests : IAsyncLifetime
{
    private static readonly CommandLine Typed = new();
    private readonly string folder = Directory.CreateTempSubdirectory("pen-maker-").FullName;
    private PenServer server = null!;

    private string Port => $"pen://127.0.0.1:{server.TcpPort}";

    private string KeyFile => Path.Combine(folder, "maker.key");

    public async Task InitializeAsync()
    {
        var options = new PenServerOptions
        {
            Pty = false,
            TcpPort = 0,
            SpeedFactor = 4,
        };
        server = PenServer.Start(new SimulatedPen(new SimulationOptions { CartridgeKey = null }), options);
        await Task.Delay(1000);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Task<(int Code, string Output, string Problem)> MakeAsync(
        string key,
        string type = "needles24",
        string depth = "2.0"
    ) =>
        Typed.RunAsync(
            $"cartridge make --key {key} --type {type} --max-depth {depth} --strokes 400000 --lot A17 --expires 2030-06-30 -p {Port}".Split(
                ' '
            )
        );

    [Fact]
    [Trait("Covers", "LIM-10")]
    public async Task AKeyIsMadeGivenToAPenAndMakesACartridge()
    {
        (int code, string output, _) = await Typed.RunAsync("cartridge", "key", "show", "-p", Port);
        Assert.Equal(0, code);
        Assert.StartsWith("The pen has no key.", output);
        (code, output, _) = await Typed.RunAsync("cartridge", "key", "new", KeyFile);
        Assert.Equal(0, code);
        string check = output.Split(' ')[1];
        string secret = (await File.ReadAllTextAsync(KeyFile)).Trim();
        Assert.Matches("^[0-9A-F]{32}$", secret);
        (code, output, _) = await Typed.RunAsync("cartridge", "key", "set", KeyFile, "-p", Port);
        Assert.Equal((0, $"The pen verifies cartridges with key {check}.\n"), (code, output));
        (code, output, _) = await Typed.RunAsync("status", "--json", "-p", Port);
        Assert.Equal("standby", JsonDocument.Parse(output).RootElement.GetProperty("state").GetString());

        (code, _, string problem) = await MakeAsync(KeyFile);
        Assert.Equal(3, code);
        Assert.StartsWith("No cartridge is in the pen.", problem);
        await server.InvokeAsync(p => p.Insert(CartridgeImage.Blank(24, 99)));
        await Task.Delay(500);
        (code, output, problem) = await MakeAsync(KeyFile);
        Assert.Equal((0, ""), (code, problem));
        Assert.Contains("24 needles, up to 2.00 mm, lot A17, expires 2030-06-30, tag verified.", output);
        (code, _, problem) = await MakeAsync(KeyFile);
        Assert.Equal(3, code);
        Assert.Contains("has a profile already", problem);
        (_, output, _) = await Typed.RunAsync("log", "--json", "-p", Port);
        Assert.Contains($"service: key {check} for cartridges written", output);
        Assert.Contains("cartridge accepted, 24 needles, tag verified", output);
        Assert.DoesNotContain(secret, output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [Trait("Covers", "LIM-10")]
    public async Task AForgedCartridgeAndAnotherKeyAreRefusedInWords()
    {
        await Typed.RunAsync("cartridge", "key", "new", KeyFile);
        await Typed.RunAsync("cartridge", "key", "set", KeyFile, "-p", Port);
        await server.InvokeAsync(p => p.Insert(CartridgeImage.Make(Protocol.CartridgeType.Needles36)));
        await Task.Delay(500);
        (int code, string output, _) = await Typed.RunAsync("cartridge", "show", "-p", Port);
        Assert.Equal(0, code);
        Assert.Contains("its tag is wrong", output);
        (code, _, string problem) = await Typed.RunAsync("cartridge", "key", "set", KeyFile, "-p", Port);
        Assert.Equal(3, code);
        Assert.Contains("Take the cartridge out first.", problem);
        await server.InvokeAsync(p => p.RemoveCartridge());
        await Task.Delay(300);
        await server.InvokeAsync(p => p.Insert(CartridgeImage.Blank(24)));
        await Task.Delay(500);
        string other = Path.Combine(folder, "other.key");
        await Typed.RunAsync("cartridge", "key", "new", other);
        (code, _, problem) = await MakeAsync(other);
        Assert.Equal(3, code);
        Assert.StartsWith("The pen has another key", problem);
    }

    [Fact]
    public async Task WhatIsNoKeyAndNoCartridgeIsSaidBeforeThePenIsAsked()
    {
        await Typed.RunAsync("cartridge", "key", "new", KeyFile);
        (int code, _, string problem) = await Typed.RunAsync("cartridge", "key", "new", KeyFile);
        Assert.Equal(8, code);
        Assert.Contains("already exists", problem);
        string broken = Path.Combine(folder, "broken.key");
        foreach (string content in new[] { "", "00", new string('0', 32), new string('g', 32), new string('A', 100_000) })
        {
            await File.WriteAllTextAsync(broken, content);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(broken, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            (code, _, problem) = await MakeAsync(broken);
            Assert.Equal(8, code);
            Assert.Contains("is not a key", problem);
        }

        (code, _, problem) = await MakeAsync(KeyFile, type: "nano", depth: "0.5");
        Assert.Equal(2, code);
        Assert.Contains("0.25 mm", problem);
        (code, _, problem) = await MakeAsync(KeyFile, type: "needles7");
        Assert.Equal(2, code);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            (code, _, problem) = await MakeAsync(KeyFile);
            Assert.Equal(8, code);
            Assert.Contains("can be read or changed by others", problem);
        }
    }
}
