namespace Pen.Records.Treatments;

/// <summary>What a session waits for.</summary>
public enum TreatmentStep
{
    /// <summary>The questions.</summary>
    Screening,

    /// <summary>Nothing: screening says that it may not be today. It can only be given up.</summary>
    Stopped,

    /// <summary>Consent.</summary>
    Consent,

    /// <summary>Numbing, or a reason to leave it out.</summary>
    Numbing,

    /// <summary>The areas, one after the other; then aftercare.</summary>
    Areas,

    /// <summary>Its end: aftercare was given.</summary>
    Closing,

    /// <summary>Nothing: it is over.</summary>
    Over,
}
