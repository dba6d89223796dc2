using System;
using System.IO;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Client.Transports;
using Pen.SimulatedBoard;
using Pen.Workshop.Doctor;
using Pen.Workshop.Flashing.Boards;

namespace Pen.Workshop.Tests.Doctor;

/// <summary>Everything before the first byte of a pen.</summary>
public class PortExamTests
{
    [Fact]
    public void WithoutAnyPortTheCableIsSuspectedFirst()
    {
        var report = new DoctorReport();

        Assert.Null(PortExam.Choose(new DoctorOptions(), [], [], report));

        Assert.Contains("carries data", DoctorBench.Find(report, FindingLevel.Trouble, "ports").Cure, StringComparison.Ordinal);
    }

    [Fact]
    public void OfADualBridgeTheSecondPortIsAsked()
    {
        UsbPort first = new("/dev/ttyUSB0", "10c4", "ea70", 0, "dev", "CP2105");
        var report = new DoctorReport();

        string? chosen = PortExam.Choose(
            new DoctorOptions(),
            [new PortName("/dev/ttyUSB0", "CP2105"), new PortName("/dev/ttyUSB1", "CP2105")],
            [first, first with { Address = "/dev/ttyUSB1", Interface = 1 }],
            report
        );

        Assert.Equal("/dev/ttyUSB1", chosen);
        Assert.Contains(
            "a bridge as pens have it",
            DoctorBench.Find(report, FindingLevel.Well, "ports").Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void APortThatThisUserMayNotOpenNamesTheRule()
    {
        var report = new DoctorReport();
        PortExam.Explain(PenPortException.NotPermitted("/dev/ttyUSB0", "dialout"), report);

        Finding found = DoctorBench.Find(report, FindingLevel.Trouble, "permission");
        Assert.Contains("--install-udev", found.Cure, StringComparison.Ordinal);
        Assert.Contains("usermod -aG dialout", found.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoHoldsThePortIsNamed()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync(new BoardOptions { EmptySlot = true, Pty = true });
        using ITransport holder = TermiosTransport.Open(bench.Board.CompanionPty!);

        DoctorReport report = await bench.VisitAsync(port: bench.Board.CompanionPty);

        Assert.IsType<PenPortException>(report.Unreachable);
        Assert.Contains("in use by", DoctorBench.Find(report, FindingLevel.Trouble, "holder").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SwappedPortsAreRecognised()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.SettleAsync();

        DoctorReport report = await DoctorVisit.RunAsync(
            new DoctorOptions
            {
                Port = bench.Board.FlashingAddress.Replace("rfc2217", "pen", StringComparison.Ordinal),
                Flashing = bench.Board.CompanionAddress,
                Listening = TimeSpan.FromSeconds(0.2),
            }
        );

        Assert.Contains("are swapped", DoctorBench.Find(report, FindingLevel.Trouble, "port").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TheRuleIsWrittenOnceAndAsOneLine()
    {
        string folder = Directory.CreateTempSubdirectory("pen-udev-").FullName;
        try
        {
            string path = Path.Combine(folder, "70-pen.rules");
            var report = new DoctorReport();
            PortExam.InstallRule(path, report);
            PortExam.InstallRule(path, report);

            Assert.Equal(UdevRule.Line + "\n", File.ReadAllText(path));
            Assert.Contains(
                "udevadm control --reload",
                DoctorBench.Find(report, FindingLevel.Well, "udev rule").Text,
                StringComparison.Ordinal
            );
            Assert.Throws<IOException>(() => PortExam.InstallRule(Path.Combine(folder, "no", "70-pen.rules"), report));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
