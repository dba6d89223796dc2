using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Screening;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Texts;
using Pen.Records.Treatments;

namespace Pen.Records.Tests.Treatments;

/// <summary>The steps of a session: each wants the one before, each is kept, and nothing but the records knows where it stands.</summary>
public sealed class TreatmentTests : IDisposable
{
    private static readonly ProtocolLibrary Library = ProtocolLibrary.BuiltIn;
    private static readonly TextTable English = TextTable.Load("en");

    private readonly string folder = Directory.CreateTempSubdirectory("pen-treatment-").FullName;
    private readonly SetClock clock = new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(1)));
    private readonly RecordStore store;
    private readonly Course course;

    public TreatmentTests()
    {
        store = Open();
        ClientRecord client = store.AddClient("anna", "Rose");
        course = store.PlanCourse("anna", client.Id, "acne-scars", 3, 8, Library.Version);
    }

    public void Dispose()
    {
        Records.Store.Database.SqliteDatabase.Release();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    [Trait("Covers", "REC-1")]
    public void EachStepWantsTheOneBeforeAndIsThereAfterACrash()
    {
        Treatment treatment = Begin();
        Assert.Equal(TreatmentStep.Screening, treatment.Next);
        Refused(() => treatment.Consent(English, ConsentForm.Paper), "waits for screening");
        Refused(() => treatment.StartNumbing(""), "waits for screening");
        Refused(() => treatment.GiveAftercare("en"), "waits for screening");
        Refused(treatment.Close, "waits for screening");
        Assert.Equal(ScreeningOutcome.Go, treatment.Screen(Healthy()).Outcome);

        treatment = Again(treatment, TreatmentStep.Consent);
        Refused(() => treatment.StartNumbing(""), "waits for consent");
        treatment.Consent(English, ConsentForm.Paper);
        Assert.Contains("Redness; Irritation; Flaking, dryness;", treatment.Facts.Consent!.What.Text);

        treatment = Again(treatment, TreatmentStep.Numbing);
        Refused(() => treatment.AddProduct("Serum", "", true), "waits for numbing");
        Assert.Equal(clock.Now.AddMinutes(30), treatment.StartNumbing("Lidocaine"));
        clock.Now = clock.Now.AddMinutes(29);
        treatment = Again(treatment, TreatmentStep.Numbing);
        Refused(() => treatment.EndNumbing(), "Without a reason");
        clock.Now = clock.Now.AddMinutes(1);
        treatment.EndNumbing();
        Assert.Equal((30, null), (treatment.Facts.NumbingEnded!.What.ActedMinutes, treatment.Facts.NumbingEnded.What.Reason));

        treatment = Again(treatment, TreatmentStep.Areas);
        Refused(treatment.Close, "Aftercare has not been given");
        Refused(() => treatment.AddByHand(TreatmentArea.Cheek, 500, 3), "one of a pen");
        Refused(() => treatment.AddProduct("Serum", "L1", warningShown: false), "has not been read");
        treatment.AddProduct("Serum", "L1", warningShown: true);
        treatment.GiveAftercare("de");
        Assert.Equal(TimeSpan.FromHours(1), treatment.Facts.Aftercare!.What.From.Offset);

        treatment = Again(treatment, TreatmentStep.Closing);
        treatment.Close();
        Assert.Equal((TreatmentStep.Over, SessionState.Closed), (treatment.Next, treatment.Session.State));
        Refused(() => treatment.Abandon("why"), "is over");
        Assert.Empty(store.Verify().Problems);
    }

    [Fact]
    [Trait("Covers", "REC-1")]
    public void AStopEndsItWithTheDayFromWhichItWouldBePossible()
    {
        Treatment treatment = Begin();
        ScreeningResult result = treatment.Screen(Healthy("isotretinoin", new DateOnly(2026, 6, 1)));
        Assert.Equal((ScreeningOutcome.Stop, new DateOnly(2027, 6, 2)), (result.Outcome, result.PossibleFrom));
        treatment = Again(treatment, TreatmentStep.Stopped);
        Refused(() => treatment.Consent(English, ConsentForm.Paper), "may not be done today");
        Assert.Equal(
            [new SourceDay("S0:21", new DateOnly(2026, 9, 1))],
            treatment.Facts.Screening!.What.Result.Findings[0].BySource.Take(1)
        );
        // Whoever had misheard an answer asks again; both stand in the records.
        treatment.Screen(Healthy());
        Assert.Equal(TreatmentStep.Consent, treatment.Next);
        Assert.Equal(2, store.Events(treatment.Session.Id).Count(e => e.Kind == EventKind.Screening));
        treatment.Abandon("the client has left");
        Assert.Equal(SessionState.Abandoned, store.GetSession(treatment.Session.Id).State);
    }

    [Fact]
    [Trait("Covers", "REC-1")]
    public void ACautionWantsAReasonInWriting()
    {
        Treatment treatment = Begin();
        Refused(() => treatment.Screen(Healthy("dark-complexion")), "Without a reason");
        Refused(() => treatment.Screen(Healthy("dark-complexion"), "  "), "Without a reason");
        Assert.Empty(store.Events(treatment.Session.Id));
        treatment.Screen(Healthy("dark-complexion"), "a small area was tried before");
        Assert.Equal("a small area was tried before", treatment.Facts.Screening!.What.Reason);
    }

    [Fact]
    public void AnswersOfYesterdayAreAskedAgain()
    {
        Treatment treatment = Begin();
        treatment.Screen(Healthy());
        treatment.Consent(English, ConsentForm.Spoken);
        treatment.EndNumbing("none is wanted");
        clock.Now = clock.Now.AddHours(25);
        treatment = Again(treatment, TreatmentStep.Screening);
        Refused(() => treatment.AddProduct("Serum", "", true), "waits for screening");
        treatment.Screen(Healthy());
        Assert.Equal(TreatmentStep.Areas, treatment.Next);
    }

    [Fact]
    public void BeforeItsDayASessionWantsAReason()
    {
        Treatment first = Begin();
        ToAreas(first);
        first.GiveAftercare("en");
        first.Close();
        clock.Now = clock.Now.AddDays(55);
        Refused(() => Begin(), "advised from 2027-01-16");
        Assert.Single(store.Sessions(course.ClientId));
        Treatment early = Begin(reason: "a wedding");
        Assert.Equal(
            (new DateOnly(2027, 1, 16), "a wedding"),
            (early.Facts.Early!.What.AdvisedFrom, early.Facts.Early.What.Reason)
        );
        early.Abandon("no");
        clock.Now = clock.Now.AddDays(1);
        Assert.Null(Begin().Facts.Early);
    }

    [Fact]
    public void ARollerIsRecordedByHandAndANanoTipWantsNoCream()
    {
        Treatment roller = Begin("dermaroller");
        ToAreas(roller);
        Refused(() => roller.AddByHand(TreatmentArea.Unspecified, 500, 3), "no treatment by hand");
        Refused(() => roller.AddByHand(TreatmentArea.Cheek, 3001, 3), "no treatment by hand");
        Refused(() => roller.AddByHand(TreatmentArea.Cheek, 500, 0), "no treatment by hand");
        roller.AddByHand(TreatmentArea.Cheek, 500, 3);
        roller.GiveAftercare("en");
        roller.Close();
        SessionDossier dossier = SessionDossier.Read(store, roller.Session.Id);
        Assert.Equal(3, Assert.Single(dossier.Facts.ByHand).What.Passes);
        Assert.Empty(dossier.Runs);
        clock.Now = clock.Now.AddDays(60);

        Treatment nano = Begin("pen-nano");
        nano.Screen(Healthy());
        nano.Consent(English, ConsentForm.Screen);
        Assert.Equal(TreatmentStep.Areas, nano.Next);
        Refused(() => Begin("broomstick"), "There is no device \"broomstick\"");
    }

    [Fact]
    public void TwoRoomsAtOneSessionAreToldAndNothingIsOverwritten()
    {
        Treatment here = Begin();
        Treatment there = Treatment.Resume(Open(), Library, "ben", here.Session.Id, clock);
        here.Screen(Healthy());
        Assert.Throws<StoreConflictException>(() => there.Screen(Healthy()));
        Assert.Equal(TreatmentStep.Screening, there.Next);
        there.Reload();
        there.Consent(English, ConsentForm.Paper);
        Assert.Throws<StoreConflictException>(() => here.Note("still here"));
        here.Reload();
        here.Note("still here");
        Assert.Equal([1, 2, 3], store.Events(here.Session.Id).Select(e => e.Sequence));
    }

    [Fact]
    public void OfAForgottenClientOnlyWhatTheDevicesDidIsLeft()
    {
        Treatment treatment = Begin();
        ToAreas(treatment);
        treatment.AddProduct("Serum", "L1", warningShown: true);
        store.EraseClient("anna", course.ClientId);
        TreatmentFacts facts = TreatmentFacts.From(store.Events(treatment.Session.Id));
        Assert.True(facts.IsForgotten);
        Assert.Null(facts.Screening);
        Assert.Empty(facts.Products);
        Assert.Equal(TreatmentStep.Screening, Again(treatment, TreatmentStep.Screening).Next);
        Assert.Throws<StoreException>(() => treatment.Note("too late"));
    }

    [Fact]
    public void WhatCannotBeIsRefusedAndNothingIsWritten()
    {
        Treatment treatment = Begin();
        treatment.Screen(Healthy());
        treatment.Consent(English, ConsentForm.Paper);
        foreach (int minutes in new[] { 0, -1, 121, int.MaxValue })
        {
            Refused(() => treatment.StartNumbing("", minutes), "no time for numbing");
        }

        Refused(() => treatment.StartNumbing(new string('x', 201)), "no time for numbing");
        Refused(() => treatment.Note(""), "nothing to write down");
        Refused(() => treatment.Note(new string('x', 2001)), "nothing to write down");
        Refused(() => Treatment.Resume(store, Library, " ", treatment.Session.Id, clock), "Nobody is named");
        Assert.Throws<StoreException>(() => Treatment.Resume(store, Library, "anna", "nothing", clock));
        Assert.Equal(2, store.Events(treatment.Session.Id).Count);
    }

    private RecordStore Open() =>
        RecordStore.Open(Path.Combine(folder, "records.db"), StoreKey.LoadOrCreate(Path.Combine(folder, "records.key")), clock);

    private Treatment Begin(string device = "pen-36", string? reason = null) =>
        Treatment.Begin(store, Library, "anna", course, device, reason, clock);

    /// <summary>Another program takes the session up, with nothing but the records.</summary>
    private Treatment Again(Treatment treatment, TreatmentStep step)
    {
        Treatment again = Treatment.Resume(Open(), Library, "ben", treatment.Session.Id, clock);
        Assert.Equal(step, again.Next);
        return again;
    }

    private static void ToAreas(Treatment treatment)
    {
        treatment.Screen(Healthy());
        treatment.Consent(English, ConsentForm.Paper);
        treatment.EndNumbing("none is wanted");
    }

    private static List<ScreeningAnswer> Healthy(string? but = null, DateOnly? since = null) =>
        [.. Library.Questions.Select(q => new ScreeningAnswer(q.Id, q.Id == but, q.Id == but ? since : null))];

    private static void Refused(Action step, string why) =>
        Assert.Contains(why, Assert.Throws<TreatmentException>(step).Message, StringComparison.Ordinal);
}
