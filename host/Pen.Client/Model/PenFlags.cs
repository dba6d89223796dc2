using System;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>The flags in status, standing and telemetry.</summary>
[Flags]
public enum PenFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Depth and speed have been prepared.</summary>
    Prepared = StatusFlags.Prepared,

    /// <summary>The depth stop has been measured to be where it was sent.</summary>
    DepthVerified = StatusFlags.DepthVerified,

    /// <summary>A host has set the clock since the pen started.</summary>
    ClockSet = StatusFlags.ClockSet,

    /// <summary>The trigger is pressed.</summary>
    TriggerPressed = StatusFlags.TriggerPressed,

    /// <summary>The pen stands in its dock.</summary>
    Docked = StatusFlags.Docked,

    /// <summary>Something is in the cartridge slot.</summary>
    CartridgePresent = StatusFlags.CartridgePresent,

    /// <summary>The cartridge may be used.</summary>
    CartridgeAccepted = StatusFlags.CartridgeAccepted,

    /// <summary>The hardware gate reads on: the motor has drive.</summary>
    GateOn = StatusFlags.GateOn,

    /// <summary>A host armed the pen.</summary>
    ArmedByHost = StatusFlags.ArmedByHost,

    /// <summary>The settings were damaged; defaults are in use and nobody has acknowledged them yet.</summary>
    SettingsDefaulted = StatusFlags.SettingsDefaulted,

    /// <summary>The pause after a run of full length goes on.</summary>
    Pausing = StatusFlags.Pausing,

    /// <summary>The hardware watchdog allows the motor.</summary>
    WatchdogOk = StatusFlags.WatchdogOk,

    /// <summary>A session is open.</summary>
    SessionOpen = StatusFlags.SessionOpen,

    /// <summary>The cartridge carries the stamp of the open session.</summary>
    CartridgeStamped = StatusFlags.CartridgeStamped,
}
