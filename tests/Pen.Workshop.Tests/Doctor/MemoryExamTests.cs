using System;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Client.Tests;
using Pen.Simulator;
using Pen.Simulator.Endpoints;
using Pen.Workshop.Doctor;

namespace Pen.Workshop.Tests.Doctor;

/// <summary>Damaged settings, a damaged or silent memory, and a pen of another protocol.</summary>
public class MemoryExamTests
{
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

    private static async Task<DoctorReport> VisitAsync(Action<SimulatedPen> harm)
    {
        var pen = new SimulatedPen();
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
        }

        await server.InvokeAsync(p =>
        {
            harm(p);
            p.Reset();
        });
        return await DoctorVisit.RunAsync(new DoctorOptions { Port = $"pen://127.0.0.1:{server.TcpPort}" });
    }
}
