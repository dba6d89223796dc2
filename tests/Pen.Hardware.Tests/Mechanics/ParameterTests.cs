using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Pen.Hardware.Tests.Bench;
using Pen.Protocol;
using Pen.Simulator.Parts;
using Xunit;

namespace Pen.Hardware.Tests.Mechanics;

/// <summary>The mechanics are those that simulator and firmware reckon with.</summary>
public class ParameterTests
{
    /// <summary>Name in parameters.scad, value elsewhere, tolerance as a share.</summary>
    private static readonly (string Name, double Elsewhere, double Tolerance)[] Agreed =
    [
        ("pulse_us_per_mm", DepthStop.PulseMicrosPerMm, 0),
        ("pulse_us_per_mm", SettingTable.Default(SettingId.ServoMicrosecondsPerMm), 0),
        ("servo_zero_pulse_us", DepthStop.ZeroPulseMicros, 0),
        ("servo_zero_pulse_us", SettingTable.Default(SettingId.ServoZeroMicroseconds), 0),
        // 900.9 against 900: 3 µm at 3 mm, a row of the error table.
        ("counts_per_mm", DepthStop.CountsPerMm, 0.0011),
        ("counts_per_mm", SettingTable.Default(SettingId.DepthCountsPerMm), 0.0011),
        ("pot_zero_counts", DepthStop.ZeroCounts, 0),
        ("pot_zero_counts", SettingTable.Default(SettingId.DepthZeroCounts), 0),
        ("play_mm", new DepthStop().PlayMm, 1e-3),
        ("stop_speed_mm_s", DepthStop.SpeedMmPerSecond, 0.01),
        ("stop_shortest_mm", DepthStop.ShortestMm, 0),
        ("stop_longest_mm", DepthStop.LongestMm, 0),
        ("depth_least_mm", 0, 0),
        ("depth_most_mm", Limits.DepthMaxMicrons / 1000.0, 0),
        ("disc_inertia_kg_m2", Motor.EccentricInertia, 1e-4),
        ("encoder_edges_per_stroke", Motor.EdgesPerStroke, 0),
        ("seal_friction_nm", Motor.CartridgeFriction, 0),
        ("board_width_mm", 24, 0),
    ];

    [Fact]
    public async Task TheParametersAreThoseOfSimulatorAndFirmware()
    {
        Assert.Empty(Differences(await Drawing.Drawn));
    }

    [Theory]
    [InlineData("lever_stop_arm_mm = 10;", "lever_stop_arm_mm = 10.1;", "pulse_us_per_mm")]
    [InlineData("lever_servo_arm_mm = 20;", "lever_servo_arm_mm = 21;", "stop_speed_mm_s")]
    [InlineData("lever_pot_arm_mm = 22;", "lever_pot_arm_mm = 22.1;", "counts_per_mm")]
    [InlineData("disc_thickness_mm = 4.5;", "disc_thickness_mm = 4.6;", "disc_inertia_kg_m2")]
    [InlineData("pivot_play_mm = 0.020;", "pivot_play_mm = 0.030;", "play_mm")]
    [InlineData("encoder_lines = 64;", "encoder_lines = 32;", "encoder_edges_per_stroke")]
    public async Task AChangedPartIsSeen(string before, string after, string name)
    {
        using Drawing drawing = new Drawing().Change("parameters.scad", before, after);
        Assert.Contains(name, Differences(await drawing.ParametersAsync()));
    }

    [Fact]
    public async Task FirmwareAllowsForThePlay()
    {
        IReadOnlyDictionary<string, double> p = await Drawing.Drawn;
        Assert.True(p["play_mm"] * 1000 <= SettingTable.Default(SettingId.DepthBacklashMicrons));
    }

    /// <summary>Wherever the stop can stand, the tips are inside at the innermost dead centre, and servo and slider stay in their travel.</summary>
    [Fact]
    public async Task TheWholeRangeIsInReach()
    {
        IReadOnlyDictionary<string, double> p = await Drawing.Drawn;
        Assert.True(p["stop_longest_mm"] < p["stroke_mm"]);
        Assert.True(p["plunger_rest_mm"] > p["stroke_mm"] - p["stop_shortest_mm"], "the bar leaves the plunger");
        foreach (double depth in new[] { p["stop_shortest_mm"], p["stop_longest_mm"] })
        {
            Assert.InRange(p["servo_zero_mm"] + (depth * p["servo_ratio"]), 0, p["servo_stroke_mm"]);
            Assert.InRange(p["pot_zero_mm"] + (depth * p["pot_ratio"]), 0, p["pot_travel_mm"]);
        }
    }

    [Fact]
    public async Task APenCanHoldIt()
    {
        IReadOnlyDictionary<string, double> p = await Drawing.Drawn;
        Assert.True(p["body_end_z_mm"] + p["cap_mm"] <= 200);
        double share = (p["grip_z_mm"] - p["nose_z_mm"]) / (p["shoulder_z_mm"] - p["nose_z_mm"]);
        double oval = p["body_inner_radius_mm"] + p["wall_mm"];
        double right = p["body_centre_x_mm"] + p["body_offset_mm"] + oval;
        double left = oval + p["body_offset_mm"] - p["body_centre_x_mm"];
        double wide = (2 * p["nose_radius_mm"]) + (share * (right + left - (2 * p["nose_radius_mm"])));
        double thick = 2 * (p["nose_radius_mm"] + (share * (oval - p["nose_radius_mm"])));
        Assert.InRange(wide, 25, 36);
        Assert.InRange(thick, 25, 36);
        string readme = await System.IO.File.ReadAllTextAsync(Repository.Hardware("mechanics", "README.md"));
        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{p["body_end_z_mm"] + p["cap_mm"]:F0} mm long; {wide:F0} × {thick:F0} mm where the fingers hold it (z = {p["grip_z_mm"]:F0} mm), {right + left:F0} × {2 * oval:F0} mm behind"
            ),
            readme,
            StringComparison.Ordinal
        );
    }

    private static List<string> Differences(IReadOnlyDictionary<string, double> parameters)
    {
        var different = new List<string>();
        foreach ((string name, double elsewhere, double tolerance) in Agreed)
        {
            // OpenSCAD prints six digits.
            if (Math.Abs(parameters[name] - elsewhere) > Math.Max(tolerance, 1e-6) * Math.Abs(elsewhere) + 1e-12)
            {
                different.Add(name);
            }
        }

        return different;
    }
}
