namespace System.Device.Gpio;

/// <summary>The level of a pin.</summary>
public readonly struct PinValue
{
    private readonly byte value;

    private PinValue(byte value) => this.value = value;

    /// <summary>High level.</summary>
    public static PinValue High => new(1);

    /// <summary>Low level.</summary>
    public static PinValue Low => new(0);

    /// <summary>0 is low, all else high.</summary>
    public static implicit operator PinValue(int value) => value == 0 ? Low : High;

    /// <summary>True is high.</summary>
    public static implicit operator PinValue(bool value) => value ? High : Low;

    /// <summary>1 for high.</summary>
    public static explicit operator byte(PinValue value) => value.value;

    /// <summary>1 for high.</summary>
    public static explicit operator int(PinValue value) => value.value;

    /// <summary>True for high.</summary>
    public static explicit operator bool(PinValue value) => value.value != 0;

    /// <summary>Same level.</summary>
    public static bool operator ==(PinValue a, PinValue b) => a.value == b.value;

    /// <summary>Other level.</summary>
    public static bool operator !=(PinValue a, PinValue b) => a.value != b.value;

    /// <summary>Same level.</summary>
    public bool Equals(PinValue other) => other.value == value;

    /// <summary>Same level.</summary>
    public override bool Equals(object? obj) => obj is PinValue other && other.value == value;

    /// <summary>A hash of the level.</summary>
    public override int GetHashCode() => value;

    /// <summary>"Low" or "High".</summary>
    public override string ToString() => value == 0 ? "Low" : "High";
}
