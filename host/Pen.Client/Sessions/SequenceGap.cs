namespace Pen.Client.Sessions;

/// <summary>Counts what is missing between 16-bit sequence numbers that rise by one.</summary>
internal sealed class SequenceGap
{
    // A jump of more than this is a pen that started counting anew, not that many lost frames: at 50 Hz it is over 80 s.
    private const int Plausible = 4096;

    private int expected = -1;

    /// <summary>Forgets the last number.</summary>
    public void Reset()
    {
        expected = -1;
    }

    /// <summary>How many numbers are missing before this one.</summary>
    public int Next(int sequence)
    {
        int missing = expected < 0 ? 0 : (sequence - expected) & 0xFFFF;
        expected = (sequence + 1) & 0xFFFF;
        return missing > Plausible ? 0 : missing;
    }
}
