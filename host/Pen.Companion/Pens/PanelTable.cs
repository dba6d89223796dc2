using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Pen.Simulator.Scenario;

namespace Pen.Companion.Pens;

/// <summary>A button of a simulated pen's panel.</summary>
/// <param name="Act">Name of an injection, and behind a colon its number where it is not the usual one.</param>
/// <param name="Words">Key of what stands on it.</param>
public sealed record PanelButton(string Act, string Words)
{
    /// <summary>For the browser, which puts the focus back by it after an answer.</summary>
    public string Id => "act-" + Act.Replace(':', '-');
}

/// <summary>What the panel of a simulated pen offers, in groups.</summary>
public static class PanelTable
{
    /// <summary>What a treatment needs, always in sight.</summary>
    public static IReadOnlyList<PanelButton> Hand { get; } =
    [
        new("press", "panel.press"),
        new("release", "panel.release"),
        new("skin", "panel.skin"),
        new("lift", "panel.lift"),
        new("insert", "panel.insert"),
        new("remove", "panel.remove"),
    ];

    /// <summary>What goes wrong, and other cartridges.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<PanelButton> Buttons)> Trouble { get; } =
    [
        (
            "service.panel.mechanics",
            [
                new("block-rotor", "panel.block"),
                new("free-rotor", "panel.free"),
                new("stick-depth", "panel.stick"),
                new("free-depth", "panel.stick.free"),
            ]
        ),
        (
            "service.panel.electronics",
            [
                new("break-tacho", "panel.tacho"),
                new("mend-tacho", "panel.tacho.mend"),
                new("motor-heat", "panel.heat"),
                new("cell", "panel.cell"),
                new("power-cut", "panel.power"),
            ]
        ),
        (
            "service.panel.line",
            [
                new("unplug", "panel.unplug"),
                new("plug", "panel.plug"),
                new("dock", "service.panel.dock"),
                new("undock", "service.panel.undock"),
            ]
        ),
        (
            "service.panel.cartridges",
            [
                new("insert:12", "service.panel.insert12"),
                new("insert:24", "service.panel.insert24"),
                new("insert:42", "service.panel.insert42"),
                new("insert:0", "service.panel.nano"),
                new("insert-blank", "service.panel.blank"),
                new("insert-forged", "panel.forged"),
            ]
        ),
    ];

    /// <summary>Everything else that can be done, and what takes a number.</summary>
    public static IReadOnlyList<Injection> More { get; } =
    [
        .. InjectionTable.All.Where(i =>
            i.Name is "motor-heat" or "cell" || Hand.Concat(Trouble.SelectMany(t => t.Buttons)).All(b => Name(b.Act) != i.Name)
        ),
    ];

    /// <summary>The name before the colon.</summary>
    public static string Name(string act) => act.Split(':')[0];

    /// <summary>The number behind the colon; null without one.</summary>
    public static double? Number(string act) =>
        act.Split(':') is [_, { } number]
        && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : null;
}
