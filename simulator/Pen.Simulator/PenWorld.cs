using System;
using Pen.Board;
using Pen.Simulator.Invariants;
using Pen.Simulator.Parts;

namespace Pen.Simulator;

/// <summary>Everything outside the chip: parts and physics, advanced in fixed steps of virtual time.</summary>
public sealed class PenWorld
{
    private readonly double stepSeconds;
    private double duty;
    private double heatSeconds;
    private double heatJoules;

    /// <summary>Creates the world as the options say.</summary>
    public PenWorld(SimulationOptions options)
    {
        StepMicros = Math.Clamp(options.PhysicsStepMicros, 100, 1000);
        stepSeconds = StepMicros / 1e6;
        Noise = new Noise(options.Seed);
        Trigger = new Contact(Noise);
        Dock = new Contact(Noise);
        Slot = new CartridgeBay(Noise);
        Line = new SerialLine(Noise);
        Cell = new Cell(options.CellVolts);
        Fram = new FramChip(options.SerialNumber, options.CartridgeKey, options.FramKilobytes);
        Maker = options.MakerKey ?? options.CartridgeKey;
        Watch = new InvariantMonitor(this, options.TickJitterMaxMicros);
    }

    /// <summary>Step of the physics in µs.</summary>
    public int StepMicros { get; }

    /// <summary>How far the physics has got, in µs.</summary>
    public long Micros { get; private set; }

    /// <summary>Randomness.</summary>
    public Noise Noise { get; }

    /// <summary>The trigger's contact.</summary>
    public Contact Trigger { get; }

    /// <summary>The dock's contact.</summary>
    public Contact Dock { get; }

    /// <summary>Motor.</summary>
    public Motor Motor { get; } = new();

    /// <summary>Depth stop.</summary>
    public DepthStop Depth { get; } = new();

    /// <summary>Skin.</summary>
    public Skin Skin { get; } = new();

    /// <summary>Cartridge slot.</summary>
    public CartridgeBay Slot { get; }

    /// <summary>Cell and boost converter.</summary>
    public Cell Cell { get; }

    /// <summary>Heat.</summary>
    public Heat Heat { get; } = new();

    /// <summary>Hardware gate.</summary>
    public MotorGate Gate { get; } = new();

    /// <summary>FRAM.</summary>
    public FramChip Fram { get; }

    /// <summary>Cable.</summary>
    public SerialLine Line { get; }

    /// <summary>Key of whoever makes cartridges for this pen; null when nobody does.</summary>
    public byte[]? Maker { get; }

    /// <summary>What must hold in every run.</summary>
    public InvariantMonitor Watch { get; }

    /// <summary>Injected: offset of the current amplifier in A.</summary>
    public double CurrentSensorOffsetAmps { get; set; }

    /// <summary>Injected: what the current amplifier shows of the current, 1 for all of it.</summary>
    public double CurrentSensorGain { get; set; } = 1;

    /// <summary>The pen has power: its bridge drives or brakes. Without it the motor coasts.</summary>
    public bool Powered { get; set; } = true;

    /// <summary>When the pen's firmware began last, in µs.</summary>
    public long BootedMicros { get; set; }

    /// <summary>Injected: the motor's PWM line is shorted to its supply; the bridge drives fully whenever the gate lets it.</summary>
    public bool PwmShortedHigh { get; set; }

    /// <summary>Motor current behind the amplifier's filter, in A: drive current only.</summary>
    public double FilteredAmps { get; private set; }

    /// <summary>Status LED.</summary>
    public bool Led { get; set; }

    /// <summary>Buzzer.</summary>
    public bool Buzzer { get; set; }

    /// <summary>True depth that the tips reach in each stroke, in mm; 0 while the motor stands and the spring holds them in.</summary>
    public double ReachMm => Motor.RadiansPerSecond > 1 ? Math.Max(0, Depth.StopMm) : 0;

    /// <summary>Called after every step of the physics: for measurements finer than a tick.</summary>
    public Action? AfterStep { get; set; }

    /// <summary>Motor duty on the pin, 0 … 1.</summary>
    public void SetMotorDuty(double value) => duty = value;

    /// <summary>Advances to a time in µs.</summary>
    public void AdvanceTo(long micros)
    {
        while (Micros + StepMicros <= micros)
        {
            Step();
        }
    }

    private void Step()
    {
        Micros += StepMicros;
        Trigger.Step(Micros);
        Dock.Step(Micros);
        Slot.Step(Micros);
        Gate.Step(Micros, Trigger.Closed);
        Skin.Step(stepSeconds);
        Depth.Step(stepSeconds, Micros);
        CartridgeImage? cartridge = Slot.Cartridge;
        double work = cartridge is null ? 0 : Skin.StrokeWorkJoules(cartridge.Needles, Depth.StopMm);
        double volts =
            !Gate.On ? 0
            : PwmShortedHigh ? Cell.Rail
            : duty * Cell.Rail;
        Motor.Step(stepSeconds, volts, work, cartridge is not null, Powered);
        double amps = Motor.Amps;
        double drive = amps > 0 ? amps : 0;
        FilteredAmps += (drive - FilteredAmps) * (stepSeconds / (stepSeconds + FilterSeconds));
        Cell.Step(stepSeconds, volts * drive, drive);
        Warm(amps * amps * Motor.Ohms);
        Watch.Step();
        AfterStep?.Invoke();
    }

    /// <summary>Heat is slow: once in 10 ms of the physics is enough.</summary>
    private void Warm(double watts)
    {
        heatSeconds += stepSeconds;
        heatJoules += watts * stepSeconds;
        if (heatSeconds >= 0.01)
        {
            Heat.Step(heatSeconds, heatJoules / heatSeconds);
            heatSeconds = 0;
            heatJoules = 0;
        }
    }

    /// <summary>The current amplifier's two RC filters in s, taken as one: 0.2 ms before it and 3.0 ms behind it.</summary>
    public const double FilterSeconds = 0.0032;

    /// <summary>Thermistor divider in counts at a temperature.</summary>
    public static double ThermistorCounts(double celsius)
    {
        double exponent = BoardScaling.ThermistorBeta * ((1 / (celsius + 273.15)) - (1 / 298.15));
        double ohms = BoardScaling.ThermistorOhms25 * Math.Exp(exponent);
        return BoardScaling.AdcMaxCounts * ohms / (ohms + BoardScaling.ThermistorPullUpOhms);
    }
}
