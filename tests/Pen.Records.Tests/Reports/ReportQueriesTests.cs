using System;
using System.Linq;
using Pen.Records.Store.Model;
using Pen.Records.Tests.Store;
using Pen.Records.Treatments;

namespace Pen.Records.Tests.Reports;

public sealed class SqliteReportQueriesTests() : ReportQueriesTests(folder => System.IO.Path.Combine(folder, "records.db"));

[Collection("postgres")]
public sealed class PostgresReportQueriesTests(PostgresServer server) : ReportQueriesTests(_ => server.NewDatabase());

/// <summary>What reports ask the records for, on both databases.</summary>
public abstract class ReportQueriesTests(Func<string, string> address) : StoreBench(address)
{
    [Fact]
    public void PensCartridgesAndSessionsAreFoundTogether()
    {
        (ClientRecord client, _, Session session) = Begin();
        Store.AddEvent("anna", session.Id, 1, EventKind.Note, new NoteWritten("no pen"), personal: true);
        Store.AddEvent(
            "anna",
            session.Id,
            2,
            EventKind.PenSession,
            new PenSessionOpened("anna", "PEN-1", 4, 17, "1.2.0", true)
        );
        Store.UseCartridge("anna", session.Id, Cartridge("L1", "AA"));
        (_, _, Session other) = Begin();
        Store.UseCartridge("anna", other.Id, Cartridge("L1", "BB"));

        PenUse use = Assert.Single(Store.PenUses());
        Assert.Equal(
            (client.Pseudonym, session.Id, "PEN-1", 4u, 17u),
            (use.Pseudonym, use.SessionId, use.Serial, use.Number, use.FirstRecord)
        );
        Assert.Equal(("1.2.0", true), (use.Firmware, use.Simulated));
        Assert.Equal("AA", Assert.Single(Store.CartridgesWithPens()).Serial);
        Assert.Equal(["AA", "BB"], Store.CartridgeHistory("L1").Select(c => c.Serial).Order());
        Assert.Equal(other.Id, Assert.Single(Store.CartridgeHistory("BB")).SessionId);
        Assert.Empty(Store.CartridgeHistory("CC"));
    }

    [Fact]
    public void ContradictionsOfAPenAreCounted()
    {
        Store.ImportPen("anna", "PEN-1", Records(3));
        Assert.Equal(0, Store.PenConflicts("PEN-1"));
        Store.ImportPen("anna", "PEN-1", Records(3, fill: 9));
        Assert.Equal(3, Store.PenConflicts("PEN-1"));
        Assert.Equal(0, Store.PenConflicts("PEN-2"));
    }
}
