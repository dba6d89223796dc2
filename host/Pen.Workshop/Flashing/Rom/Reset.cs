using System.Threading;
using Pen.Workshop.Flashing.Ports;

namespace Pen.Workshop.Flashing.Rom;

/// <summary>The two lines of the classic circuit: RTS alone holds the chip in reset, DTR alone pulls IO0 low.</summary>
internal static class Reset
{
    private const int HoldMs = 100;
    private const int BootMs = 50;

    /// <summary>Into the boot loader; false where the line has no such lines.</summary>
    public static bool Load(IFlashingPort port)
    {
        if (!port.SetLines(dtr: false, rts: true))
        {
            return false;
        }

        Thread.Sleep(HoldMs);
        port.SetLines(dtr: true, rts: false);
        Thread.Sleep(BootMs);
        port.SetLines(dtr: false, rts: false);
        return true;
    }

    /// <summary>Into what the flash holds; false where the line has no such lines.</summary>
    public static bool Run(IFlashingPort port)
    {
        if (!port.SetLines(dtr: false, rts: true))
        {
            return false;
        }

        Thread.Sleep(HoldMs);
        port.SetLines(dtr: false, rts: false);
        return true;
    }
}
