using Pen.Protocol;
using Pen.Simulator.Parts;

namespace Pen.Simulator.Invariants;

/// <summary>P1, P3 and LIM-10: driven in Running or Service alone, begun by the hand, with a verified depth and a cartridge of the maker's.</summary>
internal sealed class DriveRules(PenWorld world, InvariantMonitor watch, int tickJitterMicros)
{
    /// <summary>The hardware watchdog cuts within this (FLT-19).</summary>
    public const long HardwareCutMicros = 250_000;

    /// <summary>A state is left at most this long before the pins follow: one late tick and its outputs.</summary>
    public const long PinsFollowMicros = 35_000;

    /// <summary>The firmware wants three closed samples, 10 ms apart and the first of them late perhaps, before a press counts.</summary>
    private const long LeastPressMicros = 20_000;

    /// <summary>A press that began this little before Ready is seen only in Ready: three samples of late ticks.</summary>
    private const long DebounceMicros = 70_000;

    private readonly CartridgeTag tag = new();
    private long drivenOutsideSince = -1;
    private long readySince;
    private PenState before;
    private bool wasOn;

    public void Step(IPenClaim claim)
    {
        bool may = claim.State is PenState.Running or PenState.Service;
        if (!watch.Driven || may)
        {
            drivenOutsideSince = -1;
        }
        else if (drivenOutsideSince < 0)
        {
            drivenOutsideSince = world.Micros;
        }
        else
        {
            long most = world.Gate.EnableStuckHigh ? HardwareCutMicros : PinsFollowMicros;
            watch.Check(world.Micros - drivenOutsideSince <= most, "driven outside Running and Service");
        }

        Begin(claim);
        before = claim.State;
        wasOn = world.Gate.On;
    }

    private void Begin(IPenClaim claim)
    {
        if (world.Gate.On && !wasOn && claim.State == PenState.Running)
        {
            watch.Check(claim.DepthVerified, "driven before the depth was verified");
            watch.Check(!claim.NeedsTags || IsOurs(world.Slot.Cartridge), "driven with a cartridge of another maker");
        }

        if (claim.State == PenState.Ready && before != PenState.Ready)
        {
            readySince = world.Micros;
        }
        else if (claim.State == PenState.Running && before != PenState.Running)
        {
            long pressed = world.Trigger.PressedMicros;
            bool longEnough = world.Micros - pressed >= LeastPressMicros - tickJitterMicros;
            watch.Check(longEnough && pressed >= readySince - DebounceMicros, "running without a new press of the hand");
        }
    }

    private bool IsOurs(CartridgeImage? cartridge) =>
        cartridge is null || (world.Maker is { } key && tag.Fits(key, cartridge.Serial, cartridge.Memory));
}
