using Pen.Protocol;

namespace Pen.Control.Cartridge;

/// <summary>Reads and writes the stamp of first use, once in a cartridge's life.</summary>
public sealed class StampWriter
{
    private readonly CartridgeMemory memory;
    private readonly Checksum checksum;
    private readonly PageWriter writer;
    private readonly byte[] found = new byte[CartridgeStamp.Length];

    /// <summary>Creates the writer over the cartridge's memory.</summary>
    public StampWriter(CartridgeMemory memory, Checksum checksum)
    {
        this.memory = memory;
        this.checksum = checksum;
        writer = new PageWriter(memory);
    }

    /// <summary>The page was never written.</summary>
    public bool IsFresh;

    /// <summary>Session of the stamp; 0 when it is fresh or another's.</summary>
    public uint Session;

    /// <summary>A stamp is being written.</summary>
    public bool Busy
    {
        get { return writer.Busy; }
    }

    /// <summary>Nothing is known of any cartridge.</summary>
    public void Forget()
    {
        IsFresh = false;
        Session = 0;
        writer.Forget();
    }

    /// <summary>Reads the page; <paramref name="penSerial"/> is this pen's.</summary>
    /// <returns>False when the memory did not answer.</returns>
    public bool Read(byte[] penSerial)
    {
        Forget();
        if (!memory.ReadPage(CartridgeStamp.Address, found))
        {
            return false;
        }

        IsFresh = CartridgePage.IsBlank(found);
        bool ours = CartridgePage.IsWhole(found, CartridgeStamp.MagicValue, checksum);
        for (int i = 0; i < penSerial.Length; i++)
        {
            ours = ours && found[CartridgeStamp.PenSerial + i] == penSerial[i];
        }

        Session = ours ? Wire.GetU32(found, CartridgeStamp.Session) : 0;
        return true;
    }

    /// <summary>Begins to write the stamp of a session onto a fresh page.</summary>
    public void Begin(byte[] penSerial, uint session)
    {
        byte[] wanted = writer.Page;
        CartridgePage.Begin(wanted, CartridgeStamp.MagicValue);
        System.Array.Copy(penSerial, 0, wanted, CartridgeStamp.PenSerial, penSerial.Length);
        Wire.PutU32(wanted, CartridgeStamp.Session, session);
        CartridgePage.Seal(wanted, checksum);
        writer.Begin(CartridgeStamp.Address);
    }

    /// <summary>One tick of writing.</summary>
    /// <returns>False when the memory does not hold the stamp after every attempt.</returns>
    public bool Step()
    {
        if (!writer.Step())
        {
            return true;
        }

        if (writer.Holds)
        {
            IsFresh = false;
            Session = Wire.GetU32(writer.Page, CartridgeStamp.Session);
        }

        return writer.Holds;
    }
}
