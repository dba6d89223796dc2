using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control.Motion;

/// <summary>
/// The measured position of the depth stop. The potentiometer is calibrated for approaches in the deepening direction, the only
/// ones that are verified; while the stop retracts it reads up to the drive's play too shallow.
/// </summary>
public sealed class DepthSensor
{
    private const int NominalTickMicros = 10000;

    private readonly Settings settings;

    /// <summary>Creates the sensor with the settings that hold its calibration.</summary>
    public DepthSensor(Settings settings)
    {
        this.settings = settings;
    }

    /// <summary>Measured position in µm; negative is further in than flush.</summary>
    public int Microns;

    private int beforeMicrons;
    private bool started;

    /// <summary>
    /// Whether it moved by more than this since the last reading: what nothing mechanical can do in a tick. A late tick gives the
    /// servo more time, so its allowance grows with it.
    /// </summary>
    public bool Jumped(int mostMicrons, int tickMicros)
    {
        int most = tickMicros > NominalTickMicros ? mostMicrons * (tickMicros / NominalTickMicros + 1) : mostMicrons;
        int moved = Microns - beforeMicrons;
        return moved > most || moved < -most;
    }

    /// <summary>The calibration has changed: the next reading is no jump, because nothing has moved.</summary>
    public void Restart()
    {
        started = false;
    }

    /// <summary>Takes one reading in half ADC counts.</summary>
    public void Update(int halfCounts)
    {
        beforeMicrons = Microns;
        int slope = settings.Get(SettingId.DepthCountsPerMm);
        int zero = settings.Get(SettingId.DepthZeroCounts);
        if (slope > 0)
        {
            Microns = ((halfCounts - (2 * zero)) * 500) / slope;
        }

        if (!started)
        {
            started = true;
            beforeMicrons = Microns;
        }
    }
}
