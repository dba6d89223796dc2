namespace Pen.Control.Motion;

/// <summary>
/// Closed-loop speed. The voltage that the motor needs is known from its data sheet; what is not known is the load:
/// <code>
///   set ─ ramp ─┬─ kE·ω ──────────────────────────┐
///               ├─ R·J/k · acceleration ──────────┤
///               └─(−ω)─┬─ Kp ─────────────────────┼─ Σ ─ limit ─ V / rail = duty
///                      └─ Ki·∫ (not while limited)┤
///   current ─ k·i − J·dω/dt = load torque ─ R/k ──┘
/// </code>
/// The load term is what holds the speed when the needles meet the skin: waiting for the integral would cost 15 % of the speed
/// at 100 Hz. The voltage limit bounds the current that the winding can draw, so a blocked motor shows as a stall.
/// </summary>
public sealed class SpeedLoop
{
    private const float TwoPi = 6.2831853f;

    /// <summary>Winding resistance in Ω (Faulhaber 1717T006SR), with the bridge's (DRV8838, 0.28 Ω) and the shunt's (0.02 Ω).</summary>
    private const float Ohms = 4.31f + 0.30f;

    /// <summary>Torque and voltage constant in N·m/A = V·s/rad (1717T006SR: 3.96 mNm/A).</summary>
    private const float MotorConstant = 0.00396f;

    /// <summary>
    /// Inertia of rotor (0.59 g·cm²; to be checked against the data sheet) and eccentric disc (0.72 g·cm²: steel, 12 mm across,
    /// 4.5 mm thick; docs/decisions/0006) in kg·m². A loop that believes in more than there is beats at 75 to 80 Hz.
    /// </summary>
    private const float Inertia = 1.31e-7f;

    /// <summary>Boost rail in V.</summary>
    private const float RailVolts = 6.0f;

    /// <summary>Highest duty: the rest keeps the bridge's bootstrap charged.</summary>
    private const float MaxDuty = 0.96f;

    /// <summary>Current in A that the commanded voltage can drive at most; below the over-current fault's 1.0 A.</summary>
    private const float CurrentLimitAmps = 0.95f;

    /// <summary>Ramp of the set speed in Hz/s: 0 → 120 Hz in 150 ms.</summary>
    private const float RampHzPerSecond = 800f;

    /// <summary>Proportional gain in V·s/rad: R·J/k over a 16 ms closed-loop time constant.</summary>
    private const float ProportionalGain = Ohms * Inertia / MotorConstant / 0.016f;

    /// <summary>Integral gain in V/rad: resets in 35 ms.</summary>
    private const float IntegralGain = ProportionalGain / 0.035f;

    /// <summary>Largest integral in V: the tolerance of motor and rail, not the load.</summary>
    private const float IntegralLimitVolts = 1.5f;

    /// <summary>Share of the estimated load that is fed forward; 1 would ring on the estimate's own delay.</summary>
    private const float LoadShare = 0.7f;

    /// <summary>Time over which the load estimate is smoothed, in strokes: 10 ms at 50 Hz, 3.3 ms at 150 Hz.</summary>
    private const float LoadSmoothingStrokes = 0.5f;

    /// <summary>
    /// From this point of the ramp on, in Hz (two ticks after the start), a motor that is behind by half gets all the current that
    /// is allowed: needles pressed on before the start hold a voltage that creeps up until it just balances them.
    /// </summary>
    private const float BreakawayHz = 16f;

    private float rampRadians;
    private float lastRampRadians;
    private float lastRadians;
    private float loadTorque;
    private float integralVolts;

    /// <summary>Duty in 1/10000.</summary>
    public int Duty;

    /// <summary>Set speed after the ramp in Hz.</summary>
    public float RampHz
    {
        get { return rampRadians / TwoPi; }
    }

    /// <summary>Whether the ramp has reached the set speed.</summary>
    public bool AtSet;

    /// <summary>Off: duty 0 (the bridge brakes) and nothing remembered.</summary>
    public void Reset()
    {
        rampRadians = 0f;
        lastRampRadians = 0f;
        lastRadians = 0f;
        loadTorque = 0f;
        integralVolts = 0f;
        Duty = 0;
        AtSet = false;
    }

    /// <summary>One step towards <paramref name="setHz"/> with the measured speed and current of this tick.</summary>
    public void Step(int setHz, float measuredHz, int currentMilliamps, int tickMicros)
    {
        float seconds = tickMicros / 1000000f;
        if (seconds <= 0f)
        {
            return;
        }

        float expected = rampRadians;
        float acceleration = Ramp(setHz * TwoPi, seconds);
        float radians = measuredHz * TwoPi;
        EstimateLoad(setHz, radians, currentMilliamps, seconds);
        // The measured speed is the mean over the tick that has passed, so it is held against the ramp of that time.
        float error = ((expected + lastRampRadians) / 2f) - radians;
        lastRampRadians = expected;
        float volts =
            (MotorConstant * rampRadians)
            + (Ohms / MotorConstant * ((LoadShare * loadTorque) + (Inertia * acceleration)))
            + (ProportionalGain * error)
            + integralVolts;

        float highest = (MotorConstant * radians) + (CurrentLimitAmps * Ohms);
        if (highest > RailVolts * MaxDuty)
        {
            highest = RailVolts * MaxDuty;
        }

        bool held = expected > BreakawayHz * TwoPi && radians < expected / 2f;
        bool tooHigh = held || volts > highest;
        bool tooLow = volts < 0f;
        if (!(tooHigh && error > 0f) && !(tooLow && error < 0f))
        {
            Integrate(error * seconds);
        }

        volts = tooHigh ? highest : volts;
        volts = tooLow ? 0f : volts;
        Duty = (int)(volts * (10000f / RailVolts));
    }

    private float Ramp(float targetRadians, float seconds)
    {
        float before = rampRadians;
        float step = RampHzPerSecond * TwoPi * seconds;
        if (targetRadians > rampRadians + step)
        {
            rampRadians += step;
        }
        else if (targetRadians < rampRadians - step)
        {
            rampRadians -= step;
        }
        else
        {
            rampRadians = targetRadians;
        }

        AtSet = rampRadians == targetRadians;
        return (rampRadians - before) / seconds;
    }

    private void EstimateLoad(int setHz, float radians, int currentMilliamps, float seconds)
    {
        float torque = (MotorConstant * currentMilliamps / 1000f) - (Inertia * (radians - lastRadians) / seconds);
        lastRadians = radians;
        float smoothing = setHz > 0 ? LoadSmoothingStrokes / setHz : 0f;
        loadTorque += (torque - loadTorque) * (seconds / (seconds + smoothing));
        if (loadTorque < 0f)
        {
            loadTorque = 0f;
        }
    }

    private void Integrate(float errorSeconds)
    {
        integralVolts += IntegralGain * errorSeconds;
        if (integralVolts > IntegralLimitVolts)
        {
            integralVolts = IntegralLimitVolts;
        }
        else if (integralVolts < -IntegralLimitVolts)
        {
            integralVolts = -IntegralLimitVolts;
        }
    }
}
