using System;
using System.Collections.Generic;
using System.IO;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Screening;
using Pen.Records.Store.Model;
using Pen.Records.Tests.Store;
using Pen.Records.Treatments;

namespace Pen.Records.Tests.Export;

/// <summary>Records with whole sessions in them, as a treatment leaves them.</summary>
public abstract class ExportBench() : StoreBench(folder => Path.Combine(folder, "records.db"))
{
    protected static readonly DateTimeOffset Clock = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    private protected PenMemory Memory { get; } = new(Clock);

    protected string Out => Path.Combine(Folder, "out");

    /// <summary>
    /// A session with two runs on the cheek and one without an end on the forehead, a roller on the neck, a screening and a note; the first of
    /// two cartridges was in the pen.
    /// </summary>
    protected Session Treat(string? pseudonym = null, string lot = "A17", string note = "Went well.", uint number = 1)
    {
        ClientRecord client = Store.AddClient("anna", pseudonym);
        Store.SetIdentity("anna", client, new Identity("Margarethe Beispiel", "030 1234567"));
        Course course = Store.PlanCourse("anna", client.Id, "acne-scars", 3, 8, "2026.1");
        return Treat(course, lot, note, number);
    }

    private protected Session Treat(Course course, string lot, string note, uint number)
    {
        Session session = Store.OpenSession("anna", course.Id, "pen-36");
        int sequence = 0;
        void Happened(string kind, object body, bool personal = false) =>
            Store.AddEvent("anna", session.Id, ++sequence, kind, body, personal);
        List<ScreeningAnswer> answers = [new("pregnant", false), new("isotretinoin", null)];
        var result = new ScreeningResult(
            ScreeningOutcome.Caution,
            null,
            [],
            "2026.1",
            new DateOnly(2026, 3, 4),
            "anna",
            answers
        );
        Happened(EventKind.Screening, new ScreeningDone(result, "secret reason"), personal: true);
        Happened(EventKind.PenSession, new PenSessionOpened("anna", "PEN-7", number, Memory.Next, "0.1.0", true));
        Happened(
            EventKind.Area,
            new AreaPrepared("anna", "PEN-7", TreatmentArea.Chin, 500, 100, ConfirmReason.None, "00000000000000AB")
        );
        Happened(EventKind.ByHand, new AreaByHand("anna", TreatmentArea.Neck, 300, 4));
        Happened(EventKind.Note, new NoteWritten(note), personal: true);
        Memory.Open(number);
        Memory.Insert(0xAB);
        Memory.Start(TreatmentArea.Cheek, 1500);
        Memory.End(1234, 1100);
        Memory.Start(TreatmentArea.Cheek, 1000);
        Memory.Raise(FaultId.Stall);
        Memory.End(500, 400, LogKind.RunInterrupted);
        Memory.Start(TreatmentArea.Forehead, 500);
        Memory.Close(number);
        Store.ImportPen("anna", "PEN-7", [.. Memory.Entries]);
        Store.UseCartridge("anna", session.Id, Cartridge(lot, "00000000000000AB"));
        Store.UseCartridge("anna", session.Id, Cartridge(lot, "00000000000000CD"));
        Store.EndSession("anna", session.Id, SessionState.Closed);
        return session;
    }
}
