using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Screening;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Records.Tests.Reports;

/// <summary>
/// A session with all that can happen: two starts of a pen, a blocked motor, a loss of power, a run without an end, a nano tip, a roller, a
/// product, a correction; traces of some runs and checkpoints only of others.
/// </summary>
internal sealed class SampleTreatment
{
    public const string Serial = "PEN-0007";
    public const string Needles = "A1B2C3D4E5F60718293A4B5C6D7E8F90";
    public const string NanoTip = "0011223344556677FEDCBA9876543210";
    public const string Lip = "99887766554433221100AABBCCDDEEFF";
    private const int SampleMs = 50;

    private readonly ReportBench bench;
    private readonly PenLogWriter log = new();

    public SampleTreatment(ReportBench bench, bool simulated = true)
    {
        this.bench = bench;
        (Client, Course, Session) = bench.Begin();
        Client = bench.Store.SetIdentity("anna", Client, new Identity("Margarethe Beispiel", "+49 30 0000"));
        Before();
        First(simulated);
        Second(simulated);
        After();
    }

    public ClientRecord Client { get; }

    public Course Course { get; }

    public Session Session { get; }

    private void Before()
    {
        ScreeningAnswer[] answers =
        [
            .. ProtocolLibrary.BuiltIn.Questions.Select(q => new ScreeningAnswer(
                q.Id,
                q.Id == "under-22" ? null : q.Id == "dark-complexion"
            )),
        ];
        ScreeningResult result = ScreeningJudge.Judge(ProtocolLibrary.BuiltIn, answers, new DateOnly(2026, 11, 21), "anna");
        Personal(EventKind.Early, new EarlySession("anna", new DateOnly(2026, 12, 5), "Travels for three months."));
        Personal(
            EventKind.Screening,
            new ScreeningDone(result, "Born in 1987; warned of dark spots, and treated without depth beyond 1 mm on the face.")
        );
        Personal(EventKind.Consent, new ConsentGiven("anna", ConsentForm.Paper, "de", "2026-3", "The whole text."));
        Personal(EventKind.NumbingStarted, new NumbingStarted("anna", "Lidocaine 4 %", 30, "S0:31"));
        bench.Now = bench.Now.AddMinutes(35);
        Personal(EventKind.NumbingEnded, new NumbingEnded("bert", 36, null));
    }

    private void First(bool simulated)
    {
        DateTimeOffset at = bench.Now;
        log.Boot(41, at);
        uint first = log.Next;
        log.Session(LogKind.SessionOpened, at.AddSeconds(2), 12);
        log.Cartridge(at.AddSeconds(5), CartridgeType.Needles36, 36, Needles);
        bench.Happens(Session, EventKind.PenSession, new PenSessionOpened("bert", Serial, 12, first, "1.2.0", simulated));
        bench.Store.UseCartridge("bert", Session.Id, ReportBench.Cartridge("LOT-2291", Needles));
        Prepared(TreatmentArea.Cheek, 1000, 120);
        at = at.AddMinutes(3);
        Run(ref at, TreatmentArea.Cheek, 1000, 120, 24.3, traced: true);
        Run(ref at, TreatmentArea.Cheek, 1000, 120, 31.8, traced: true);
        Run(ref at, TreatmentArea.Cheek, 1000, 120, 17.2, traced: false, FaultId.Stall);
        Prepared(TreatmentArea.Forehead, 500, 100);
        Run(ref at, TreatmentArea.Forehead, 500, 100, 42.5, traced: true);
        Run(ref at, TreatmentArea.Forehead, 500, 100, 28.0, traced: true);
        Prepared(TreatmentArea.Neck, 1200, 90, ConfirmReason.ThickSkin);
        Personal(EventKind.DepthReason, new DepthReasonGiven("bert", TreatmentArea.Neck, 1200, "Thick skin over an old scar."));
        log.RunStarted(at, TreatmentArea.Neck, 1200, 90);
        log.Run(LogKind.RunCheckpoint, at.AddSeconds(5), 5, 448);
        log.Run(LogKind.RunCheckpoint, at.AddSeconds(10), 10, 898);
        log.Run(LogKind.RunInterrupted, at.AddSeconds(12), 10, 898, StopReason.PowerLost);
        bench.Now = at.AddMinutes(1);
    }

    private void Second(bool simulated)
    {
        DateTimeOffset at = bench.Now;
        log.Boot(42, at);
        log.Run(LogKind.RunAmended, at.AddSeconds(1), 1.6, 144);
        uint first = log.Next;
        log.Session(LogKind.SessionOpened, at.AddSeconds(2), 13);
        log.Cartridge(at.AddSeconds(5), CartridgeType.Nano, 0, NanoTip);
        bench.Happens(Session, EventKind.PenSession, new PenSessionOpened("bert", Serial, 13, first, "1.2.0", simulated));
        bench.Store.UseCartridge(
            "bert",
            Session.Id,
            ReportBench.Cartridge("NANO-17", NanoTip, CartridgeType.Nano, verified: false)
        );
        Prepared(TreatmentArea.Periorbital, 250, 80);
        Prepared(TreatmentArea.Chin, 250, 80);
        at = at.AddMinutes(2);
        log.RunStarted(at, TreatmentArea.Periorbital, 250, 80, CartridgeType.Nano, 0);
        log.Run(LogKind.RunEnded, at.AddSeconds(20), 20, 1594, StopReason.TriggerReleased);
        at = at.AddMinutes(1);
        log.Cartridge(at.AddSeconds(-10), CartridgeType.Needles12, 12, Lip);
        bench.Store.UseCartridge("bert", Session.Id, ReportBench.Cartridge("LOT-1107", Lip, CartridgeType.Needles12));
        log.RunStarted(at, TreatmentArea.UpperLip, 250, 80, CartridgeType.Needles12, 12);
        log.Run(LogKind.RunCheckpoint, at.AddSeconds(5), 5, 398);
        bench.Now = at.AddMinutes(1);
    }

    private void After()
    {
        bench.Happens(Session, EventKind.ByHand, new AreaByHand("bert", TreatmentArea.Decollete, 500, 4));
        Personal(EventKind.Product, new ProductApplied("bert", "Hyaluronic acid 1 %", "HA-88", WarningShown: true));
        Personal(EventKind.Note, new NoteWritten("Slight bleeding on the left cheek, stopped after two minutes."));
        bench.Happens(
            Session,
            EventKind.Aftercare,
            new AftercareGiven("bert", "de", "2026.1", bench.Now.ToOffset(TimeSpan.FromHours(1)))
        );
        bench.Store.ImportPen("anna", Serial, [.. log.Entries]);
        bench.Now = bench.Now.AddMinutes(40);
        bench.Store.EndSession("bert", Session.Id, SessionState.Closed);
        bench.Now = bench.Now.AddHours(2);
        bench.Store.Correct("anna", Session.Id, "The note of 11:22 is about the right cheek.");
    }

    private void Personal(string kind, object body) => bench.Happens(Session, kind, body, personal: true);

    private void Prepared(TreatmentArea area, int depth, int hz, ConfirmReason why = ConfirmReason.None) =>
        bench.Happens(Session, EventKind.Area, new AreaPrepared("bert", Serial, area, depth, hz, why, Needles));

    private void Run(
        ref DateTimeOffset at,
        TreatmentArea area,
        int depth,
        int hz,
        double seconds,
        bool traced,
        FaultId fault = FaultId.None
    )
    {
        log.RunStarted(at, area, depth, hz);
        for (int t = 5; t < seconds; t += 5)
        {
            log.Run(LogKind.RunCheckpoint, at.AddSeconds(t), t, (int)(t * hz * 0.996));
        }

        if (fault != FaultId.None)
        {
            log.Fault(at.AddSeconds(seconds), fault);
        }

        log.Run(
            LogKind.RunEnded,
            at.AddSeconds(seconds),
            seconds,
            (int)(seconds * hz * 0.996),
            fault == FaultId.None ? StopReason.TriggerReleased : StopReason.Fault
        );
        if (traced)
        {
            bench.Happens(Session, EventKind.Trace, Trace(log.UptimeMs(at), area, depth, hz, seconds));
        }

        at = at.AddSeconds(seconds + 20);
    }

    /// <summary>A start from rest, a steady speed with the load of the skin, and noise that is the same each time.</summary>
    private static TraceKept Trace(uint start, TreatmentArea area, int depth, int hz, double seconds)
    {
        int[] steps = [.. Enumerable.Range(0, (int)(seconds * 1000 / SampleMs))];
        double Speed(int i) => hz * (1 - Math.Exp(-i / 6.0)) * (1 - (0.012 * Math.Abs(Math.Sin(i / 17.0))));
        IReadOnlyList<int> same(int value) => [.. steps.Select(_ => value)];
        return new TraceKept(
            Serial,
            41,
            area,
            [.. steps.Select(i => start + (uint)(i * SampleMs))],
            same(depth),
            [.. steps.Select(i => depth - 6 + (int)(9 * Math.Sin(i / 9.0)))],
            same(hz),
            [.. steps.Select(i => (int)(100 * Speed(i)))],
            [.. steps.Select(i => (int)(165 + (260 * Math.Exp(-i / 5.0)) + (18 * Math.Sin(i / 11.0))))]
        );
    }
}
