namespace System.Device.Adc;

/// <summary>Against what a channel measures.</summary>
public enum AdcChannelMode
{
    /// <summary>Against ground; the only one of the ESP32.</summary>
    SingleEnded = 0,

    /// <summary>One pin against another.</summary>
    Differential = 1,
}
