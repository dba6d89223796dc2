using System;
using System.IO;
using System.Linq;
using Pen.Protocol;
using Pen.Simulator;
using Xunit.Abstractions;

namespace Pen.Campaign.Tests;

/// <summary>The campaign itself, and that it finds what is wrong.</summary>
public class CampaignTests(ITestOutputHelper output)
{
    /// <summary>A quiet treatment: one run of some seconds, nothing breaks.</summary>
    private static TreatmentPlan Quiet(params PlanStep[] more) =>
        new(
            7,
            4.0,
            0,
            CartridgeType.Needles36,
            [
                .. new PlanStep[]
                {
                    new(1500, HostAction.Prepare, HostAction.Pack(1000, 120, 5, 0), false),
                    new(1700, HostAction.Arm, 0, false),
                    new(2500, "press", 0, false),
                    new(9000, "release", 0, false),
                    new(9500, HostAction.Disarm, 0, false),
                }
                    .Concat(more)
                    .OrderBy(s => s.Ms),
            ]
        );

    [Fact]
    [Trait("Covers", "P1")]
    [Trait("Covers", "P3")]
    [Trait("Covers", "P4")]
    [Trait("Covers", "P5")]
    [Trait("Covers", "FLT-6")]
    [Trait("Covers", "GATE-2")]
    [Trait("Covers", "LOG-1")]
    [Trait("Covers", "LINK-2")]
    public void FiveHundredTreatmentsBreakNothing()
    {
        CampaignSummary summary = CampaignRun.Play(1, 500, jobs: Environment.ProcessorCount);
        foreach (string line in CampaignReport.Lines(summary))
        {
            output.WriteLine(line);
        }

        Assert.Equal(500, summary.Treatments);
        Assert.Empty(summary.Breaches);
        Assert.True(summary.Strokes > 500_000);
        Assert.InRange(summary.Missing().Count, 0, 3);
    }

    [Fact]
    public void TheSameSeedIsTheSameTreatmentOnAnyNumberOfThreads()
    {
        CampaignSummary one = CampaignRun.Play(1, 40, jobs: 1);
        CampaignSummary four = CampaignRun.Play(1, 40, jobs: 4);
        Assert.Equal(one.Hash, four.Hash);
        Assert.Equal(one.Transitions, four.Transitions);
        Assert.NotEqual(one.Hash, CampaignRun.Play(2, 41, jobs: 2).Hash);
    }

    [Fact]
    public void ShardsMergeIntoTheWholeThroughTheirFiles()
    {
        CampaignSummary whole = CampaignRun.Play(10, 49, jobs: 2);
        string folder = Directory.CreateTempSubdirectory().FullName;
        var merged = new CampaignSummary();
        for (int shard = 0; shard < 3; shard++)
        {
            string path = Path.Combine(folder, $"{shard}");
            CampaignReport.Write(CampaignRun.Play(10, 49, shard, 3), path);
            merged.Add(CampaignReport.Read(Path.Combine(path, "campaign.json")));
        }

        Assert.Equal(whole.Treatments, merged.Treatments);
        Assert.Equal(whole.Hash, merged.Hash);
        Assert.Equal(whole.Faults, merged.Faults);
        Assert.Equal(whole.Reactions.Keys, merged.Reactions.Keys);
        Assert.Equal(whole.WorstExcessMicrons, merged.WorstExcessMicrons);
        Assert.Contains("<h2>Transitions</h2>", File.ReadAllText(Path.Combine(folder, "0", "campaign.html")));
        File.WriteAllText(Path.Combine(folder, "bad.json"), "{\"Treatments\":\"many\"}");
        Assert.Throws<InvalidDataException>(() => CampaignReport.Read(Path.Combine(folder, "bad.json")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void AQuietTreatmentIsSound()
    {
        TreatmentResult result = Treatment.Run(Quiet());
        Assert.Empty(result.Violations);
        Assert.InRange(result.Strokes, 700, 800);
    }

    [Theory]
    [InlineData("driven outside Running and Service")]
    [InlineData("still turning 150 ms after")]
    [InlineData("turning longer than CTL-4 allows after the trigger was released")]
    [InlineData("running without a new press of the hand")]
    [InlineData("the state went from SelfTest to Ready")]
    [InlineData("driven deeper than the cartridge is made for")]
    [InlineData("driven deeper than area and label allow")]
    [InlineData("driven with a cartridge of another maker")]
    [InlineData("driven although a host's Stop arrived")]
    [InlineData("FLT-8 went away although its cause is there")]
    [InlineData("a latched fault went away by itself")]
    [InlineData("more than 0.10 mm deeper than set")]
    [InlineData("driven although the trigger was released")]
    [InlineData("needles out in a state other than Running")]
    [InlineData("the log holds")]
    [InlineData("the firmware ended")]
    public void APlantedDefectIsFound(string invariant)
    {
        TreatmentResult result = Treatment.Run(Quiet(), pen => Sabotage(pen, invariant));
        Assert.Contains(result.Violations, v => v.Contains(invariant, StringComparison.Ordinal));
    }

    [Fact]
    public void ALateReactionIsFound()
    {
        TreatmentPlan plan = Quiet(new PlanStep(5000, "motor-heat", 80, true));
        Assert.Empty(Treatment.Run(plan).Violations);
        // Somebody cools the sensor, not the motor, for half a second.
        TreatmentResult late = Treatment.Run(
            plan,
            pen => pen.World.Heat.CaseCelsius = pen.NowMicros / 1000 is > 4990 and < 5500 ? 30 : pen.World.Heat.CaseCelsius
        );
        Assert.True(late.Reaction is null || late.Violations.Count > 0);
    }

    [Fact]
    public void AFailingPlanIsMinimisedToWhatItNeeds()
    {
        TreatmentPlan plan = PlanGenerator.Make(12);
        TreatmentPlan failing = plan with
        {
            Steps = [.. plan.Steps.Where(s => !s.IsFault).Append(new PlanStep(50_000, "dock", 0, true)).OrderBy(s => s.Ms)],
        };
        TreatmentResult Run(TreatmentPlan p) =>
            Treatment.Run(p, pen => Sabotage(pen, pen.World.Dock.Closed ? "the firmware ended" : ""));
        Assert.NotEmpty(Run(failing).Violations);
        TreatmentPlan least = Minimiser.Minimise(failing, Run);
        PlanStep only = Assert.Single(least.Steps);
        Assert.Equal("dock", only.Name);
    }

    [Fact]
    public void EveryMisfortuneAndItsMendingIsKnown()
    {
        foreach (Misfortune what in Misfortunes.All)
        {
            Assert.True(CampaignInjections.Knows(what.Name), what.Name);
            Assert.True(what.Mend.Length == 0 || CampaignInjections.Knows(what.Mend), what.Mend);
        }
    }

    private static void Sabotage(SimulatedPen pen, string invariant)
    {
        PenWorld world = pen.World;
        bool late = pen.NowMicros > 4_000_000;
        switch (invariant)
        {
            case "driven outside Running and Service":
            case "needles out in a state other than Running":
                // A transistor that conducts, of which the monitor is not told: the state says Ready while the bridge drives.
                if (pen.Firmware is { } app && late && app.Controller.State == PenState.Running)
                {
                    app.Controller.State = PenState.Ready;
                    app.Controller.LastStop = StopReason.None;
                    pen.Frozen = true;
                }

                break;
            case "still turning 150 ms after":
                world.Motor.Inertia = late ? 5e-6 : world.Motor.Inertia;
                break;
            case "turning longer than CTL-4 allows after the trigger was released":
                world.Motor.Inertia = late ? 2.2e-7 : world.Motor.Inertia;
                break;
            case "running without a new press of the hand":
                Force(pen, PenState.Ready, PenState.Running);
                break;
            case "the state went from SelfTest to Ready":
                Force(pen, PenState.SelfTest, PenState.Ready);
                break;
            case "driven deeper than the cartridge is made for":
                // Another cartridge, of which the firmware is not told.
                if (late)
                {
                    Wire.Put16(world.Slot.Cartridge!.Memory, CartridgeProfile.MaxDepthMicrons, 500);
                }

                break;
            case "driven with a cartridge of another maker":
                // Likewise, between its reading and the run.
                if (pen.Firmware is { } armed && armed.Controller.State == PenState.Ready)
                {
                    world.Slot.Cartridge!.Memory[CartridgeProfile.Tag] = 0;
                }

                break;
            case "driven deeper than area and label allow":
                if (late)
                {
                    pen.Firmware!.Parts.Preparation.Area = TreatmentArea.Periorbital;
                }

                break;
            case "driven although a host's Stop arrived":
                // A Stop that everybody but the pen has heard.
                if (pen.NowMicros is >= 5_000_000 and < 5_010_000)
                {
                    world.Watch.StopSent();
                }

                break;
            case "FLT-8 went away although its cause is there":
                world.Heat.CaseCelsius = late ? 80 : world.Heat.CaseCelsius;
                if (pen.NowMicros > 6_000_000)
                {
                    world.Watch.AcknowledgeSent();
                    pen.Firmware!.Parts.Latch.Clear();
                }

                break;
            case "a latched fault went away by itself":
                if (late)
                {
                    world.Motor.Blocked = true;
                }

                if (pen.NowMicros > 6_000_000)
                {
                    pen.Firmware!.Parts.Latch.Clear();
                }

                break;
            case "more than 0.10 mm deeper than set":
                world.Depth.DriftMmPerSecond = late ? 40 : 0;
                break;
            case "driven although the trigger was released":
                if (late)
                {
                    pen.ReleaseTrigger();
                    world.Gate.WatchdogStuck = false;
                    pen.Firmware!.Parts.Trigger.Pressed = true;
                    pen.Frozen = false;
                    world.Trigger.Set(false, pen.NowMicros);
                    pen.Firmware.Parts.Settings.Save(SettingId.TriggerMode, 0);
                    KeepDriving(pen);
                }

                break;
            case "the log holds":
                if (pen.NowMicros is > 7_000_000 and < 7_020_000)
                {
                    pen.Firmware!.Parts.Speed.Edges += 100 * 128;
                }

                break;
            case "the firmware ended":
                if (late && pen.FirmwareFailure.Length == 0)
                {
                    pen.Chip.BreakNextTick = true;
                }

                break;
        }
    }

    private static void Force(SimulatedPen pen, PenState from, PenState to)
    {
        if (pen.Firmware is { } app && app.Controller.State == from)
        {
            app.Controller.State = to;
        }
    }

    /// <summary>Firmware that goes on although the trigger is open: it keeps enable, duty and kicks.</summary>
    private static void KeepDriving(SimulatedPen pen)
    {
        pen.Frozen = true;
        pen.World.Gate.SetKick((pen.NowMicros / 10_000) % 2 == 0, pen.World.Micros);
    }
}
