using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;
using Pen.Simulator.Parts;

namespace Pen.Simulator.Scenario;

/// <summary>One thing that can be done to a simulated pen from outside.</summary>
/// <param name="Name">Its name in scripts.</param>
/// <param name="Key">Its key at a terminal; '\0' for none.</param>
/// <param name="Help">What it does, in a few words.</param>
/// <param name="Act">Does it, with the number given (or the default).</param>
/// <param name="Default">The number when none is given.</param>
public sealed record Injection(string Name, char Key, string Help, Action<SimulatedPen, double> Act, double Default = 0);

/// <summary>Everything that hand, skin, cartridge and misfortune can do: shared by keys, scripts and tests.</summary>
public static class InjectionTable
{
    /// <summary>All of it.</summary>
    public static IReadOnlyList<Injection> All { get; } =
    [
        new("press", 't', "press the trigger", (p, _) => p.PressTrigger()),
        new("release", 'r', "release the trigger", (p, _) => p.ReleaseTrigger()),
        new("skin", 's', "press the needles onto the skin within N ms", (p, ms) => p.World.Skin.Press((int)ms), 50),
        new("lift", 'l', "lift them off within N ms", (p, ms) => p.World.Skin.Lift((int)ms), 50),
        new("force", '\0', "mean force on each needle in N", (p, n) => p.World.Skin.NewtonsPerNeedle = n, 0.05),
        new("insert", 'i', "put a new cartridge of N needles in", Insert, 36),
        new(
            "insert-blank",
            'n',
            "put one in that has no profile yet, N needles",
            (p, n) => InsertOne(p, CartridgeImage.Blank((int)n, p.World.Noise.Bits())),
            36
        ),
        new("insert-forged", '\0', "put one in whose profile was copied from another, N needles", InsertForged, 36),
        new("remove", 'o', "pull the cartridge out", (p, _) => p.RemoveCartridge()),
        new("dock", '\0', "put the pen into its dock", (p, _) => p.Dock(true)),
        new("undock", '\0', "take it out of the dock", (p, _) => p.Dock(false)),
        new("block-rotor", 'b', "block the rotor", (p, _) => p.World.Motor.Blocked = true),
        new("free-rotor", 'f', "free it again", (p, _) => p.World.Motor.Blocked = false),
        new("friction", '\0', "motor friction, N times the healthy one", (p, n) => p.World.Motor.FrictionFactor = n, 1),
        new("short-winding", '\0', "share of the winding's turns that work", (p, n) => p.World.Motor.WorkingTurns = n, 0.4),
        new("open-winding", '\0', "break the motor's winding", (p, _) => p.World.Motor.WindingOpen = true),
        new("break-tacho", 'k', "break the encoder's wire", (p, _) => p.World.Motor.TachometerBroken = true),
        new("mend-tacho", '\0', "mend it", (p, _) => p.World.Motor.TachometerBroken = false),
        new("tacho-glitch", '\0', "N overflow glitches of the pulse counter", (p, n) => p.Chip.PulseGlitches = (int)n, 1),
        new("stick-depth", 'd', "the depth servo sticks", (p, _) => p.World.Depth.Stuck = true),
        new("free-depth", '\0', "it moves again", (p, _) => p.World.Depth.Stuck = false),
        new("drift-depth", '\0', "something pushes the depth stop, mm/s", (p, v) => p.World.Depth.DriftMmPerSecond = v, 1),
        new("pot-open", '\0', "the depth potentiometer's wiper breaks", (p, _) => p.World.Depth.PotOpen = true),
        new("pot-slip", '\0', "the depth potentiometer slips by N mm", (p, mm) => p.World.Depth.PotOffsetMm = mm, 0.5),
        new("pot-zero", '\0', "the depth potentiometer sits N counts off", (p, n) => p.World.Depth.PotZeroErrorCounts = n, 40),
        new("pot-gain", '\0', "its slope is N ‰ off", (p, n) => p.World.Depth.PotGainError = n / 1000, -60),
        new("servo-zero", '\0', "the depth servo sits N µs off", (p, n) => p.World.Depth.ServoZeroErrorMicros = n, 8),
        new("servo-gain", '\0', "its slope is N ‰ off", (p, n) => p.World.Depth.ServoGainError = n / 1000, 20),
        new("play", '\0', "play of the depth drive in mm", (p, mm) => p.World.Depth.PlayMm = Math.Clamp(mm, 0, 1), 0.1),
        new("short-pwm", '\0', "the motor's PWM line shorts to its supply", (p, _) => p.World.PwmShortedHigh = true),
        new("motor-heat", '\0', "motor case at N °C", (p, c) => p.World.Heat.CaseCelsius = c, 65),
        new("board-heat", '\0', "board at N °C", (p, c) => p.World.Heat.BoardCelsius = c, 75),
        new("motor-thermistor-open", '\0', "the motor's thermistor breaks", (p, _) => p.World.Heat.CaseThermistorOpen = true),
        new(
            "board-thermistor-short",
            '\0',
            "the board's thermistor shorts",
            (p, _) => p.World.Heat.BoardThermistorShorted = true
        ),
        new("battery-divider-open", '\0', "the cell's divider breaks", (p, _) => p.World.Cell.DividerOpen = true),
        new("divider-gain", '\0', "the cell's divider is N ‰ off", (p, n) => p.World.Cell.DividerGain = 1 + (n / 1000), 20),
        new(
            "current-offset",
            '\0',
            "the current amplifier is N mA off",
            (p, n) => p.World.CurrentSensorOffsetAmps = n / 1000,
            25
        ),
        new("current-gain", '\0', "its gain is N ‰ off", (p, n) => p.World.CurrentSensorGain = 1 + (n / 1000), 60),
        new(
            "encoder-lines",
            '\0',
            "the encoder's disc has N lines",
            (p, n) => p.World.Motor.EncoderLines = (int)Math.Clamp(n, 1, 1024),
            60
        ),
        new("cell", '\0', "open-circuit voltage of the cell in V", (p, v) => p.World.Cell.OpenCircuitVolts = v, 3.4),
        new("unplug", 'u', "pull the cable out", (p, _) => p.World.Line.Unplugged = true),
        new("plug", 'p', "plug it in again", (p, _) => p.World.Line.Unplugged = false),
        new("noise", '\0', "chance of a flipped bit in each byte", (p, n) => p.World.Line.BitErrorRate = n, 0.01),
        new("freeze", 'z', "the interpreter hangs", (p, _) => p.Frozen = true),
        new("thaw", '\0', "it goes on", (p, _) => p.Frozen = false),
        new("watchdog-stuck", '\0', "the watchdog never cuts", (p, _) => p.World.Gate.WatchdogStuck = true),
        new("kick-broken", '\0', "the kicks do not reach the watchdog", (p, _) => p.World.Gate.KickLineBroken = true),
        new("enable-stuck", '\0', "the enable line is stuck high", (p, _) => p.World.Gate.EnableStuckHigh = true),
        new("start-latch-stuck", '\0', "the start latch is set without a hand", (p, _) => p.World.Gate.StartLatchStuck = true),
        new(
            "tacho-chatter",
            '\0',
            "edges a second on the encoder's wire",
            (p, n) => p.World.Motor.TachometerChatterHz = n,
            2000
        ),
        new("crash-tick", '\0', "a driver throws in the next tick", (p, _) => p.Chip.BreakNextTick = true),
        new("gate-stuck", '\0', "the gate's transistor conducts always", (p, _) => p.World.Gate.StuckOn = true),
        new("power-cut", '\0', "take the power away and give it back", (p, _) => p.Reset()),
    ];

    /// <summary>The injection of a name; null when there is none.</summary>
    public static Injection? Find(string name) => All.FirstOrDefault(i => i.Name == name);

    private static void Insert(SimulatedPen pen, double needles) =>
        InsertOne(pen, CartridgeImage.Make(Type(needles), serial: pen.World.Noise.Bits()));

    private static void InsertForged(SimulatedPen pen, double needles) =>
        InsertOne(pen, CartridgeImage.Make(Type(needles), serial: pen.World.Noise.Bits()).CopiedTo(pen.World.Noise.Bits()));

    /// <summary>Where one is in, a hand that tries to push another in does nothing.</summary>
    private static void InsertOne(SimulatedPen pen, CartridgeImage cartridge)
    {
        if (pen.World.Slot.Cartridge is null)
        {
            pen.Insert(cartridge);
        }
    }

    private static CartridgeType Type(double needles) =>
        (int)needles switch
        {
            12 => CartridgeType.Needles12,
            24 => CartridgeType.Needles24,
            42 => CartridgeType.Needles42,
            0 => CartridgeType.Nano,
            _ => CartridgeType.Needles36,
        };
}
