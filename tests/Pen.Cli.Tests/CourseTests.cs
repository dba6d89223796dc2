using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Pen.Protocol;
using Pen.Records.Runs;
using Pen.Records.Store.Model;
using Pen.Records.Tests.Store;
using Pen.Records.Treatments;
using Pen.Simulator;

namespace Pen.Cli.Tests;

public sealed class SqliteCourseTests : CourseTests
{
    private protected override string Address => Path.Combine(Folder, "records.db");
}

[Collection("postgres")]
public sealed class PostgresCourseTests(PostgresServer server) : CourseTests
{
    private protected override string Address { get; } = server.NewDatabase();
}

/// <summary>A whole course, as somebody types it, with a program that is killed and a pen that loses its power in the middle of the second session.</summary>
public abstract class CourseTests : TreatBench
{
    [Fact]
    [Trait("Covers", "REC-2")]
    [Trait("Covers", "REC-3")]
    [Trait("Covers", "P1")]
    [Trait("Speed", "Slow")]
    public async Task ThreeSessionsWithCrashesInTheSecondLoseNothingAndNothingMovesByItself()
    {
        double start = await StrokesInPhysicsAsync();
        await FirstAsync();
        await SecondKilledAsync();
        await SecondGoesOnAsync();
        await ChangeCartridgeAsync();
        await ThirdAsync();

        ClientRecord client = Store.FindClient("Rose")!;
        Course course = Assert.Single(Store.Courses(client.Id));
        Assert.Equal(("acne-scars", 3, 8), (course.Indication, course.PlannedSessions, course.IntervalWeeks));
        SessionDossier[] sessions = [.. Store.Sessions(client.Id).Select(s => SessionDossier.Read(Store, s.Id))];
        Assert.Equal([1, 2, 3], sessions.Select(s => s.Session.Number));
        Assert.All(sessions, s => Assert.Equal(SessionState.Closed, s.Session.State));
        Assert.All(sessions, s => Assert.True(s.IsSimulated));
        Assert.Equal(["Cheek", "Chin"], sessions[0].Runs.Select(r => $"{r.Area}"));
        Assert.Equal(
            [StopReason.Fault, StopReason.TriggerReleased, StopReason.PowerLost, StopReason.TriggerReleased],
            sessions[1].Runs.Select(r => r.StopReason)
        );
        Assert.Equal([FaultId.CompanionLost], sessions[1].Runs[0].Faults);
        Assert.Equal(RunEnding.PowerLost, sessions[1].Runs[2].Ending);
        Assert.Equal(2, sessions[1].Cartridges.Count);
        Assert.Equal(2, sessions[1].Facts.PenSessions.Count);
        Assert.NotNull(sessions[1].Facts.Early);
        Assert.Single(sessions[2].Runs);
        Assert.All(sessions.SelectMany(s => s.Runs), r => Assert.Equal(36, r.Needles));
        Assert.All(sessions.SelectMany(s => s.Runs), r => Assert.NotNull(r.StartedAt));
        Assert.All(sessions, s => Assert.NotEmpty(s.Facts.Traces));
        Assert.Equal(4, sessions.SelectMany(s => s.Cartridges).Select(c => c.Serial).Distinct().Count());
        // A loss of power costs at most what the cartridge had not counted yet: the time between two of its counts.
        double physics = await StrokesInPhysicsAsync() - start;
        long recorded = sessions.SelectMany(s => s.Runs).Sum(r => (long)r.Strokes);
        Assert.InRange(recorded, (physics - 130) * 0.99, physics * 1.01);
        Assert.Empty(Store.Verify().Problems);
        Assert.Empty(Store.OpenSessions());
    }

    private async Task FirstAsync()
    {
        using Conversation talk = Treat();
        await talk.AnswerAsync("There is no client Rose. Add one?", "y");
        await talk.AnswerAsync("What is treated?", "acne-scars");
        await talk.AnswerAsync("How many sessions? [2]", "3");
        await talk.AnswerAsync("How many weeks between two? [8]", "");
        await talk.UntilAsync("Session 1 of 3, Acne scars, Pen, cartridge of 36 needles.");
        await PrepareClientAsync(talk);
        await AreaAsync(talk, "cheek");
        await AreaAsync(talk, "chin", "1.0");
        await EndAsync(talk);
    }

    private async Task SecondKilledAsync()
    {
        await ChangeCartridgeAsync();
        using Conversation talk = Treat();
        await talk.AnswerAsync("Go on with the course for Acne scars?", "");
        await talk.AnswerAsync("Why is it held before?", "this is a trial");
        await talk.UntilAsync("Session 2 of 3");
        await PrepareClientAsync(talk);
        await ArmAsync(talk, "cheek");
        await PressAsync();
        await talk.UntilAsync("Running.");
        await Task.Delay(1000);
        await talk.KillAsync();
        // Nobody is heard for 2 s: the pen stops by itself, and stays stopped though the hand holds on.
        await Task.Delay(2600);
        double stopped = await StrokesInPhysicsAsync();
        await Task.Delay(500);
        Assert.Equal(stopped, await StrokesInPhysicsAsync(), 1.0);
        await Server.InvokeAsync(p =>
        {
            p.World.Skin.Lift();
            p.ReleaseTrigger();
        });
    }

    private async Task SecondGoesOnAsync()
    {
        double before = await StrokesInPhysicsAsync();
        using Conversation talk = Treat();
        await talk.UntilAsync("is open and goes on. Nothing is prepared or armed by that.");
        await talk.UntilAsync("Collected so far: 1 run,");
        Assert.Equal(before, await StrokesInPhysicsAsync(), 0.1);
        await talk.AnswerAsync("Which area?", "cheek");
        await talk.UntilAsync("FLT-17");
        await Server.InvokeAsync(p => p.World.Watch.AcknowledgeSent());
        await talk.AnswerAsync("Is the cause gone", "y");
        await talk.AnswerAsync("Depth in mm", "0.5");
        await talk.AnswerAsync("Speed in Hz", "");
        await talk.AnswerAsync("Arm the pen?", "");
        await talk.UntilAsync("Armed.");
        await Task.Delay(700);
        await GlideAsync();
        await talk.UntilAsync("Run of ");
        // The pen loses its power while it runs, and comes back.
        await PressAsync();
        await talk.UntilAsync("Running.");
        await Task.Delay(6000);
        await Server.InvokeAsync(p =>
        {
            p.PowerOff();
            p.World.Skin.Lift();
            p.ReleaseTrigger();
        });
        await Task.Delay(500);
        await Server.InvokeAsync(p => p.PowerOn());
        await talk.UntilAsync("nothing was armed again");
        double standing = await StrokesInPhysicsAsync();
        await talk.AnswerAsync("", "");
        await talk.UntilAsync("cut off by a loss of power");
        Assert.Equal(standing, await StrokesInPhysicsAsync(), 1.0);
        // The cartridge belongs to the session that the pen has lost: it wants another one.
        await ChangeCartridgeAsync();
        await AreaAsync(talk, "cheek");
        await EndAsync(talk);
    }

    private async Task ThirdAsync()
    {
        using Conversation talk = Treat();
        await talk.AnswerAsync("Go on with the course", "");
        await talk.AnswerAsync("Why is it held before?", "this is a trial");
        await talk.UntilAsync("Session 3 of 3");
        await PrepareClientAsync(talk);
        await AreaAsync(talk, "forehead", "0.3");
        await EndAsync(talk);
    }
}
