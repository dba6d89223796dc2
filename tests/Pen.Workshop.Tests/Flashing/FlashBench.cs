using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.SimulatedBoard;
using Pen.SimulatedBoard.Images;
using Pen.Workshop.Flashing.Job;

namespace Pen.Workshop.Tests.Flashing;

/// <summary>A simulated board, a folder for files, and a person who says yes.</summary>
internal sealed class FlashBench : IAsyncDisposable, IFlashTalk
{
    private static readonly string StandIn = Path.Combine(AppContext.BaseDirectory, "Pen.NanoffStandIn.dll");

    private FlashBench(BoardServer board, string folder)
    {
        Board = board;
        Folder = folder;
    }

    public BoardServer Board { get; }

    public string Folder { get; }

    public string Backups => Path.Combine(Folder, "backups");

    public List<string> Said { get; } = [];

    public List<(string Step, double Share)> Progress { get; } = [];

    /// <summary>Called when a step begins; may do mischief.</summary>
    public Func<string, Task> OnStep { get; set; } = _ => Task.CompletedTask;

    public static async Task<FlashBench> StartAsync(BoardOptions? options = null, double speedFactor = 4)
    {
        BoardOptions chosen = options ?? new BoardOptions { EmptySlot = true };
        BoardServer board = await BoardServer.StartAsync(chosen with { SpeedFactor = speedFactor });
        return new FlashBench(board, Directory.CreateTempSubdirectory("pen-bench-").FullName);
    }

    /// <summary>A file with these bytes.</summary>
    public string Put(string name, byte[] bytes)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public FlashOptions Options(byte[]? image = null) =>
        new()
        {
            Port = Board.FlashingAddress,
            Companion = Board.CompanionAddress,
            Image = Put("new.bin", image ?? OtherFirmware.Image),
            BackupRoot = Backups,
            Nanoff = StandIn,
            Yes = true,
            StepLimit = TimeSpan.FromSeconds(60),
            PenLimit = TimeSpan.FromSeconds(8),
        };

    public Task<FlashReport> FlashAsync(FlashOptions options, CancellationToken ct = default) =>
        new FlashJob(options, this).RunAsync(ct);

    /// <summary>The pen, once it has tested itself.</summary>
    public async Task<PenClient> PenAsync()
    {
        PenClient pen = await PenClient.ConnectAsync(Board.CompanionAddress);
        for (int i = 0; i < 200 && (await pen.GetStatusAsync()).State != Protocol.PenState.Standby; i++)
        {
            await Task.Delay(50);
        }

        return pen;
    }

    /// <summary>Words on the command line for the same; what is given replaces what would be.</summary>
    public string[] Words(params string[] more)
    {
        (string Name, string Value)[] usual =
        [
            ("--port", Board.FlashingAddress),
            ("--companion", Board.CompanionAddress),
            ("--backup", Backups),
            ("--nanoff", StandIn),
        ];
        return
        [
            "flash",
            "--yes",
            .. usual.Where(u => !more.Contains(u.Name)).SelectMany(u => new[] { u.Name, u.Value }),
            .. more,
        ];
    }

    /// <summary>The deployment partition as it is.</summary>
    public Task<byte[]> DeploymentAsync() => Board.ReadFlashAsync(FlashLayout.Deployment, FlashLayout.DeploymentBytes);

    public void Say(string line) => Said.Add(line);

    public async Task<T> StepAsync<T>(string what, Func<Action<double>, Task<T>> work)
    {
        await OnStep(what);
        return await work(share =>
        {
            lock (Progress)
            {
                Progress.Add((what, share));
            }
        });
    }

    public bool Confirm(string question) => true;

    public async ValueTask DisposeAsync()
    {
        await Board.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
