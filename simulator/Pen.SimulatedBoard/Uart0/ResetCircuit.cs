namespace Pen.SimulatedBoard.Uart0;

/// <summary>
/// The two transistors between the bridge's DTR and RTS and the chip's IO0 and EN (hardware/controller, sheets Usb and Processor), and
/// two buttons beside them. Where both lines are the same, neither transistor conducts. EN rises slowly behind 10 kΩ and 1 µF: that is
/// what lets IO0 be low at the rise although a host sets its two lines one after the other. One kindness: IO0 that was low at any moment
/// of the rise counts as low at its end, because a computer that is busy hands on late, and then all at once, what the host did in time.
/// </summary>
public sealed class ResetCircuit
{
    /// <summary>From the release of EN to the chip's start, in µs.</summary>
    public const long RiseMicros = 10_000;

    private bool dtr;
    private bool rts;
    private long releasedAt = long.MinValue / 2;
    private bool wasLow;

    /// <summary>BOOT is held.</summary>
    public bool BootHeld { get; private set; }

    /// <summary>The EN button, or a supervisor, holds the chip in reset.</summary>
    public bool EnHeld { get; private set; }

    /// <summary>IO0 is low.</summary>
    public bool Io0Low => BootHeld || (dtr && !rts);

    private bool EnPulled => EnHeld || (rts && !dtr);

    /// <summary>The host sets its lines.</summary>
    public void SetLines(bool dataTerminalReady, bool requestToSend, long nowMicros)
    {
        bool before = EnPulled;
        dtr = dataTerminalReady;
        rts = requestToSend;
        Release(before, nowMicros);
        wasLow = !EnPulled && (wasLow || (Io0Low && EnLow(nowMicros)));
    }

    /// <summary>Whether the chip that starts now finds IO0 low; what was during the rise is then forgotten.</summary>
    public bool TakeIo0()
    {
        bool low = Io0Low || wasLow;
        wasLow = false;
        return low;
    }

    /// <summary>A finger on BOOT.</summary>
    public void HoldBoot(bool held) => BootHeld = held;

    /// <summary>A finger on EN.</summary>
    public void HoldEn(bool held, long nowMicros)
    {
        bool before = EnPulled;
        EnHeld = held;
        Release(before, nowMicros);
    }

    /// <summary>Whether EN is low at a moment.</summary>
    public bool EnLow(long nowMicros) => EnPulled || nowMicros - releasedAt < RiseMicros;

    private void Release(bool before, long nowMicros)
    {
        if (before && !EnPulled)
        {
            releasedAt = nowMicros;
        }
    }
}
