using Pen.Control.Storage;
using Pen.Protocol;

namespace Pen.Control;

/// <content>The first moments: what the pen keeps is opened, and what a loss of power has left open is closed.</content>
public sealed partial class PenController
{
    /// <summary>The hardware is open: settings, counters, log and odometer are read, the boot is counted and noted.</summary>
    public void Start(bool watchdogHadCut)
    {
        int memoryBytes = new MemoryProbe(parts.Memory).Find();
        parts.Settings.Load();
        parts.Key.Load();
        parts.Serial.Load(memoryBytes);
        bool opened = OpenLog(memoryBytes);
        if (opened && parts.RunRecovery.Find())
        {
            // Before this start's own record: were the power to go between the two, nobody would look behind that one again.
            parts.Recorder.RunInterrupted(parts.RunRecovery.Figures);
        }

        parts.Recorder.Boot(watchdogHadCut);
        if (!opened || parts.Log.Damaged)
        {
            Raise(FaultId.LogDamaged, 0);
        }

        if (parts.Settings.Defaulted)
        {
            Raise(FaultId.SettingsCorrupt, 0);
        }

        if (!parts.Latch.Any)
        {
            EnterSelfTest();
        }
    }

    /// <summary>False when the log cannot be written, or stood in a memory of another size: its records are not where they were.</summary>
    private bool OpenLog(int memoryBytes)
    {
        Counters counters = parts.Counters;
        byte[] newest = new byte[LogRecord.Length];
        bool opened = parts.Log.Open(memoryBytes);
        counters.Load(parts.Log.ReadNewest(newest) ? (uint)Wire.GetU16(newest, LogRecord.BootCount) : 0);
        if (opened && counters.LogCapacity != 0 && counters.LogCapacity != parts.Log.Capacity)
        {
            parts.Log.Close();
            opened = false;
        }

        if (opened)
        {
            counters.LogCapacity = parts.Log.Capacity;
            parts.Odometer.Load();
        }

        return counters.CountBoot() && opened;
    }

    /// <summary>A cartridge was read for the first time since the start: it may know more of the run that was cut than the log does.</summary>
    private void AmendInterruptedRun()
    {
        int strokes = parts.RunRecovery.StrokesBeyond(parts.Slot.Usage);
        if (strokes > 0)
        {
            parts.Recorder.RunAmended(strokes, parts.RunRecovery.CentisecondsBeyond(parts.Slot.Usage));
        }

        parts.RunRecovery.Forget();
    }
}
