using System;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.SimulatedBoard;
using Pen.Workshop.Doctor;

namespace Pen.Workshop.Tests.Doctor;

/// <summary>What the pen says of itself, each cause provoked through its hardware.</summary>
public class PenExamTests
{
    [Fact]
    public async Task AHealthyPenIsWell()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.SettleAsync();

        DoctorReport report = await bench.VisitAsync();

        Assert.False(report.HasTrouble, string.Join('\n', report.Findings.Select(SupportBundle.Line)));
        Assert.Null(report.Unreachable);
        DoctorBench.Find(report, FindingLevel.Well, "self-test");
        DoctorBench.Find(report, FindingLevel.Well, "link");
        Assert.Equal(Protocol.SettingTable.Count, report.Settings.Count);
        Assert.NotEmpty(report.Log);
        Assert.Equal(1, (await bench.Board.StatusAsync()).Resets);
    }

    [Fact]
    public async Task AClockThatNobodySetIsANoteAndTheDoctorDoesNotSetIt()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();

        DoctorReport report = await bench.VisitAsync();
        DoctorReport again = await bench.VisitAsync();

        Assert.Contains(
            "does not know the time",
            DoctorBench.Find(report, FindingLevel.Note, "clock").Text,
            StringComparison.Ordinal
        );
        DoctorBench.Find(again, FindingLevel.Note, "clock");
    }

    [Theory]
    [InlineData("gate-stuck", null, "FLT-13", "self-test")]
    [InlineData("stick-depth", null, null, "self-test")]
    [InlineData("motor-thermistor-open", null, "FLT-14", null)]
    [InlineData("board-thermistor-short", null, "FLT-14", null)]
    [InlineData("battery-divider-open", null, "FLT-14", null)]
    [InlineData("pot-open", null, "FLT-14", null)]
    [InlineData("cell", 3.1, null, "battery")]
    public async Task WhatFailsIsNamed(string injection, double? number, string? fault, string? topic)
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.Board.InjectAsync(injection, number);
        await bench.Board.PressEnAsync();

        DoctorReport report = await bench.VisitAsync();

        Assert.True(report.HasTrouble);
        foreach (string wanted in new[] { fault, topic }.OfType<string>())
        {
            Finding found = DoctorBench.Find(report, FindingLevel.Trouble, wanted);
            Assert.NotEmpty(found.Cure);
        }
    }

    [Fact]
    public async Task ACellThatIsLowAndADockAreNotes()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.SettleAsync();
        await bench.Board.InjectAsync("cell", 3.45);
        await bench.Board.InjectAsync("dock");
        await Task.Delay(300);

        DoctorReport report = await bench.VisitAsync();

        Assert.Contains("low", DoctorBench.Find(report, FindingLevel.Note, "battery").Text, StringComparison.Ordinal);
        DoctorBench.Find(report, FindingLevel.Note, "dock");
    }

    [Fact]
    public async Task ARefusedCartridgeIsExplained()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.SettleAsync();
        await bench.Board.InjectAsync("insert-blank");
        await Task.Delay(500);

        Finding found = DoctorBench.Find(await bench.VisitAsync(), FindingLevel.Note, "cartridge");

        Assert.NotEmpty(found.Cure);
    }

    [Fact]
    public async Task ADisturbedLineIsANote()
    {
        await using DoctorBench bench = await DoctorBench.StartAsync();
        await bench.SettleAsync();
        await bench.Board.InjectAsync("noise", 0.01);
        await using (PenClient pen = await PenClient.ConnectAsync(bench.Board.CompanionAddress))
        {
            for (int i = 0; i < 60; i++)
            {
                _ = await Record.ExceptionAsync(() => pen.KeepAliveAsync());
            }
        }

        await bench.Board.InjectAsync("noise", 0);

        Assert.Contains(
            "damaged",
            DoctorBench.Find(await bench.VisitAsync(), FindingLevel.Note, "link").Text,
            StringComparison.Ordinal
        );
    }
}
