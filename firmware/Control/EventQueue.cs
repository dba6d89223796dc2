namespace Pen.Control;

/// <summary>
/// Events on their way to the host. When the host does not take them, the oldest is lost; the event counter in the frame shows
/// the gap, and everything that matters stands in status and log as well.
/// </summary>
public sealed class EventQueue
{
    private const int Slots = 8;
    private const int SlotLength = 48;

    private readonly byte[] messages = new byte[Slots];
    private readonly int[] lengths = new int[Slots];
    private int first;
    private int count;

    /// <summary>The payloads.</summary>
    public readonly byte[] Buffer = new byte[Slots * SlotLength];

    /// <summary>Offset of the payload under construction, or of the one taken.</summary>
    public int Base;

    /// <summary>Message id of the event taken.</summary>
    public byte Message;

    /// <summary>Payload length of the event taken.</summary>
    public int Length;

    /// <summary>Number of the event taken, counted over all, 16 bits.</summary>
    public int Number;

    /// <summary>Starts an event whose payload has <paramref name="length"/> bytes (at most 48), all zero.</summary>
    public void Add(Protocol.MessageId message, int length)
    {
        if (count == Slots)
        {
            first = (first + 1) % Slots;
            count--;
            Number = (Number + 1) & 0xFFFF;
        }

        int slot = (first + count) % Slots;
        messages[slot] = (byte)message;
        lengths[slot] = length;
        Base = slot * SlotLength;
        System.Array.Clear(Buffer, Base, SlotLength);
        count++;
    }

    /// <summary>Takes the oldest event.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryTake()
    {
        if (count == 0)
        {
            return false;
        }

        Message = messages[first];
        Length = lengths[first];
        Base = first * SlotLength;
        Number = (Number + 1) & 0xFFFF;
        first = (first + 1) % Slots;
        count--;
        return true;
    }
}
