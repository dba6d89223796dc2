using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Pen.Companion.Tests.Bench;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Companion.Tests;

/// <summary>Whose session of which course begins, and when: client, course, day, numbing time; asked without a browser.</summary>
public sealed class WizardBeginTests : AskedWithoutABrowser
{
    [Fact]
    public async Task AnEarlySessionNeedsAReason()
    {
        (ClientRecord client, Course course) = HeldBefore(TimeSpan.FromDays(-14));
        string path = "/begin/" + client.Id;
        Answer asked = await Forms.GetAsync(path);
        DateOnly advised = DateOnly.FromDateTime(DateTime.Now).AddDays(-14 + (8 * 7));
        Assert.Contains($"advised from {advised:yyyy-MM-dd} on", asked.Words, StringComparison.Ordinal);

        Answer refused = await Forms.PostAsync(path, ("course", course.Id), ("device", "pen-36"), ("reason", " "));
        Assert.Contains("The session is early, and there is no reason.", refused.Words, StringComparison.Ordinal);
        Assert.Empty(Place.Records.OpenSessions());
        Answer begun = await Forms.PostAsync(path, ("course", course.Id), ("device", "pen-36"), ("reason", "she is away"));

        Session session = Assert.Single(Place.Records.OpenSessions());
        Assert.Equal("/sessions/" + session.Id, begun.To);
        Assert.Equal(("she is away", advised), (Facts(session).Early!.What.Reason, Facts(session).Early!.What.AdvisedFrom));
        Assert.Equal("/sessions/" + session.Id, (await Forms.GetAsync(path)).To);
    }

    [Fact]
    public async Task ALaterSessionNeedsNone()
    {
        (ClientRecord client, Course course) = HeldBefore(TimeSpan.FromDays(-57));
        await Forms.GetAsync("/begin/" + client.Id);

        Answer begun = await Forms.PostAsync("/begin/" + client.Id, ("course", course.Id), ("device", "pen-36"));

        Assert.StartsWith("/sessions/", begun.To, StringComparison.Ordinal);
        Assert.Null(Facts(Assert.Single(Place.Records.OpenSessions())).Early);
    }

    [Fact]
    public async Task TwoPressesBeginOneSession()
    {
        ClientRecord client = Place.Records.AddClient("anna");
        string path = $"/begin/{client.Id}/new";
        (string, string)[] plan = [("indication", "melasma"), ("count", "4"), ("weeks", "4"), ("device", "dermaroller")];
        Answer form = await Forms.GetAsync(path + "?indication=melasma");
        Assert.Contains("Proposed: 2, the fewest that a source gives (S4:58", form.Words, StringComparison.Ordinal);
        foreach (string bad in new[] { "0", "51", "-1", "4.5", "", "99999999999999999999" })
        {
            Answer refused = await Forms.PostAsync(path, [("count", bad), .. plan.Where(p => p.Item1 != "count")]);
            Assert.Contains("These numbers cannot be planned.", refused.Words, StringComparison.Ordinal);
        }

        Answer[] twice = await Task.WhenAll(Forms.PostAsync(path, plan), Forms.PostAsync(path, plan));

        Assert.Equal(twice[0].To, twice[1].To);
        Assert.Single(Place.Records.OpenSessions());
        Assert.Equal("4 4 melasma", Planned(Assert.Single(Place.Records.Courses(client.Id))));
    }

    [Fact]
    public async Task ClientsAreFoundByPseudonymAndTheirNamesStandBeside()
    {
        RecordStore store = Place.Records;
        ClientRecord named = store.AddClient("anna", "C-BLUE");
        store.SetIdentity("anna", named, new Identity("Erika Muster"));
        store.AddClient("anna", "C-GREEN");

        Answer found = await Forms.GetAsync("/begin?q=blu");

        Assert.Contains("C-BLUE", found.Words, StringComparison.Ordinal);
        Assert.Contains("Erika Muster", found.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("C-GREEN", found.Words, StringComparison.Ordinal);
        Answer taken = await Forms.PostAsync("/begin", ("pseudonym", "C-BLUE"), ("name", "Another"));
        Assert.Contains("There is a client C-BLUE already.", taken.Words, StringComparison.Ordinal);
        Assert.Contains("value=\"Another\"", taken.Text, StringComparison.Ordinal);
        foreach (string bad in new[] { "", new string('x', 41), "a\nb" })
        {
            await Forms.PostAsync("/begin", ("pseudonym", bad));
        }

        Assert.Equal(2, store.RecentClients(10).Count);
    }

    [Fact]
    public async Task NumbingCanBeStartedAnewAndEndsEarlyOnlyWithAReason()
    {
        Session session = Place.SessionAt(TreatmentStep.Numbing);
        string path = $"/sessions/{session.Id}/numbing";
        Answer form = await Forms.GetAsync(path);
        Assert.Contains(
            "Proposed: 30 min, the longest of the least times that sources give (S0:31",
            form.Words,
            StringComparison.Ordinal
        );
        foreach (string bad in new[] { "0", "121", "", "x" })
        {
            Answer refused = await Forms.PostAsync(path + "?handler=Start", ("minutes", bad));
            Assert.Contains("This is no time for numbing cream to act.", refused.Words, StringComparison.Ordinal);
        }

        await Forms.PostAsync(path + "?handler=Start", ("minutes", "30"), ("product", "A"));
        Assert.Equal("S0:31", Facts(session).NumbingStarted!.What.From);
        await Forms.PostAsync(path + "?handler=Start", ("minutes", "20"), ("product", "B"));
        Assert.Equal(
            (20, "B", "practitioner"),
            (
                Facts(session).NumbingStarted!.What.Minutes,
                Facts(session).NumbingStarted!.What.Product,
                Facts(session).NumbingStarted!.What.From
            )
        );
        Answer early = await Forms.PostAsync(path + "?handler=End");
        Assert.Contains("there is no reason", early.Words, StringComparison.Ordinal);
        Assert.False(Facts(session).NumbingIsOver);
        Assert.Contains("\"left\":1", (await Forms.GetAsync(path + "?handler=Left")).Text, StringComparison.Ordinal);
        await Forms.PostAsync(path + "?handler=End", ("reason", "it burns"));
        Assert.Equal("it burns", Facts(session).NumbingEnded!.What.Reason);
        Assert.Equal(HttpStatusCode.NoContent, (await Forms.GetAsync(path + "?handler=Left")).Status);
    }

    private TreatmentFacts Facts(Session session) => TreatmentFacts.From(Place.Records.Events(session.Id));

    private static string Planned(Course course) => $"{course.PlannedSessions} {course.IntervalWeeks} {course.Indication}";

    /// <summary>A client whose first session of a course was held some time ago.</summary>
    private (ClientRecord Client, Course Course) HeldBefore(TimeSpan ago)
    {
        var then = new Backdated(ago);
        RecordStore store = Place.RecordsAt(then);
        ProtocolLibrary library = ProtocolLibrary.BuiltIn;
        ClientRecord client = store.AddClient("anna");
        Course course = store.PlanCourse("anna", client.Id, "acne-scars", 3, 8, library.Version);
        var held = Treatment.Begin(store, library, "anna", course, "pen-nano", null, then);
        held.Screen([.. library.Questions.Select(q => new Records.Screening.ScreeningAnswer(q.Id, false))]);
        held.Consent(Records.Texts.TextTable.Load("en"), ConsentForm.Paper);
        held.GiveAftercare("en");
        held.Close();
        return (client, course);
    }
}
