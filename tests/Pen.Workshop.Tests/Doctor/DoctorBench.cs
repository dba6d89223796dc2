using System;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.SimulatedBoard;
using Pen.Workshop.Doctor;

namespace Pen.Workshop.Tests.Doctor;

/// <summary>A simulated board and a doctor who comes to it.</summary>
internal sealed class DoctorBench : IAsyncDisposable
{
    private DoctorBench(BoardServer board)
    {
        Board = board;
    }

    public BoardServer Board { get; }

    public static async Task<DoctorBench> StartAsync(BoardOptions? options = null) =>
        new(await BoardServer.StartAsync((options ?? new BoardOptions { EmptySlot = true }) with { SpeedFactor = 10 }));

    /// <summary>Waits until the pen has tested itself.</summary>
    public async Task SettleAsync()
    {
        await using PenClient pen = await PenClient.ConnectAsync(Board.CompanionAddress);
        PenState state;
        do
        {
            await Task.Delay(20);
            state = (await pen.GetStatusAsync()).State;
        } while (state is PenState.Boot or PenState.SelfTest);
    }

    public Task<DoctorReport> VisitAsync(bool mayReset = false, double listening = 0.3, string? port = null) =>
        DoctorVisit.RunAsync(
            new DoctorOptions
            {
                Port = port ?? Board.CompanionAddress,
                Flashing = Board.FlashingAddress,
                MayReset = mayReset,
                Listening = TimeSpan.FromSeconds(listening),
            }
        );

    /// <summary>The one finding of that topic that is at least so grave.</summary>
    public static Finding Find(DoctorReport report, FindingLevel level, string topic)
    {
        Finding? found = report.Findings.FirstOrDefault(f => f.Topic == topic && f.Level == level);
        Assert.True(found is not null, string.Join('\n', report.Findings.Select(SupportBundle.Line)));
        return found;
    }

    public ValueTask DisposeAsync() => Board.DisposeAsync();
}
