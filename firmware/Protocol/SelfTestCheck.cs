namespace Pen.Protocol;

/// <summary>The checks of the self-test, in their order. A failed one is named in status and log.</summary>
public enum SelfTestCheck : byte
{
    /// <summary>None failed.</summary>
    None = 0,

    /// <summary>The gate reads on although nothing asked for it.</summary>
    GateOffAtRest = 1,

    /// <summary>The watchdog did not cut although it was not kicked.</summary>
    WatchdogCuts = 2,

    /// <summary>The gate opened by the enable pin alone, without the trigger's latch.</summary>
    TriggerBlocks = 3,

    /// <summary>The watchdog's latch did not reset although it was kicked.</summary>
    WatchdogResets = 4,

    /// <summary>The motor turns although nothing drives it.</summary>
    TachometerQuiet = 5,

    /// <summary>The depth stop did not home.</summary>
    DepthHome = 6,

    /// <summary>The depth stop did not reach the second point.</summary>
    DepthSecondPoint = 7,

    /// <summary>The settings in the memory do not pass their checksum.</summary>
    SettingsStored = 8,

    /// <summary>The newest log record does not pass its checksum, or the memory is silent.</summary>
    LogStored = 9,

    /// <summary>The motor's thermistor is open or shorted.</summary>
    MotorThermistor = 10,

    /// <summary>The board's thermistor is open or shorted.</summary>
    BoardThermistor = 11,

    /// <summary>The cell's voltage is one that no cell has.</summary>
    Battery = 12,

    /// <summary>The depth potentiometer is open or shorted.</summary>
    DepthPotentiometer = 13,
}
