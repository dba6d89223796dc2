namespace Pen.Protocol;

/// <summary>Where the limit that a refusal names comes from.</summary>
public enum LimitOrigin : byte
{
    /// <summary>No limit is concerned.</summary>
    None = 0,

    /// <summary>What the hardware can do (LIM-1, LIM-5).</summary>
    Hardware = 1,

    /// <summary>The labelled depth (LIM-2); confirmable with a reason.</summary>
    Label = 2,

    /// <summary>The treatment area (LIM-3).</summary>
    Area = 3,

    /// <summary>The cartridge's profile (LIM-4).</summary>
    Cartridge = 4,

    /// <summary>The table of highest speed by depth (LIM-6).</summary>
    DepthSpeedTable = 5,

    /// <summary>The protocol itself.</summary>
    Protocol = 6,

    /// <summary>The state that the pen is in.</summary>
    State = 7,

    /// <summary>A time limit (LIM-7, LIM-8).</summary>
    Time = 8,

    /// <summary>The range of a setting.</summary>
    Setting = 9,

    /// <summary>The run in progress.</summary>
    Running = 10,
}
