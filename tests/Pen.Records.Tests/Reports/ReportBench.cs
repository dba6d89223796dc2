using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Pen.Client;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Reports;
using Pen.Records.Store;
using Pen.Records.Store.Database;
using Pen.Records.Store.Model;
using Pen.Records.Texts;
using Pen.Records.Treatments;

namespace Pen.Records.Tests.Reports;

/// <summary>Records in a folder of their own, whose clock is moved by hand.</summary>
public sealed class ReportBench : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pen-reports-").FullName;
    private readonly HandClock clock = new();

    public ReportBench() =>
        Store = RecordStore.Open(
            Path.Combine(folder, "records.db"),
            StoreKey.LoadOrCreate(Path.Combine(folder, "records.key")),
            clock
        );

    /// <summary>An hour east of Greenwich, whatever this computer's zone is.</summary>
    public static TimeZoneInfo Zone { get; } =
        TimeZoneInfo.CreateCustomTimeZone("practice", TimeSpan.FromHours(1), "practice", "practice");

    /// <summary>The checkout that these tests were built from.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public RecordStore Store { get; }

    public DateTimeOffset Now
    {
        get => clock.Now;
        set => clock.Now = value;
    }

    public void Dispose()
    {
        SqliteDatabase.Release();
        Directory.Delete(folder, recursive: true);
    }

    public ReportContext Context(string language) => new(TextTable.Load(language), ProtocolLibrary.BuiltIn, Zone, Now);

    /// <summary>Adds what happened, a minute later.</summary>
    public void Happens(Session session, string kind, object body, bool personal = false)
    {
        Now = Now.AddMinutes(1);
        Store.AddEvent("anna", session.Id, Store.Events(session.Id).Count + 1, kind, body, personal);
    }

    public (ClientRecord Client, Course Course, Session Session) Begin(string device = "pen-36", string? pseudonym = "Rose-7")
    {
        ClientRecord client = Store.AddClient("anna", pseudonym);
        Course course = Store.PlanCourse("anna", client.Id, "acne-scars", 3, 8, "2026.1");
        return (client, course, Store.OpenSession("anna", course.Id, device));
    }

    public string Treatment(Session session, string language = "en", bool withName = false) =>
        TreatmentReport.Html(SessionDossier.Read(Store, session.Id, withName), Context(language));

    public string Aftercare(Session session, string language = "en", bool withName = false) =>
        AftercareSheet.Html(SessionDossier.Read(Store, session.Id, withName), Context(language));

    public static CartridgeInfo Cartridge(
        string lot,
        string serial,
        CartridgeType type = CartridgeType.Needles36,
        bool verified = true
    ) =>
        new(
            CartridgeState.Accepted,
            CartridgeRefusal.None,
            type,
            36,
            2500,
            500_000,
            0,
            new DateOnly(2030, 1, 1),
            lot,
            serial,
            verified
        );

    /// <summary>What a page says, without its style.</summary>
    public static string TextOf(string html)
    {
        XDocument page = XDocument.Parse(html);
        page.Descendants("style").Remove();
        return string.Join('\n', page.DescendantNodes().OfType<XText>().Select(t => t.Value));
    }

    private static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "PenFirmware.sln")) ? folder.FullName : FindRoot(folder.Parent!);

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
