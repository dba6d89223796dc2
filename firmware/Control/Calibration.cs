using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control;

/// <summary>
/// Takes the board's own errors out of current and voltage. What the converter reads stays beside it as it is: a broken wire is to be seen
/// as a broken wire. How far a senseless value could push a limit: <see cref="SettingTable"/>.
/// </summary>
public sealed class Calibration
{
    private const int Whole = 1000;

    private readonly Settings settings;

    /// <summary>Creates it with the settings that hold offset and gains.</summary>
    public Calibration(Settings settings)
    {
        this.settings = settings;
    }

    /// <summary>Corrects this tick's readings in place; once for each reading.</summary>
    public void Apply(PenInputs inputs)
    {
        int drive = inputs.CurrentMilliamps - settings.Get(SettingId.CurrentOffsetMilliamps);
        inputs.CurrentMilliamps = drive < 0 ? 0 : drive * settings.Get(SettingId.CurrentGainPermille) / Whole;
        inputs.BatteryMillivolts = inputs.BatteryMillivolts * settings.Get(SettingId.BatteryGainPermille) / Whole;
    }
}
