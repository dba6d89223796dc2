namespace Pen.Protocol;

/// <summary>The sensors that FLT-14 can name in its detail.</summary>
public enum SensorId : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Potentiometer of the depth stop.</summary>
    DepthPotentiometer = 1,

    /// <summary>Thermistor on the motor.</summary>
    MotorThermistor = 2,

    /// <summary>Thermistor on the board.</summary>
    BoardThermistor = 3,

    /// <summary>Divider of the cell's voltage.</summary>
    Battery = 4,
}
