using System;
using Pen.Board.Drivers;
using Pen.Control;

namespace Pen.Board;

/// <summary>
/// The pen, on one page: open the hardware once, then one tick every 10 ms.
/// <code>
///   Read ─► Receive ─► Step ─► Apply ─► one log record ─► Send ─► Kick ─► (sleep to the next 10 ms edge)
///   pins    requests   decide  pins     FRAM, 0.3 ms      4 ms    watchdog, only if all of that came to its end
/// </code>
/// One thread, one loop. Nothing is allocated after Open. An exception in a tick is a defect: the pen makes safe, kicks no
/// more, and the hardware keeps the motor cut until a reset.
/// </summary>
public sealed class PenApp
{
    private PenBoard board;
    private PenParts parts;
    private PenController controller;
    private HostLink link;
    private bool broken;

    /// <summary>The state machine, for the debugger and for tests; null before it was opened.</summary>
    public PenController Controller
    {
        get { return controller; }
    }

    /// <summary>Everything the firmware works with, for the debugger and for tests; null before it was opened.</summary>
    public PenParts Parts
    {
        get { return parts; }
    }

    /// <summary>What the last exception said; empty without one. For the debugger.</summary>
    public string Failure = "";

    /// <summary>Opens every part; called once after reset, before the first tick.</summary>
    public void Open()
    {
        try
        {
            board = new PenBoard();
            PenBoard.AssignBuses();
            var checksum = new ChipChecksum();
            parts = new PenParts(new FramMemory(), new CartridgeChip(), checksum);
            board.Calibration = parts.Calibration;
            controller = new PenController(parts);
            link = new HostLink(parts, controller, checksum);
            board.Read(parts.Inputs);
            controller.Start(!parts.Inputs.WatchdogOk);
        }
        catch (Exception e)
        {
            Break(e);
        }
    }

    /// <summary>One turn of the loop: read everything once, decide once, apply once.</summary>
    public void Tick()
    {
        if (broken)
        {
            return;
        }

        try
        {
            board.Read(parts.Inputs);
            link.Receive(parts.Inputs.TickMicros / 1000);
            controller.Step();
            board.Apply(parts.Outputs);
            if (!parts.Queue.FlushOne())
            {
                parts.Odometer.Step(parts.Inputs.UptimeMs);
            }

            link.Send();
            if (parts.Outputs.KickWatchdog)
            {
                board.Kick();
            }
        }
        catch (Exception e)
        {
            Break(e);
        }
    }

    private void Break(Exception e)
    {
        broken = true;
        if (board != null)
        {
            board.MakeSafe();
        }

        Failure = e.Message;
    }
}
