using System.Collections.Generic;
using System.Linq;
using Pen.Records.Knowledge;
using Pen.Records.Treatments;

namespace Pen.Companion.Sessions;

/// <summary>Which page belongs to which step of a session.</summary>
public static class StepPath
{
    /// <summary>The page that leads to whatever the session waits for.</summary>
    public static string Session(string id) => $"/sessions/{id}";

    /// <summary>The page of what a session waits for.</summary>
    public static string Of(Treatment treatment) =>
        Session(treatment.Session.Id)
        + treatment.Next switch
        {
            TreatmentStep.Screening => "/screening",
            TreatmentStep.Stopped => "/stopped",
            TreatmentStep.Consent => "/consent",
            TreatmentStep.Numbing => "/numbing",
            TreatmentStep.Areas => Areas(treatment.Device),
            TreatmentStep.Closing => "/aftercare",
            _ => "/over",
        };

    /// <summary>The end of the path of the page for areas.</summary>
    public static string Areas(DeviceInfo device) => device.Telemetry ? "/areas" : "/by-hand";

    /// <summary>The steps of a session with a device, in order.</summary>
    public static IReadOnlyList<SessionStage> Stages(DeviceInfo device) =>
        [.. System.Enum.GetValues<SessionStage>().Where(s => s != SessionStage.Numbing || device.Anaesthetic)];

    /// <summary>Where a session stands among them; null when it is over.</summary>
    public static SessionStage? Stage(TreatmentStep next) =>
        next switch
        {
            TreatmentStep.Screening or TreatmentStep.Stopped => SessionStage.Screening,
            TreatmentStep.Consent => SessionStage.Consent,
            TreatmentStep.Numbing => SessionStage.Numbing,
            TreatmentStep.Areas => SessionStage.Areas,
            TreatmentStep.Closing => SessionStage.Aftercare,
            _ => null,
        };
}
