using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Pen.Protocol;
using Pen.Records.Runs;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;
using static Pen.Records.Export.FhirParts;

namespace Pen.Records.Export;

/// <summary>Device and DeviceUseStatement: pens and cartridges, and in which session they were used where.</summary>
internal static class FhirDevices
{
    /// <summary>Address of a pen.</summary>
    public static string PenUrl(string serial) => UrlOf("pen", serial);

    /// <summary>Address of a cartridge.</summary>
    public static string CartridgeUrl(CartridgeUse use) => UrlOf("cartridge", use.Lot, use.Serial);

    /// <summary>Addresses of everything that a session was done with, each once.</summary>
    public static IEnumerable<string> Used(SessionDossier session) =>
        session.Facts.PenSessions.Select(p => PenUrl(p.What.Serial)).Concat(session.Cartridges.Select(CartridgeUrl)).Distinct();

    /// <summary>The devices of sessions, each once.</summary>
    public static IEnumerable<(string Url, JsonObject Resource)> Devices(IReadOnlyList<SessionDossier> sessions)
    {
        foreach (var pen in sessions.SelectMany(s => s.Facts.PenSessions).Select(p => p.What).GroupBy(p => p.Serial))
        {
            yield return (
                PenUrl(pen.Key),
                Pen(pen.Key, [.. pen.Select(p => p.Firmware).Distinct()], pen.Any(p => p.Simulated))
            );
        }

        foreach (CartridgeUse use in sessions.SelectMany(s => s.Cartridges).DistinctBy(CartridgeUrl))
        {
            yield return (CartridgeUrl(use), Cartridge(use));
        }
    }

    /// <summary>One statement for each device of a session and each area that it was used on.</summary>
    public static IEnumerable<(string Url, JsonObject Resource)> Uses(SessionDossier session, string patient)
    {
        foreach (string serial in session.Facts.PenSessions.Select(p => p.What.Serial).Distinct())
        {
            IEnumerable<TreatmentArea> areas = session.Runs.Where(r => r.Serial == serial).Select(r => r.Area);
            foreach (var use in Statements(session, patient, PenUrl(serial), areas))
            {
                yield return use;
            }
        }

        foreach (CartridgeUse cartridge in session.Cartridges)
        {
            IEnumerable<TreatmentArea> areas = session.Runs.Where(r => r.IsWith(cartridge.Serial)).Select(r => r.Area);
            foreach (var use in Statements(session, patient, CartridgeUrl(cartridge), areas))
            {
                yield return use;
            }
        }
    }

    private static IEnumerable<(string Url, JsonObject Resource)> Statements(
        SessionDossier session,
        string patient,
        string device,
        IEnumerable<TreatmentArea> areas
    )
    {
        foreach (TreatmentArea area in areas.Distinct().Order().DefaultIfEmpty(TreatmentArea.Unspecified))
        {
            yield return (
                UrlOf("use", session.Session.Id, device, Code(area)),
                Object(
                    ("resourceType", "DeviceUseStatement"),
                    ("status", session.Session.State == SessionState.Open ? "active" : "completed"),
                    ("subject", Reference(patient)),
                    ("timingPeriod", Period(session.Session.Opened, session.Session.Closed)),
                    ("device", Reference(device)),
                    ("bodySite", BodySite(area))
                )
            );
        }
    }

    private static JsonObject Pen(string serial, IReadOnlyList<string> firmware, bool simulated) =>
        Object(
            ("resourceType", "Device"),
            ("identifier", List(Identifier("pen", serial))),
            ("status", "active"),
            ("serialNumber", Text(serial)),
            (
                "deviceName",
                List(Object(("name", simulated ? "Microneedling pen, SIMULATED" : "Microneedling pen"), ("type", "model-name")))
            ),
            ("type", Concept(FhirCodes.System("device-type"), "pen", "Microneedling pen")),
            (
                "version",
                List([
                    .. firmware
                        .Where(f => Text(f) is not null)
                        .Select(f =>
                            Object(("type", Concept(FhirCodes.System("version"), "firmware", "Firmware")), ("value", Text(f)))
                        ),
                ])
            ),
            ("property", simulated ? List(Property("simulated", "Simulated", "yes", "Yes")) : null),
            ("note", simulated ? List(Note("A simulated pen: it has touched nobody.")) : null)
        );

    private static JsonObject Cartridge(CartridgeUse use) =>
        Object(
            ("resourceType", "Device"),
            ("identifier", List(Identifier("cartridge", use.Serial))),
            ("status", "active"),
            ("lotNumber", Text(use.Lot)),
            ("serialNumber", Text(use.Serial)),
            ("deviceName", List(Object(("name", "Needle cartridge"), ("type", "user-friendly-name")))),
            ("type", Own("cartridge-type", use.Type)),
            (
                "property",
                List(
                    use.Verified
                        ? Property("verified", "Tag verified", "yes", "Yes")
                        : Property("verified", "Tag verified", "no", "No")
                )
            )
        );

    private static JsonObject Property(string code, string display, string value, string word) =>
        Object(
            ("type", Concept(FhirCodes.System("device-property"), code, display)),
            ("valueCode", List(Concept(FhirCodes.System("yes-no"), value, word)))
        );
}
