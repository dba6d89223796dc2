using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;
using Pen.Simulator;
using Pen.Workshop.Calibration;

namespace Pen.Workshop.Tests.Calibration;

/// <summary>Depth against a gauge: a pen that misses CTL-5 meets it afterwards, and everything can be taken back.</summary>
public class DepthCalibrationTests
{
    private static void Wrong(PenWorld w)
    {
        w.Depth.PotGainError = -0.04;
        w.Depth.PotZeroErrorCounts = 20;
        w.Depth.ServoZeroErrorMicros = 6;
        w.Depth.ServoGainError = 0.003;
        w.Depth.PlayMm = 0.1;
    }

    [Fact]
    public async Task APenThatMissesItsDepthMeetsItAfterwards()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(Wrong);
        Assert.True(await b.WorstErrorAsync(2.0) > 0.05);

        CalibrationRecord record = await b.DepthAsync();

        Assert.Equal(CalibrationOutcome.Stored, record.Outcome);
        Assert.InRange(await b.SettingAsync(SettingId.DepthZeroCounts), 610, 630);
        Assert.InRange(await b.SettingAsync(SettingId.DepthCountsPerMm), 855, 873);
        Assert.InRange(await b.SettingAsync(SettingId.ServoZeroMicroseconds), 1150, 1162);
        Assert.InRange(await b.SettingAsync(SettingId.ServoMicrosecondsPerMm), 198, 206);
        Assert.InRange(record.Figures["playMm"], 0.08, 0.12);
        Assert.InRange(await b.SettingAsync(SettingId.DepthBacklashMicrons), 80, 120);
        Assert.True(record.Figures["repeatabilitySpanMm"] <= 0.05);
        double worst = await b.WorstErrorAsync(0.5, 0.75, 1.0, 1.5, 1.8, 2.5);
        Assert.True(worst <= 0.05, $"{worst} mm off");

        CalibrationRecord kept = Assert.Single(CalibrationFolder.Records(b.Root, "SIM-000001")).Record;
        Assert.Equal(("anna", CalibrationOutcome.Stored, 9), (kept.By, kept.Outcome, kept.Points.Count));
        Assert.Equal(record.ToJson(), kept.ToJson());
        Assert.False(File.Exists(b.Open.StateFile));
    }

    [Fact]
    public async Task UndoBringsTheOldValuesBackAndOnlyWhileThePenHasTheNewOnes()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(Wrong);
        await b.DepthAsync();
        var undo = new CalibrationUndo(b.Bench, b.Hand, b.Job());
        int slope = await b.SettingAsync(SettingId.DepthCountsPerMm);
        await b.Client.SetSettingAsync(SettingId.DepthCountsPerMm, slope + 1, SettingActor.Technician);
        var refused = await Assert.ThrowsAsync<CalibrationException>(() => undo.RunAsync(null));
        Assert.Contains("depth-slope", refused.Message, StringComparison.Ordinal);
        await b.Client.SetSettingAsync(SettingId.DepthCountsPerMm, slope, SettingActor.Technician);
        CalibrationRecord undone = await undo.RunAsync(CalibrationKind.Depth);
        Assert.Equal((CalibrationOutcome.Undone, "anna"), (undone.Outcome, undone.UndoneBy));
        foreach (SettingChange c in undone.Settings)
        {
            Assert.Equal(SettingTable.Default(c.Id), await b.SettingAsync(c.Id));
        }

        refused = await Assert.ThrowsAsync<CalibrationException>(() => undo.RunAsync(null));
        Assert.Contains("No calibration", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADryRunProposesAndWritesNothing()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(Wrong);
        CalibrationRecord record = await b.DepthAsync(dryRun: true);
        Assert.Equal(CalibrationOutcome.Proposed, record.Outcome);
        Assert.InRange(record.Settings.Single(s => s.Id == SettingId.DepthCountsPerMm).New, 855, 873);
        Assert.Equal(900, await b.SettingAsync(SettingId.DepthCountsPerMm));
        Assert.Empty(CalibrationFolder.Records(b.Root, "SIM-000001"));
    }

    [Fact]
    public async Task LeftAtAQuestionItGoesOnThere()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(Wrong);
        b.Hand.LeavesAt = 4;
        await Assert.ThrowsAsync<CalibrationLeftException>(() => b.DepthAsync());
        Assert.Equal(900, await b.SettingAsync(SettingId.DepthCountsPerMm));
        b.Hand.LeavesAt = -1;
        int before = b.Hand.Answers;
        CalibrationRecord record = await b.DepthAsync();
        Assert.Contains("Going on where it was left: 4 of 7 readings are there.", b.Hand.Heard);
        Assert.Equal(3 + 2, b.Hand.Answers - before);
        Assert.Equal(CalibrationOutcome.Stored, record.Outcome);
    }

    [Fact]
    public async Task LeftWhileItVerifiesItGoesOnThere()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(Wrong);
        b.Hand.LeavesAt = 7;
        await Assert.ThrowsAsync<CalibrationLeftException>(() => b.DepthAsync());
        // As if the power had gone between two writes: one value is still the old one.
        await b.Bench.LeaveServiceAsync();
        await b.Client.SetSettingAsync(SettingId.DepthZeroCounts, 600, SettingActor.Technician);
        b.Hand.LeavesAt = -1;
        CalibrationRecord record = await b.DepthAsync();
        Assert.Equal(9, b.Hand.Answers);
        Assert.Equal(CalibrationOutcome.Stored, record.Outcome);
        Assert.InRange(await b.SettingAsync(SettingId.DepthZeroCounts), 610, 630);
        Assert.Single(CalibrationFolder.Records(b.Root, "SIM-000001"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"serial\":\"SIM-000001\"}")]
    [InlineData(
        "{\"serial\":\"SIM-000001\",\"began\":\"2026-01-01T00:00:00Z\",\"plan\":{\"points\":[500,1000],\"repeats\":2,\"verifyMicrons\":750},\"settings\":{},\"readings\":[null]}"
    )]
    [InlineData(
        "{\"serial\":\"SIM-000001\",\"began\":\"2026-01-01T00:00:00Z\",\"plan\":{\"points\":[500,1000],\"repeats\":2,\"verifyMicrons\":750},\"settings\":{},\"readings\":[],\"storing\":\"../../etc/passwd\"}"
    )]
    public async Task AStateThatCannotBeIsForgotten(string state)
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync();
        await File.WriteAllTextAsync(b.Open.StateFile, state);
        b.Hand.LeavesAt = 0;
        await Assert.ThrowsAsync<CalibrationLeftException>(() => b.DepthAsync());
        Assert.Contains(b.Hand.Heard, h => h.Contains("begins anew", StringComparison.Ordinal));
    }

    /// <summary>The sensor slips after it was calibrated: a little, so that the gauge shows it, or so far that the stop does not arrive.</summary>
    [Theory]
    [InlineData(-50, "off, and at most 50 µm")]
    [InlineData(320, "did not come to rest")]
    public async Task WhatDoesNotVerifyIsTakenBack(double slip, string because)
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(Wrong);
        b.Hand.Before = async n =>
        {
            if (n == 7)
            {
                await b.WorldAsync(w => w.Depth.PotZeroErrorCounts = slip);
            }
        };
        var refused = await Assert.ThrowsAsync<CalibrationException>(() => b.DepthAsync());
        Assert.Contains("has the values again that it had", refused.Message, StringComparison.Ordinal);
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
        Assert.Equal(900, await b.SettingAsync(SettingId.DepthCountsPerMm));
        Assert.Equal(600, await b.SettingAsync(SettingId.DepthZeroCounts));
        Assert.Equal(
            CalibrationOutcome.Restored,
            Assert.Single(CalibrationFolder.Records(b.Root, "SIM-000001")).Record.Outcome
        );
        Assert.False(File.Exists(b.Open.StateFile));
    }

    [Fact]
    public async Task ANewBoardThatCannotProveItselfIsSetRoughlyFirst()
    {
        await using CalibrationBench b = await CalibrationBench.StartAsync(w => w.Depth.PotZeroErrorCounts = 150);
        await b.Client.SleepAsync();
        await Task.Delay(100);
        await Assert.ThrowsAsync<CalibrationException>(() => b.Bench.UntilStandbyAsync());
        await Assert.ThrowsAsync<PenRefusedException>(() => b.Client.EnterServiceAsync());
        CalibrationRecord record = await b.DepthAsync();
        Assert.Contains(b.Hand.Heard, h => h.Contains("roughly", StringComparison.Ordinal));
        Assert.InRange(record.Settings.Single(s => s.Id == SettingId.DepthZeroCounts).New, 735, 765);
        Assert.True(await b.WorstErrorAsync(0.75, 1.5) <= 0.05);
    }
}
