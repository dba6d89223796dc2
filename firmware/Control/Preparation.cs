using Pen.Protocol;

namespace Pen.Control;

/// <summary>What the next run is to be: set by Prepare, changed by nothing else.</summary>
public sealed class Preparation
{
    /// <summary>Something has been prepared.</summary>
    public bool Valid;

    /// <summary>Set depth in µm.</summary>
    public int DepthMicrons;

    /// <summary>Set speed in Hz.</summary>
    public int SpeedHz;

    /// <summary>Area.</summary>
    public TreatmentArea Area;

    /// <summary>Reason given for a depth beyond the label.</summary>
    public ConfirmReason Reason;

    /// <summary>Takes checked values.</summary>
    public void Set(int depthMicrons, int speedHz, TreatmentArea area, ConfirmReason reason)
    {
        DepthMicrons = depthMicrons;
        SpeedHz = speedHz;
        Area = area;
        Reason = reason;
        Valid = true;
    }
}
