using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Screening;
using Pen.Records.Texts;

namespace Pen.Records.Treatments;

/// <content>The steps that people do; what the pen does stands in <see cref="TreatmentPen"/>.</content>
public sealed partial class Treatment
{
    /// <summary>How long numbing cream may be said to act, at the most, in minutes.</summary>
    public const int LongestNumbingMinutes = 120;

    /// <summary>How often a roller goes over an area, at the most.</summary>
    public const int MostPasses = 100;

    /// <summary>Characters of a product's name and of its lot, at the most.</summary>
    public const int LongestName = 200;

    /// <summary>Whoever gave no source for the numbing time.</summary>
    private const string Practitioner = "practitioner";

    /// <summary>Minutes that numbing cream is to act: the longest of the least times that sources give.</summary>
    public CitedRange? ProposedNumbing =>
        Cautious.LongestLeast(Library.Steps.FirstOrDefault(s => s.Id == "numb")?.Minutes ?? []);

    /// <summary>Judges the answers and keeps them. May be done again while no area has been prepared: the last one counts.</summary>
    /// <param name="answers">One for each question.</param>
    /// <param name="reason">Why it goes on, where the answers ask for caution.</param>
    /// <returns>What it came to. With a stop the session can only be given up.</returns>
    /// <exception cref="ScreeningException">The answers cannot be judged.</exception>
    /// <exception cref="TreatmentException">It asks for caution and there is no reason, or needles have been at work already.</exception>
    public ScreeningResult Screen(IReadOnlyList<ScreeningAnswer> answers, string? reason = null)
    {
        if (Next is not (TreatmentStep.Screening or TreatmentStep.Stopped or TreatmentStep.Consent))
        {
            throw Refused("screened");
        }

        ScreeningResult result = ScreeningJudge.Judge(Library, answers, DateOnly.FromDateTime(Now.DateTime), actor);
        string? why = result.Outcome == ScreeningOutcome.Caution ? Reason(reason, "gone on with") : null;
        Add(EventKind.Screening, new ScreeningDone(result, why), personal: true);
        return result;
    }

    /// <summary>Keeps the client's consent with the whole text that it was given to.</summary>
    /// <exception cref="TreatmentException">Screening is missing, or forbids it.</exception>
    public void Consent(TextTable texts, ConsentForm form)
    {
        Expect(TreatmentStep.Consent, "agreed to");
        var given = new ConsentGiven(actor, form, texts.Language, Library.Version, ConsentText(texts));
        Add(EventKind.Consent, given, personal: true);
    }

    /// <summary>The text that a client agrees to: what is done, what may come of it, and that it may be ended at any moment.</summary>
    public string ConsentText(TextTable texts) =>
        texts.Get(
            "consent.text",
            texts.Get("device." + Device.Id),
            string.Join("; ", Library.SideEffects.Select(s => texts.Get("side." + s.Id)))
        );

    /// <summary>Numbing cream is on: its time runs from now, on disk, whatever happens to this program.</summary>
    /// <param name="product">What; may be empty.</param>
    /// <param name="minutes">1 to <see cref="LongestNumbingMinutes"/>; the proposed time when null.</param>
    /// <returns>When it has acted for its time.</returns>
    /// <exception cref="TreatmentException">A step before is missing, or the time cannot be.</exception>
    public DateTimeOffset StartNumbing(string product, int? minutes = null)
    {
        Expect(TreatmentStep.Numbing, "numbed");
        int time = minutes ?? ProposedNumbing?.Min ?? 0;
        if (time is < 1 or > LongestNumbingMinutes || product.Length > LongestName)
        {
            throw new TreatmentException(
                "This is no time for numbing cream to act.",
                $"Give 1 to {LongestNumbingMinutes} minutes, and a product's name of at most {LongestName} characters."
            );
        }

        string from = minutes is null ? ProposedNumbing!.From : Practitioner;
        Add(EventKind.NumbingStarted, new NumbingStarted(actor, product.Trim(), time, from), personal: true);
        return facts.NumbUntil!.Value;
    }

    /// <summary>The cream is off, or none is used.</summary>
    /// <param name="reason">Why, when its time is not over or none was applied.</param>
    /// <exception cref="TreatmentException">There is no reason and one is needed.</exception>
    public void EndNumbing(string? reason = null)
    {
        Expect(TreatmentStep.Numbing, "needled");
        bool whole = facts.NumbUntil is { } until && clock.GetUtcNow() >= until;
        string? why = whole ? null : Reason(reason, "needled before the numbing cream has acted");
        int acted =
            facts.NumbUntil is not null && facts.NumbingStarted is { } on ? (int)(clock.GetUtcNow() - on.At).TotalMinutes : 0;
        Add(EventKind.NumbingEnded, new NumbingEnded(actor, acted, why), personal: true);
    }

    /// <summary>Records an area that was treated with a roller, which measures nothing.</summary>
    /// <exception cref="TreatmentException">A step before is missing, the session is one of a pen, or a number cannot be.</exception>
    public void AddByHand(TreatmentArea area, int needleMicrons, int passes)
    {
        Expect(TreatmentStep.Areas, "treated");
        if (Device.Telemetry)
        {
            throw new TreatmentException("This session is one of a pen.", "Prepare the pen: it records by itself.");
        }

        if (
            area == TreatmentArea.Unspecified
            || needleMicrons is < 1 or > Limits.DepthMaxMicrons
            || passes is < 1 or > MostPasses
        )
        {
            throw new TreatmentException(
                "This is no treatment by hand.",
                $"Name the area, needles of 0.001 to {Limits.DepthMaxMicrons / 1000} mm, and 1 to {MostPasses} passes."
            );
        }

        Add(EventKind.ByHand, new AreaByHand(actor, area, needleMicrons, passes));
    }

    /// <summary>Records a product that was put on the skin. The device is not made to bring it in: show the warning of the step "products".</summary>
    /// <exception cref="TreatmentException">A step before is missing, the name cannot be, or the warning was not shown.</exception>
    public void AddProduct(string name, string lot, bool warningShown)
    {
        Expect(TreatmentStep.Areas, "continued with a product");
        if (name.Trim().Length is 0 or > LongestName || lot.Length > LongestName)
        {
            throw new TreatmentException("This is no product.", $"Give its name, in 1 to {LongestName} characters.");
        }

        if (!warningShown)
        {
            throw new TreatmentException("The warning of products has not been read.", "Read it, then record the product.");
        }

        Add(EventKind.Product, new ProductApplied(actor, name.Trim(), lot.Trim(), true), personal: true);
    }

    /// <summary>Aftercare was explained and its sheet given; its times begin now.</summary>
    /// <exception cref="TreatmentException">A step before is missing.</exception>
    public void GiveAftercare(string language)
    {
        Expect(TreatmentStep.Areas, "ended with aftercare");
        Add(EventKind.Aftercare, new AftercareGiven(actor, language, Library.Version, Now));
    }

    /// <summary>Keeps a note.</summary>
    /// <exception cref="TreatmentException">It is empty or too long.</exception>
    public void Note(string text) => Add(EventKind.Note, new NoteWritten(Written(text)), personal: true);
}
