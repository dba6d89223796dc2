using System.Collections.Generic;
using Pen.Simulator;

namespace Pen.Companion.Pens;

/// <summary>How the surroundings of a simulated pen stand: hand, skin, slot, cable, and what was done to it.</summary>
/// <param name="Trigger">The trigger is pressed.</param>
/// <param name="OnSkin">The needles are on the skin.</param>
/// <param name="Cartridge">A cartridge is in the slot.</param>
/// <param name="Blocked">The rotor is blocked.</param>
/// <param name="Unplugged">The cable is pulled.</param>
/// <param name="Docked">It stands in its dock.</param>
/// <param name="TachometerBroken">The speed sensor's wire is broken.</param>
/// <param name="DepthStuck">The depth stop sticks.</param>
public sealed record SimulatedPose(
    bool Trigger,
    bool OnSkin,
    bool Cartridge,
    bool Blocked,
    bool Unplugged,
    bool Docked,
    bool TachometerBroken,
    bool DepthStuck
)
{
    /// <summary>Whether things stand as an injection of this name would have them; null where it is none that stays.</summary>
    public bool? IsAfter(string injection) => States().TryGetValue(injection, out bool holds) ? holds : null;

    /// <summary>Reads it, on the pen's own thread.</summary>
    internal static SimulatedPose Of(PenWorld world) =>
        new(
            world.Trigger.IsPressed,
            world.Skin.Contact > 0,
            world.Slot.Cartridge is not null,
            world.Motor.Blocked,
            world.Line.Unplugged,
            world.Dock.IsPressed,
            world.Motor.TachometerBroken,
            world.Depth.Stuck
        );

    private Dictionary<string, bool> States() =>
        new()
        {
            ["press"] = Trigger,
            ["release"] = !Trigger,
            ["skin"] = OnSkin,
            ["lift"] = !OnSkin,
            ["insert"] = Cartridge,
            ["remove"] = !Cartridge,
            ["block-rotor"] = Blocked,
            ["free-rotor"] = !Blocked,
            ["unplug"] = Unplugged,
            ["plug"] = !Unplugged,
            ["dock"] = Docked,
            ["undock"] = !Docked,
            ["break-tacho"] = TachometerBroken,
            ["mend-tacho"] = !TachometerBroken,
            ["stick-depth"] = DepthStuck,
            ["free-depth"] = !DepthStuck,
        };
}
