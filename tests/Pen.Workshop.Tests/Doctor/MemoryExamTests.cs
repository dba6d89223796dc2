using System;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Client.Tests;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Workshop.Doctor;

namespace Pen.Workshop.Tests.Doctor;

/// <summary>Damaged settings, a damaged or silent memory, and a pen of another protocol.</summary>
public class MemoryExamTests
{
    /// <summary>Where the log begins in the FRAM, and how long a record is: firmware/README.md.</summary>
    private const int FirstRecord = 0x400;
    private const int RecordBytes = 32;

    [Fact]
    public async Task DamagedSettingsAreNamed()
    {
        DoctorReport report = await VisitAsync(pen =>
        {
            pen.World.Fram.Bytes[0x010] ^= 4;
            pen.World.Fram.Bytes[0x090] ^= 4;
        });

        Finding found = DoctorBench.Find(report, FindingLevel.Trouble, "FLT-15");
        Assert.StartsWith("Settings damaged", found.Text, StringComparison.Ordinal);
        Assert.NotEmpty(found.Cure);
    }

    [Fact]
    public async Task ASilentMemoryIsNamedAndHarmsNoOtherQuestion()
    {
        DoctorReport report = await VisitAsync(pen => pen.World.Fram.Silent = true);

        Assert.True(report.HasTrouble);
        Assert.StartsWith(
            "Usage log damaged or full",
            DoctorBench.Find(report, FindingLevel.Trouble, "FLT-16").Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "solder joints",
            DoctorBench.Find(report, FindingLevel.Trouble, "memory").Cure,
            StringComparison.Ordinal
        );
        DoctorBench.Find(report, FindingLevel.Well, "control loop");
    }

    [Fact]
    public async Task ARecordThatWasAlteredIsFoundByTheChain()
    {
        // Records behind it: the newest one alone would be taken for torn by a power cut, and dropped.
        DoctorReport report = await VisitAsync(
            pen => pen.World.Fram.Bytes[FirstRecord + RecordBytes + 9] ^= 1,
            before: client => ChangeSettingsAsync(client, 6)
        );

        Finding found = DoctorBench.Find(report, FindingLevel.Trouble, "log");
        Assert.NotEmpty(found.Text);
        Assert.Contains("pen log pull", found.Cure, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Findings, f => f.Level == FindingLevel.Well && f.Topic == "log");
    }

    [Fact]
    public async Task ALogThatIsNearlyFullIsSaidBeforeThePenRefusesToArm()
    {
        var small = new SimulationOptions { FramKilobytes = 32 };
        DoctorReport report = await VisitAsync(_ => { }, small, client => ChangeSettingsAsync(client, 880));

        Finding found = DoctorBench.Find(report, FindingLevel.Note, "log");
        Assert.Matches("^88[0-9] of 960 records wait", found.Text);
        Assert.Contains("pen log pull", found.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AControlLoopThatComesLateIsANote()
    {
        DoctorReport report = await VisitAsync(_ => { }, new SimulationOptions { TickJitterMaxMicros = 30_000 });

        Finding found = DoctorBench.Find(report, FindingLevel.Note, "control loop");
        Assert.Contains("10 ms are meant", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APenOfAnotherProtocolIsNamedWithTheSideThatIsOlder()
    {
        await using var pen = new ScriptedPen { Major = 9 };

        DoctorReport report = await DoctorVisit.RunAsync(new DoctorOptions { Port = pen.Address });

        Assert.IsType<PenVersionException>(report.Unreachable);
        Assert.Contains(
            "Update this program",
            DoctorBench.Find(report, FindingLevel.Trouble, "version").Cure,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SomethingElseAtThePortIsNamed()
    {
        await using var pen = new ScriptedPen
        {
            OnBytes = (self, bytes) =>
            {
                self.Send("ets Jul 29 2019 12:21:46\r\n"u8.ToArray());
                return true;
            },
        };

        DoctorReport report = await DoctorVisit.RunAsync(new DoctorOptions { Port = pen.Address });

        Assert.Contains(
            "does not speak the pen's language",
            DoctorBench.Find(report, FindingLevel.Trouble, "pen").Text,
            StringComparison.Ordinal
        );
    }

    /// <summary>Each change is a record.</summary>
    private static async Task ChangeSettingsAsync(PenClient client, int times)
    {
        while ((await client.GetStatusAsync()).State != PenState.Standby)
        {
            await Task.Delay(20);
        }

        for (int i = 0; i < times; i++)
        {
            await client.SetSettingAsync(SettingId.Buzzer, i % 2);
        }
    }

    private static async Task<DoctorReport> VisitAsync(
        Action<SimulatedPen> harm,
        SimulationOptions? options = null,
        Func<PenClient, Task>? before = null
    )
    {
        var pen = new SimulatedPen(options);
        await using PenServer server = PenServer.Start(
            pen,
            new PenServerOptions
            {
                SpeedFactor = 8,
                TcpPort = 0,
                Pty = false,
            }
        );
        await using (PenClient client = await PenClient.ConnectAsync($"pen://127.0.0.1:{server.TcpPort}"))
        {
            await client.GetStatusAsync();
            await (before?.Invoke(client) ?? Task.CompletedTask);
        }

        await server.InvokeAsync(p =>
        {
            harm(p);
            p.Reset();
        });
        return await DoctorVisit.RunAsync(new DoctorOptions { Port = $"pen://127.0.0.1:{server.TcpPort}" });
    }
}
