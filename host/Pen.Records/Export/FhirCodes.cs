using System.Collections.Generic;
using Pen.Protocol;

namespace Pen.Records.Export;

/// <summary>
/// Systems and codes of the bundle. Where there is no code of a common system that is certain, it is our own, under urn:penfirmware, with its
/// words beside it. Documented in docs/fhir.md.
/// </summary>
internal static class FhirCodes
{
    /// <summary>Units.</summary>
    public const string Ucum = "http://unitsofmeasure.org";

    /// <summary>Body sites.</summary>
    public const string Snomed = "http://snomed.info/sct";

    /// <summary>Why a value is missing.</summary>
    public const string AbsentReason = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    /// <summary>That data are no real ones.</summary>
    public const string ActReason = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    /// <summary>What kind an observation is.</summary>
    public const string Category = "http://terminology.hl7.org/CodeSystem/observation-category";

    /// <summary>Front of every system of our own.</summary>
    private const string Own = "urn:penfirmware:";

    /// <summary>
    /// Body structures of SNOMED CT that are exactly an area of ours; for the others none was found that is neither wider nor narrower.
    /// </summary>
    public static IReadOnlyDictionary<TreatmentArea, (string Code, string Display)> BodyStructures { get; } =
        new Dictionary<TreatmentArea, (string, string)>
        {
            [TreatmentArea.Scalp] = ("41695006", "Scalp structure"),
            [TreatmentArea.Forehead] = ("52795006", "Forehead structure"),
            [TreatmentArea.Nose] = ("45206002", "Nasal structure"),
            [TreatmentArea.Chin] = ("30291003", "Chin structure"),
            [TreatmentArea.Neck] = ("45048000", "Neck structure"),
            [TreatmentArea.Thigh] = ("68367000", "Thigh structure"),
            [TreatmentArea.Hands] = ("85562004", "Hand structure"),
        };

    /// <summary>A system of our own: "area" is urn:penfirmware:area.</summary>
    public static string System(string name) => Own + name;
}
