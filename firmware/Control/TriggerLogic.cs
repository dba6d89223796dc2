namespace Pen.Control;

/// <summary>
/// The trigger's contact. A press counts after three closed samples in a row; a release counts at the first open one, because
/// stopping early is safe and starting late is harmless.
/// </summary>
public sealed class TriggerLogic
{
    private const int PressSamples = 3;
    private int closedSamples;

    /// <summary>The trigger is pressed.</summary>
    public bool Pressed;

    /// <summary>It has been pressed in this tick.</summary>
    public bool PressedNow;

    /// <summary>It has been released in this tick.</summary>
    public bool ReleasedNow;

    /// <summary>How long it has been held, in ms.</summary>
    public int HeldMs;

    /// <summary>Takes one sample.</summary>
    public void Update(bool closed, int tickMs)
    {
        PressedNow = false;
        ReleasedNow = false;
        if (!closed)
        {
            ReleasedNow = Pressed;
            Pressed = false;
            closedSamples = 0;
            HeldMs = 0;
            return;
        }

        if (Pressed)
        {
            HeldMs += tickMs;
            return;
        }

        closedSamples++;
        if (closedSamples >= PressSamples)
        {
            Pressed = true;
            PressedNow = true;
        }
    }
}
