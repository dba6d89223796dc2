using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Pen.Records.Runs;
using Pen.Records.Treatments;
using static Pen.Records.Export.FhirParts;

namespace Pen.Records.Export;

/// <summary>
/// Observation: one for each run of a pen, and one for each area that was treated by hand. It says what was set and what was measured on the
/// device, and nothing of what happened in the skin.
/// </summary>
internal static class FhirObservations
{
    /// <summary>What was observed in a session.</summary>
    public static IEnumerable<(string Url, JsonObject Resource)> Of(SessionDossier session, string patient, string procedure) =>
        [
            .. session.Runs.Select(r =>
                (
                    UrlOf("run", session.Session.Id, r.Serial, $"{r.FirstRecord}"),
                    Run(r, session.IsSimulated, patient, procedure)
                )
            ),
            .. session.Facts.ByHand.Select(
                (h, i) => (UrlOf("by-hand", session.Session.Id, $"{i}"), ByHand(h, patient, procedure))
            ),
        ];

    private static JsonObject Run(PenRun run, bool simulated, string patient, string procedure)
    {
        bool ended = SessionFigures.HasEnd(run);
        return Observation(
            patient,
            procedure,
            ("status", ended ? "final" : "preliminary"),
            ("meta", Meta(simulated)),
            ("code", Concept(FhirCodes.System("observation"), "run", "Run of a microneedling pen")),
            ("effectiveDateTime", Time(run.StartedAt)),
            ("note", List(Ending(run))),
            ("bodySite", BodySite(run.Area)),
            ("device", Reference(FhirDevices.PenUrl(run.Serial))),
            (
                "component",
                List([
                    Measured("set-depth", "Set depth", run.SetDepthMicrons, "µm", "um"),
                    Measured("measured-stop-position", "Measured stop position", run.MeasuredStopMicrons, "µm", "um"),
                    Measured("set-speed", "Set speed", run.SetSpeedHz, "Hz", "Hz"),
                    Measured(
                        "mean-speed",
                        "Mean measured speed",
                        ended ? Math.Round((decimal)run.MeanSpeedHz, 2) : null,
                        "Hz",
                        "Hz"
                    ),
                    Measured("strokes", "Strokes", ended ? run.Strokes : null, "strokes", "{strokes}"),
                    Measured(
                        "punctures",
                        "Punctures: strokes times needles",
                        ended ? run.Punctures : null,
                        "punctures",
                        "{punctures}"
                    ),
                    Measured("duration", "Duration", ended ? (decimal)run.Duration.TotalMilliseconds / 1000m : null, "s", "s"),
                    Measured("mean-current", "Mean motor current", ended ? run.MeanCurrentMilliamps : null, "mA", "mA"),
                    Measured("peak-current", "Peak motor current", ended ? run.PeakCurrentMilliamps : null, "mA", "mA"),
                    Measured(
                        "worst-stop-error",
                        "Worst error: measured stop position less set depth",
                        ended ? run.WorstDepthErrorMicrons : null,
                        "µm",
                        "um"
                    ),
                    ended ? Named("stop-reason", "Why it ended", Own("stop-reason", run.StopReason)) : null,
                    .. run.Faults.Select(f =>
                        Named("fault", "Fault", Concept(FhirCodes.System("fault"), $"FLT-{(int)f}", FhirParts.Words(Code(f))))
                    ),
                ])
            )
        );
    }

    private static JsonObject ByHand(Timed<AreaByHand> hand, string patient, string procedure) =>
        Observation(
            patient,
            procedure,
            ("status", "final"),
            (
                "code",
                Concept(FhirCodes.System("observation"), "by-hand", "Treated by hand, with a roller that measures nothing")
            ),
            ("effectiveDateTime", Time(hand.At)),
            ("bodySite", BodySite(hand.What.Area)),
            (
                "component",
                List(
                    Measured("needle-length", "Length of the needles", hand.What.NeedleMicrons, "µm", "um"),
                    Measured("passes", "Passes", hand.What.Passes, "passes", "{passes}")
                )
            )
        );

    private static JsonObject Observation(string patient, string procedure, params (string, JsonNode?)[] more) =>
        Object([
            ("resourceType", "Observation"),
            ("partOf", List(Reference(procedure))),
            ("category", List(Concept(FhirCodes.Category, "procedure", "Procedure"))),
            ("subject", Reference(patient)),
            .. more,
        ]);

    private static JsonObject? Ending(PenRun run) =>
        run.Ending switch
        {
            RunEnding.PowerLost => Note(
                "The pen lost its power: the figures are those of its last checkpoint and of the cartridge's counter."
            ),
            RunEnding.Missing => Note("No end of this run has been read."),
            _ => null,
        };

    /// <summary>A number; null for one that nobody knows, which is said.</summary>
    private static JsonObject Measured(string code, string display, decimal? value, string unit, string ucum) =>
        Object(
            ("code", Concept(FhirCodes.System("observation"), code, display)),
            ("valueQuantity", value is { } number ? Quantity(number, unit, ucum) : null),
            ("dataAbsentReason", value is null ? Concept(FhirCodes.AbsentReason, "unknown", "Unknown") : null)
        );

    private static JsonObject Named(string code, string display, JsonObject value) =>
        Object(("code", Concept(FhirCodes.System("observation"), code, display)), ("valueCodeableConcept", value));
}
