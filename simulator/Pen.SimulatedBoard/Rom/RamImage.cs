namespace Pen.SimulatedBoard.Rom;

/// <summary>
/// What a host loads into the chip's RAM. It is counted and not kept: there is no processor to run it, and the ROM's answer to "jump
/// there" is that it failed. A client that insists on a stub therefore learns at once that there is none.
/// </summary>
internal sealed class RamImage
{
    // All internal RAM of an ESP32.
    private const uint MostBytes = 520 * 1024;

    private long room = -1;

    public RomError Begin(uint size, uint blockBytes)
    {
        bool fits = size is > 0 and <= MostBytes && blockBytes is > 0 and <= MostBytes;
        room = fits ? size : -1;
        return fits ? RomError.None : RomError.InvalidMessage;
    }

    public RomError Add(int count)
    {
        if (room < count)
        {
            return RomError.FailedToAct;
        }

        room -= count;
        return RomError.None;
    }

    public RomError End(bool run)
    {
        room = -1;
        return run ? RomError.FailedToAct : RomError.None;
    }
}
