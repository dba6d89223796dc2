using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Records.Runs;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;
using Pen.Simulator;

namespace Pen.Cli.Tests;

/// <summary>treat, where it does not go straight on.</summary>
public sealed class TreatTests : TreatBench
{
    private protected override string Address => Path.Combine(Folder, "records.db");

    private Session Last => Store.Sessions(Store.FindClient("Rose")!.Id)[^1];

    [Fact]
    public async Task WhatScreeningForbidsEndsWithItsDayAndExitCodeThree()
    {
        using Conversation talk = await NewAsync();
        await talk.UntilAsync("SCREENING");
        await talk.AnswerAsync("isotretinoin", "perhaps");
        await talk.AnswerAsync("Answer y, n or ?.", "y");
        await talk.AnswerAsync("When was the last dose?", "31.12.2025");
        await talk.AnswerAsync("Give a day such as 2026-03-31", "2025-12-31");
        await HealthyAsync(talk, skip: 1);
        string told = await talk.UntilAsync("Was an answer wrong");
        Assert.Contains("Outcome: Stop.", told);
        Assert.Contains("Possible from 2027-01-01 by the longest time that a source asks for.", told);
        await talk.AnswerAsync("", "n");
        await talk.AnswerAsync("The session is given up. Why?", "");
        Assert.Equal((3, ""), await talk.EndAsync());
        Assert.Equal(SessionState.Abandoned, Last.State);
    }

    [Fact]
    public async Task LeftInTheMiddleItGoesOnWhereItWas()
    {
        using (Conversation talk = await NewAsync())
        {
            await talk.UntilAsync("SCREENING");
            await HealthyAsync(talk);
            await talk.UntilAsync("Given how?");
            talk.Leave();
            (int code, string problem) = await talk.EndAsync();
            Assert.Equal((130, ""), (code, problem));
            Assert.EndsWith("the same command goes on where it was.\n", talk.Seen);
        }

        using (Conversation talk = Treat("--language", "de"))
        {
            await talk.UntilAsync("is open and goes on.");
            string text = await talk.UntilAsync("Given how?");
            Assert.Contains("Ich willige in die Behandlung ein", text);
            await talk.AnswerAsync("", "paper");
            await talk.AnswerAsync("Is the cream on?", "n");
            await talk.AnswerAsync("Why is none used?", "not wanted");
            // Beyond what is usual a reason is asked for, and around the eyes none helps.
            await talk.AnswerAsync("Which area?", "cheek");
            await talk.AnswerAsync("Depth in mm", "1.7");
            await talk.AnswerAsync("Speed in Hz", "100");
            await talk.AnswerAsync("More than 1.50 mm needs a reason", "because");
            await talk.AnswerAsync("Answer with one of: scar", "scar");
            await talk.AnswerAsync("In words, for the record:", "an old scar");
            await talk.UntilAsync("Prepared: 1.70 mm, 100 Hz, cheek.");
            await talk.AnswerAsync("Arm the pen?", "n");
            await talk.AnswerAsync("Which area?", "periorbital");
            await talk.AnswerAsync("Depth in mm", "1.7");
            await talk.AnswerAsync("Speed in Hz", "100");
            await talk.UntilAsync("The pen refused 1.70 mm");
            // Somebody leaves while the pen is armed: it is disarmed before the program ends.
            await talk.AnswerAsync("Which area?", "cheek");
            await talk.UntilAsync("Before in this session: 1.70 mm, 100 Hz.");
            await talk.AnswerAsync("Depth in mm [1.70]", "0.5");
            await talk.AnswerAsync("Speed in Hz [100]", "120");
            await talk.AnswerAsync("Arm the pen?", "");
            await talk.UntilAsync("Armed.");
            talk.Leave();
            Assert.Equal(130, (await talk.EndAsync()).Code);
            (_, string standing, _) = await Typed.RunAsync("status", "--json");
            Assert.Contains("\"state\": \"standby\"", standing);
        }

        TreatmentFacts facts = TreatmentFacts.From(Store.Events(Last.Id));
        Assert.Equal("an old scar", Assert.Single(facts.DepthReasons).What.Reason);
        Assert.Equal([1700, 500], facts.Areas.Select(a => a.What.DepthMicrons));
    }

    [Fact]
    public async Task ARollerNeedsNoPenAndAFaultIsReadBeforeItIsAcknowledged()
    {
        using (Conversation talk = await NewAsync("--device", "dermaroller"))
        {
            await PrepareClientAsync(talk);
            await talk.AnswerAsync("Area treated by hand?", "cheek");
            await talk.AnswerAsync("Length of the roller's needles in mm", "0.5");
            await talk.AnswerAsync("How often did it go over? [1]", "4");
            await talk.AnswerAsync("Area treated by hand?", "done");
            await talk.AnswerAsync("Was a product put on the skin?", "y");
            await talk.UntilAsync("This device is not made to bring products into the skin");
            await talk.AnswerAsync("Which?", "=cmd|' /C calc'!A0");
            await talk.AnswerAsync("Its lot?", "");
            await CloseAsync(talk, "went well");
        }

        Assert.Equal(4, Assert.Single(TreatmentFacts.From(Store.Events(Last.Id)).ByHand).What.Passes);
        using (Conversation talk = Treat("--device", "pen-36"))
        {
            await talk.AnswerAsync("Go on with the course", "y");
            await talk.AnswerAsync("Why is it held before?", "a trial");
            await PrepareClientAsync(talk);
            await ArmAsync(talk, "cheek");
            await PressAsync();
            await talk.UntilAsync("Running.");
            await Server.InvokeAsync(p => p.World.Motor.Blocked = true);
            await talk.UntilAsync("FLT-1");
            await Server.InvokeAsync(p =>
            {
                p.World.Motor.Blocked = false;
                p.World.Skin.Lift();
                p.ReleaseTrigger();
                p.World.Watch.AcknowledgeSent();
            });
            await talk.AnswerAsync("Is the cause gone", "y");
            await AreaAsync(talk, "cheek");
            await EndAsync(talk);
        }

        SessionDossier dossier = SessionDossier.Read(Store, Last.Id);
        Assert.Equal([StopReason.Fault, StopReason.TriggerReleased], dossier.Runs.Select(r => r.StopReason));
        Assert.Equal([FaultId.Stall], dossier.Runs[0].Faults);
    }

    [Fact]
    [Trait("Covers", "REC-2")]
    public async Task WithoutItsPenASessionEndsAndTheRunComesInLater()
    {
        string first;
        using (Conversation talk = await NewAsync())
        {
            await PrepareClientAsync(talk);
            await ArmAsync(talk, "cheek");
            await PressAsync();
            await talk.UntilAsync("Running.");
            await Task.Delay(1000);
            await Server.InvokeAsync(p => p.World.Line.Unplugged = true);
            await Task.Delay(2500);
            await talk.AnswerAsync("", "");
            await talk.UntilAsync("is not connected at the moment.");
            await talk.AnswerAsync("Which area?", "done");
            await talk.AnswerAsync("Go on without the pen?", "y");
            await talk.UntilAsync("The pen has recorded 0 runs");
            await CloseAsync(talk);
            first = Last.Id;
            Assert.Empty(SessionDossier.Read(Store, first).Runs);
        }

        await Server.InvokeAsync(p =>
        {
            p.World.Line.Unplugged = false;
            p.World.Skin.Lift();
            p.ReleaseTrigger();
        });
        using (Conversation talk = Treat("--device", "pen-36"))
        {
            await talk.AnswerAsync("Go on with the course", "y");
            await talk.AnswerAsync("Why is it held before?", "a trial");
            await PrepareClientAsync(talk);
            await talk.UntilAsync("Collected so far: 0 runs");
        }

        PenRun run = Assert.Single(SessionDossier.Read(Store, first).Runs);
        Assert.Equal([FaultId.CompanionLost], run.Faults);
        Assert.InRange(run.Strokes, 200u, 400u);
        Assert.Empty(SessionDossier.Read(Store, Last.Id).Runs);
    }

    private async Task<Conversation> NewAsync(params string[] more)
    {
        Conversation talk = Treat(more);
        await talk.AnswerAsync("Add one?", "y");
        await talk.AnswerAsync("What is treated?", "wrinkles");
        await talk.AnswerAsync("Answer with one of: fine-wrinkles", "fine-wrinkles");
        await talk.AnswerAsync("How many sessions?", "0");
        await talk.AnswerAsync("Give a number from 1 to 50.", "");
        await talk.AnswerAsync("How many weeks between two?", "");
        return talk;
    }
}
