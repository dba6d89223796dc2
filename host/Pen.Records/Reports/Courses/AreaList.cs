using System.Linq;
using Pen.Protocol;
using Pen.Records.Treatments;

namespace Pen.Records.Reports.Courses;

/// <summary>Where on the body a session was, in words.</summary>
internal static class AreaList
{
    /// <summary>Areas of pens and of rollers, each once; empty without any.</summary>
    public static string Of(SessionDossier dossier, ReportWords words) =>
        string.Join(
            ", ",
            dossier
                .Runs.Select(r => r.Area)
                .Concat(dossier.Facts.ByHand.Select(h => h.What.Area))
                .Where(a => a != TreatmentArea.Unspecified)
                .Distinct()
                .Select(words.Area)
        );
}
