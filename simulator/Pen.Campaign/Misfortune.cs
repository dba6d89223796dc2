using System.Collections.Generic;
using Pen.Protocol;

namespace Pen.Campaign;

/// <summary>A way in which something breaks, how it is mended, and which fault it is to raise while the motor runs.</summary>
/// <param name="Name">Injection that breaks it.</param>
/// <param name="Low">Lowest value drawn.</param>
/// <param name="High">Highest value drawn.</param>
/// <param name="Mend">Injection that mends it; empty where nothing does before the next start.</param>
/// <param name="MendValue">Value of the mending.</param>
/// <param name="Fault">Fault expected where it happens alone, while running; None where none is.</param>
/// <param name="ReactionMs">
/// Longest time from the moment it breaks to the motor without drive, in ms: rule and reaction of the fault table, one late tick, and
/// for causes that grow, the time to reach the rule.
/// </param>
public sealed record Misfortune(
    string Name,
    double Low,
    double High,
    string Mend,
    double MendValue,
    FaultId Fault,
    double ReactionMs
);

/// <summary>Everything that may break in a campaign.</summary>
public static class Misfortunes
{
    /// <summary>All of it.</summary>
    public static IReadOnlyList<Misfortune> All { get; } =
    [
        new("block-rotor", 0, 0, "free-rotor", 0, FaultId.Stall, 150),
        new("open-winding", 0, 0, "close-winding", 0, FaultId.Stall, 550),
        new("over-current", 0, 0, "heal-motor", 0, FaultId.OverCurrent, 100),
        new("short-pwm", 0, 0, "mend-pwm", 0, FaultId.OverSpeed, 150),
        new("friction", 14, 18, "friction", 1, FaultId.UnderSpeed, 900),
        new("break-tacho", 0, 0, "mend-tacho", 0, FaultId.TachometerLost, 185),
        new("tacho-glitch", 1, 2, "", 0, FaultId.None, 0),
        new("drift-depth", 0.3, 2, "drift-depth", 0, FaultId.DepthMismatch, 400),
        new("drift-depth", -2, -0.3, "drift-depth", 0, FaultId.DepthMismatch, 600),
        new("stick-depth", 0, 0, "free-depth", 0, FaultId.None, 0),
        new("motor-heat", 61.5, 90, "motor-heat", 35, FaultId.MotorOverTemperature, 60),
        new("board-heat", 71.5, 95, "board-heat", 35, FaultId.BoardOverTemperature, 60),
        new("cell", 3.0, 3.22, "cell", 3.9, FaultId.BatteryCritical, 250),
        new("remove", 0, 0, "insert", 36, FaultId.CartridgeRemoved, 60),
        new("pot-open", 0, 0, "pot-close", 0, FaultId.SensorOutOfRange, 60),
        new("pot-slip", -0.9, -0.5, "pot-slip", 0, FaultId.SensorOutOfRange, 60),
        new("motor-thermistor-open", 0, 0, "thermistors-mended", 0, FaultId.SensorOutOfRange, 60),
        new("board-thermistor-short", 0, 0, "thermistors-mended", 0, FaultId.SensorOutOfRange, 60),
        new("battery-divider-open", 0, 0, "divider-mended", 0, FaultId.SensorOutOfRange, 60),
        new("silent-log", 0, 0, "log-speaks", 0, FaultId.LogDamaged, 5400),
        new("unplug", 0, 0, "plug", 0, FaultId.CompanionLost, 2150),
        new("noise", 0.001, 0.05, "noise", 0, FaultId.None, 0),
        new("dock", 0, 0, "undock", 0, FaultId.Docked, 60),
        new("freeze", 0, 0, "thaw", 0, FaultId.FirmwareHang, 250),
        new("hiccup", 60, 120, "", 0, FaultId.ControlOverrun, 200),
        new("crash-tick", 0, 0, "power-cut", 0, FaultId.None, 60),
        new("kick-broken", 0, 0, "kick-mended", 0, FaultId.FirmwareHang, 250),
        new("enable-stuck", 0, 0, "enable-freed", 0, FaultId.None, 0),
        new("watchdog-stuck", 0, 0, "watchdog-freed", 0, FaultId.None, 0),
        new("start-latch-stuck", 0, 0, "start-latch-freed", 0, FaultId.None, 0),
        new("tacho-chatter", 500, 4000, "tacho-quiet", 0, FaultId.None, 0),
        new("stubborn-cartridge", 0, 0, "cartridge-mended", 0, FaultId.None, 0),
        new("settings-lost", 0, 0, "", 0, FaultId.None, 0),
        new("power-cut", 0, 0, "", 0, FaultId.None, 0),
        new("cut-in-write", 1, 400, "", 0, FaultId.None, 0),
    ];
}
