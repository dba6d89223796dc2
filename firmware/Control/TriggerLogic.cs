using Pen.Protocol;

namespace Pen.Control;

/// <summary>
/// The trigger's contact. A press counts after three closed samples in a row; a release counts at the first open one, because
/// stopping early is safe and starting late is harmless. A contact that is closed from the start, by a hand or by a defect, is no
/// press before it has been seen open.
/// </summary>
public sealed class TriggerLogic
{
    private const int PressSamples = 3;

    private int closedSamples;
    private bool holdCounts;
    private bool seenOpen;

    /// <summary>The trigger is pressed.</summary>
    public bool Pressed;

    /// <summary>It has been pressed in this tick.</summary>
    public bool PressedNow;

    /// <summary>It has been released in this tick.</summary>
    public bool ReleasedNow;

    /// <summary>How long it has been held, in ms; 0 for a hold that began before <see cref="ForgetHold"/>.</summary>
    public int HeldMs;

    /// <summary>Takes one sample.</summary>
    public void Update(bool closed, int tickMs)
    {
        PressedNow = false;
        ReleasedNow = false;
        // What happened meanwhile nobody saw: only a contact seen open after it is pressed again.
        if (tickMs > Limits.UnseenMs)
        {
            seenOpen = false;
            ForgetHold();
        }

        if (!closed)
        {
            seenOpen = true;
            ReleasedNow = Pressed;
            Pressed = false;
            closedSamples = 0;
            HeldMs = 0;
            return;
        }

        if (!seenOpen)
        {
            return;
        }

        if (Pressed)
        {
            HeldMs = holdCounts ? HeldMs + tickMs : 0;
            return;
        }

        closedSamples++;
        if (closedSamples >= PressSamples)
        {
            Pressed = true;
            PressedNow = true;
            holdCounts = true;
        }
    }

    /// <summary>From now on only a new press counts as held: a hand that still holds on after a fault has acknowledged nothing.</summary>
    public void ForgetHold()
    {
        holdCounts = false;
        HeldMs = 0;
    }
}
