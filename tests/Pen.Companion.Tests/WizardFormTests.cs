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

/// <summary>The rules of the way of a treatment, asked without a browser.</summary>
public sealed class WizardFormTests : AskedWithoutABrowser
{
    [Fact]
    public async Task EachStepSendsToTheOneThatTheSessionWaitsFor()
    {
        (TreatmentStep Step, string Path)[] steps =
        [
            (TreatmentStep.Screening, "screening"),
            (TreatmentStep.Consent, "consent"),
            (TreatmentStep.Numbing, "numbing"),
            (TreatmentStep.Areas, "areas"),
        ];
        string[] free = ["screening", "aftercare", "note", "so-far"];
        foreach ((TreatmentStep step, string path) in steps)
        {
            string session = "/sessions/" + Place.SessionAt(step).Id;
            Assert.Equal($"{session}/{path}", (await Forms.GetAsync(session)).To);
            Assert.Equal(HttpStatusCode.OK, (await Forms.GetAsync($"{session}/{path}")).Status);
            foreach (
                string other in steps.Select(s => s.Path).Where(p => p != path).Except(free).Append("over").Append("stopped")
            )
            {
                Assert.Contains((await Forms.GetAsync($"{session}/{other}")).To, new[] { $"{session}/{path}", session });
            }

            Answer start = await Forms.GetAsync("/");
            Assert.Contains(session, start.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WhatTheSessionDoesNotWaitForIsNotDone()
    {
        Session session = Place.SessionAt(TreatmentStep.Consent);
        await Forms.GetAsync($"/sessions/{session.Id}/consent");
        foreach (
            string path in new[] { "numbing?handler=End", "aftercare?handler=Give", "aftercare?handler=Close", "products" }
        )
        {
            Answer answer = await Forms.PostAsync(
                $"/sessions/{session.Id}/{path}",
                ("reason", "x"),
                ("name", "x"),
                ("read", "true")
            );
            Assert.Equal($"/sessions/{session.Id}/consent", answer.To);
        }

        Assert.Equal(2, Place.Records.Events(session.Id).Count + 1);
        Answer missing = await Forms.PostAsync($"/sessions/{session.Id}/consent", ("form", "2"));
        Assert.Contains("It is not said how the client has agreed.", missing.Words, StringComparison.Ordinal);
        Assert.Null(Facts(session).Consent);
    }

    [Fact]
    public async Task AStopTellsTheDayAndLetsTheSessionOnlyBeGivenUpOrAskedAgain()
    {
        Session session = Place.SessionAt(TreatmentStep.Screening);
        string path = "/sessions/" + session.Id;
        DateOnly since = DateOnly.FromDateTime(DateTime.Now).AddDays(-100);
        await Forms.GetAsync(path + "/screening");

        Answer judged = await Forms.PostAsync(
            path + "/screening",
            [.. Wizard.Answers(("isotretinoin", "yes")), ("since.isotretinoin", $"{since:yyyy-MM-dd}")]
        );

        Assert.Equal(path + "/stopped", judged.To);
        Answer page = await Forms.GetAsync(judged.To);
        Assert.Contains($"would be possible from {since.AddDays(366):yyyy-MM-dd}", page.Words, StringComparison.Ordinal);
        Assert.Contains($"From {since.AddDays(92):yyyy-MM-dd} by S0:21, a clinic", page.Words, StringComparison.Ordinal);
        Assert.Equal(path + "/stopped", (await Forms.GetAsync(path + "/consent")).To);
        await Forms.PostAsync(path + "/screening", Wizard.Answers());
        Assert.Equal(path + "/consent", (await Forms.GetAsync(path)).To);
        await Forms.PostAsync(path + "/screening", Wizard.Answers(("pregnant", "unknown")));
        Assert.Equal(path + "/stopped", (await Forms.GetAsync(path)).To);
        Answer unwilling = await Forms.PostAsync(path + "/give-up", ("reason", "  "));
        Assert.Contains("Without a reason", unwilling.Words, StringComparison.Ordinal);
        Assert.Equal(path + "/over", (await Forms.PostAsync(path + "/give-up", ("reason", "not today"))).To);
        Assert.Equal(SessionState.Abandoned, Place.Records.GetSession(session.Id).State);
    }

    [Fact]
    public async Task ACautionGoesOnOnlyWithAReasonForWhatWasShown()
    {
        Session session = Place.SessionAt(TreatmentStep.Screening);
        string path = $"/sessions/{session.Id}/screening";
        await Forms.GetAsync(path);

        Answer asked = await Forms.PostAsync(path, Wizard.Answers(("under-22", "yes")));
        Assert.Contains("The answers ask for caution.", asked.Words, StringComparison.Ordinal);
        Assert.Contains("name=\"cautionFor\" value=\"under-22\"", asked.Text, StringComparison.Ordinal);
        // The answers were changed after the reason had been asked for.
        await Forms.PostAsync(
            path,
            [.. Wizard.Answers(("dark-complexion", "yes")), ("reason", "of age"), ("cautionFor", "under-22")]
        );
        Assert.Null(Facts(session).Screening);
        await Forms.PostAsync(path, [.. Wizard.Answers(("under-22", "yes")), ("reason", " "), ("cautionFor", "under-22")]);
        Assert.Null(Facts(session).Screening);
        Answer taken = await Forms.PostAsync(
            path,
            [.. Wizard.Answers(("under-22", "yes")), ("reason", "of age"), ("cautionFor", "under-22")]
        );

        Assert.EndsWith("/consent", taken.To, StringComparison.Ordinal);
        Assert.Equal("of age", Facts(session).Screening!.What.Reason);
    }

    [Theory]
    [InlineData("2999-01-01")]
    [InlineData("1800-01-01")]
    [InlineData("soon")]
    public async Task ADayThatCannotBeIsAskedForAgain(string day)
    {
        Session session = Place.SessionAt(TreatmentStep.Screening);
        string path = $"/sessions/{session.Id}/screening";
        await Forms.GetAsync(path);

        Answer answer = await Forms.PostAsync(path, [.. Wizard.Answers(("radiotherapy", "yes")), ("since.radiotherapy", day)]);

        Assert.Contains("A day cannot be right.", answer.Words, StringComparison.Ordinal);
        Assert.Null(Facts(session).Screening);
        Assert.EndsWith(
            "/consent",
            (await Forms.PostAsync(path, [.. Wizard.Answers(), ("since.radiotherapy", day)])).To,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ARollerIsWrittenDownByHandAndClosed()
    {
        Session session = Place.SessionAtAreas(device: "dermaroller");
        string path = "/sessions/" + session.Id;
        Assert.Equal(path + "/by-hand", (await Forms.GetAsync(path)).To);
        await Forms.GetAsync(path + "/by-hand");
        (string, string)[][] bad =
        [
            [("area", "elbow"), ("length", "0.5"), ("passes", "2")],
            [("area", "cheek"), ("length", "3.05"), ("passes", "2")],
            [("area", "cheek"), ("length", "-1"), ("passes", "2")],
            [("area", "cheek"), ("length", "79228162514264337593543950335"), ("passes", "2")],
            [("area", "cheek"), ("length", "0.5"), ("passes", "101")],
        ];
        foreach ((string, string)[] one in bad)
        {
            Assert.Contains(
                "This is no treatment by hand.",
                (await Forms.PostAsync(path + "/by-hand", one)).Words,
                StringComparison.Ordinal
            );
        }

        await Forms.PostAsync(path + "/by-hand", ("area", "cheek"), ("length", "0,5"), ("passes", "4"));
        Answer unread = await Forms.PostAsync(path + "/products", ("name", "Serum"));
        Assert.Contains("The warning has not been read.", unread.Words, StringComparison.Ordinal);
        await Forms.PostAsync(path + "/products", ("name", "Serum"), ("lot", "L1"), ("read", "true"));
        await Forms.PostAsync(path + "/aftercare?handler=Give", ("language", "de"));
        Answer after = await Forms.GetAsync(path);
        Assert.Equal(path + "/aftercare", after.To);
        Assert.Equal(path + "/over", (await Forms.PostAsync(path + "/aftercare?handler=Close")).To);
        await Forms.PostAsync(path + "/over", ("text", "It was the left cheek."));

        TreatmentFacts facts = Facts(session);
        AreaByHand hand = Assert.Single(facts.ByHand).What;
        Assert.Equal((TreatmentArea.Cheek, 500, 4), (hand.Area, hand.NeedleMicrons, hand.Passes));
        Assert.Equal(
            ("Serum", "L1", true),
            (facts.Products[0].What.Name, facts.Products[0].What.Lot, facts.Products[0].What.WarningShown)
        );
        Assert.Equal("de", facts.Aftercare!.What.Language);
        Assert.Equal("It was the left cheek.", Assert.Single(facts.Corrections).What.Text);
        Assert.Equal(SessionState.Closed, Place.Records.GetSession(session.Id).State);
        Assert.Contains("It was the left cheek.", (await Forms.GetAsync(path + "/over")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASheetMayUseItsOwnStyleAndNothingElse()
    {
        Session session = Place.SessionAtAreas();
        foreach (string kind in new[] { "treatment", "aftercare" })
        {
            Answer sheet = await Forms.GetAsync($"/sessions/{session.Id}/sheets/{kind}?language=de");
            string style = sheet.Text.Split("<style>")[1].Split("</style>")[0];
            string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
            Assert.Contains("lang=\"de\"", sheet.Text, StringComparison.Ordinal);
            Assert.Equal(
                $"default-src 'none'; style-src 'sha256-{hash}'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
                sheet.Policy
            );
        }

        Assert.Equal(HttpStatusCode.NotFound, (await Forms.GetAsync($"/sessions/{session.Id}/sheets/other")).Status);
    }

    [Fact]
    public async Task FromTheAreasNotesAndProductsAreReachedAndTheSessionComesBackThere()
    {
        string path = "/sessions/" + Place.SessionAtAreas().Id;
        Answer areas = await Forms.GetAsync(path + "/areas");
        foreach (string way in new[] { "/products", "/note", "/give-up", "/so-far#screening" })
        {
            Assert.Contains($"\"{path}{way}\"", areas.Text, StringComparison.Ordinal);
        }

        Assert.Equal(path + "/areas", (await Forms.PostAsync(path + "/note", ("text", "left cheek first"))).To);
        Assert.Contains("left cheek first", (await Forms.GetAsync(path + "/areas")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASessionThatIsNotThereIsToldInWords()
    {
        await Forms.GetAsync("/begin");
        foreach (
            string page in new[]
            {
                "",
                "/screening",
                "/consent",
                "/numbing",
                "/aftercare",
                "/over",
                "/so-far",
                "/note",
                "/sheets/treatment",
            }
        )
        {
            Answer answer = await Forms.GetAsync($"/sessions/none{page}");
            Assert.Equal(HttpStatusCode.Conflict, answer.Status);
            Assert.Contains("There is no such session.", answer.Words, StringComparison.Ordinal);
            Assert.Contains("STOP", answer.Words, StringComparison.Ordinal);
        }

        Answer posted = await Forms.PostAsync("/sessions/none/note", ("text", "x"));
        Assert.Equal(HttpStatusCode.Conflict, posted.Status);
        Assert.Equal("/begin", (await Forms.GetAsync("/begin/none")).To);
    }

    [Fact]
    public async Task RecordsThatCannotBeOpenedLeaveTheStartPageWithItsPensAndStop()
    {
        string file = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Place.Home)!, "records.db");
        await System.IO.File.WriteAllTextAsync(file, "These are no records.");

        Answer start = await Forms.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, start.Status);
        Assert.Contains("⚠", start.Words, StringComparison.Ordinal);
        Assert.Contains("No pen is found.", start.Words, StringComparison.Ordinal);
        Assert.Contains("id=\"stop-form\"", start.Text, StringComparison.Ordinal);
    }

    private TreatmentFacts Facts(Session session) => TreatmentFacts.From(Place.Records.Events(session.Id));
}
