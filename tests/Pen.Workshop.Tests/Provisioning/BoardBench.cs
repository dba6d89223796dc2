using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Workshop.Provisioning;
using Pen.Workshop.Tests.Trials;

namespace Pen.Workshop.Tests.Provisioning;

/// <summary>A simulated board fresh from the line, a key, and a folder of records.</summary>
internal sealed class BoardBench : IAsyncDisposable
{
    private BoardBench(PenBench pen, string folder, bool ownsFolder)
    {
        (Pen, Folder, this.ownsFolder) = (pen, folder, ownsFolder);
        KeyFile = Path.Combine(folder, "maker.key");
        Key = File.Exists(KeyFile) ? MakerKey.Load(KeyFile) : MakerKey.Create(KeyFile);
    }

    private readonly bool ownsFolder;

    public PenBench Pen { get; }

    public string Folder { get; }

    public string KeyFile { get; }

    public MakerKey Key { get; }

    public ProvisionOrder Order =>
        new()
        {
            Serial = "SIM-0042",
            Revision = 3,
            Key = Key,
            By = "A. Smith",
            Folder = Folder,
        };

    /// <summary>A board; of a rack where they share a folder.</summary>
    public static async Task<BoardBench> FreshAsync(
        bool calibrated = true,
        string? folder = null,
        ulong seed = 1,
        string serial = "SIM-000001"
    )
    {
        PenBench pen = await PenBench.StandbyAsync(8, new SimulationOptions { Seed = seed, SerialNumber = serial });
        if (calibrated)
        {
            await pen.Client.SetSettingAsync(SettingId.CalibrationDay, 20_000, SettingActor.Technician);
        }

        // The simulated port takes one host at a time.
        await pen.Client.DisposeAsync();
        return new BoardBench(pen, folder ?? Directory.CreateTempSubdirectory("pen-boards-").FullName, folder is null);
    }

    public Task<ProvisionOutcome> RunAsync(
        ProvisionOrder? order = null,
        Action<ProvisionStep, string>? tell = null,
        CancellationToken ct = default
    ) => Provisioner.RunAsync(Pen.Address, order ?? Order, tell ?? ((_, _) => { }), ct);

    /// <summary>How often the board's log says that something was written: number, key, revision.</summary>
    public async Task<(int Numbers, int Keys, int Revisions)> WrittenAsync()
    {
        await using PenClient pen = await PenClient.ConnectAsync(Pen.Address);
        LogInfo info = await pen.GetLogInfoAsync();
        var entries = new List<LogEntry>();
        while (info.Tail + entries.Count < info.Head)
        {
            uint from = info.Tail + (uint)entries.Count;
            entries.AddRange(await pen.ReadLogAsync(from, (int)Math.Min(6, info.Head - from)));
        }

        int Actions(ServiceAction action) =>
            entries.Count(e => e.Kind == LogKind.ServiceAction && e.U8(ServiceData.Action) == (int)action);
        int revisions = entries.Count(e =>
            e.Kind == LogKind.SettingChanged && e.U8(SettingChangedData.Id) == (int)SettingId.HardwareRevision
        );
        return (Actions(ServiceAction.SerialWritten), Actions(ServiceAction.CartridgeKeyWritten), revisions);
    }

    /// <summary>Runs a program of the system and returns what it prints.</summary>
    public static async Task<string> ToolAsync(string name, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(process.ExitCode == 0, $"{name} ended with {process.ExitCode}");
        return output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await Pen.DisposeAsync();
        if (ownsFolder)
        {
            Directory.Delete(Folder, true);
        }
    }
}
