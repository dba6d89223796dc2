namespace Pen.Protocol;

/// <summary>Where on the body the pen is used. The pen logs it and knows its limit (LIM-3).</summary>
public enum TreatmentArea : byte
{
    /// <summary>Not stated.</summary>
    Unspecified = 0,

    /// <summary>Scalp.</summary>
    Scalp = 1,

    /// <summary>Forehead.</summary>
    Forehead = 2,

    /// <summary>Around the eyes.</summary>
    Periorbital = 3,

    /// <summary>Nose.</summary>
    Nose = 4,

    /// <summary>Cheek.</summary>
    Cheek = 5,

    /// <summary>Upper lip.</summary>
    UpperLip = 6,

    /// <summary>Chin.</summary>
    Chin = 7,

    /// <summary>Neck.</summary>
    Neck = 8,

    /// <summary>Décolleté.</summary>
    Decollete = 9,

    /// <summary>Abdomen.</summary>
    Abdomen = 10,

    /// <summary>Thigh.</summary>
    Thigh = 11,

    /// <summary>Hip.</summary>
    Hip = 12,

    /// <summary>Arms.</summary>
    Arms = 13,

    /// <summary>Legs.</summary>
    Legs = 14,

    /// <summary>Hands.</summary>
    Hands = 15,
}

/// <summary>Why a practitioner goes beyond a confirmable limit.</summary>
public enum ConfirmReason : byte
{
    /// <summary>No confirmation.</summary>
    None = 0,

    /// <summary>Scar tissue.</summary>
    Scar = 1,

    /// <summary>Stretch marks.</summary>
    StretchMarks = 2,

    /// <summary>Thick skin, measured or assessed.</summary>
    ThickSkin = 3,

    /// <summary>A physician's order.</summary>
    PhysicianOrder = 4,

    /// <summary>Another reason, kept in the host's record.</summary>
    Other = 5,
}
