namespace Pen.Control;

/// <summary>Everything that a tick sets, once. Written by the controller, applied by the board.</summary>
public sealed class PenOutputs
{
    /// <summary>Enable pin: asks the gate for drive.</summary>
    public bool MotorEnable;

    /// <summary>Motor duty in 1/10000.</summary>
    public int MotorDuty;

    /// <summary>Servo pulse in µs; 0 leaves the servo without pulses.</summary>
    public int ServoPulseMicros;

    /// <summary>Whether this tick has earned a kick of the watchdog.</summary>
    public bool KickWatchdog;

    /// <summary>Level of the pin whose rising edge re-arms the watchdog's latch.</summary>
    public bool GateReset;

    /// <summary>Status LED.</summary>
    public bool Led;

    /// <summary>Buzzer.</summary>
    public bool Buzzer;
}
