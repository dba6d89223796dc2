using Pen.Protocol;

namespace Pen.Control.Cartridge;

/// <summary>
/// What is in the slot. The switch counts as open after 20 ms and as closed after 100 ms; then the cartridge's memory is read,
/// once, and never while the motor runs. A cartridge serves one session (LIM-9): arming stamps a fresh one, and a stamp of any
/// other session refuses it.
/// </summary>
public sealed class CartridgeSlot
{
    private const int InsertedMs = 100;
    private const int RemovedMs = 20;

    private readonly CartridgeMemory memory;
    private readonly Checksum checksum;
    private readonly StampWriter stamp;
    private readonly byte[] lastSerial = new byte[16];
    private uint lastStrokes;
    private readonly byte[] profile = new byte[CartridgeProfile.Length];
    private int closedMs;
    private int openMs;

    /// <summary>Creates the slot over the cartridge's memory.</summary>
    public CartridgeSlot(CartridgeMemory memory, Checksum checksum)
    {
        this.memory = memory;
        this.checksum = checksum;
        stamp = new StampWriter(memory, checksum);
    }

    /// <summary>Serial number of the pen that stamps.</summary>
    public byte[] PenSerial;

    /// <summary>Number of the open session; 0 without one.</summary>
    public uint OpenSession;

    /// <summary>The cartridge carries the stamp of the open session, read back from its memory.</summary>
    public bool IsStamped
    {
        get { return stamp.Session != 0 && stamp.Session == OpenSession; }
    }

    /// <summary>The cartridge was stamped in this tick.</summary>
    public bool StampedNow;

    /// <summary>What is in it.</summary>
    public CartridgeState State;

    /// <summary>Why it may not be used.</summary>
    public CartridgeRefusal Refusal;

    /// <summary>Type; Unknown unless accepted.</summary>
    public CartridgeType Type;

    /// <summary>Needles; 0 for a nano tip.</summary>
    public int Needles;

    /// <summary>Deepest setting in µm (LIM-4).</summary>
    public int MaxDepthMicrons;

    /// <summary>Strokes that it is made for.</summary>
    public uint StrokeLife;

    /// <summary>Strokes made since it was put in.</summary>
    public uint StrokesUsed;

    /// <summary>Expiry date as the number yyyymmdd.</summary>
    public uint ExpiryDate;

    /// <summary>Lot: 12 bytes ASCII.</summary>
    public readonly byte[] Lot = new byte[12];

    /// <summary>Factory serial of its memory: 16 bytes.</summary>
    public readonly byte[] Serial = new byte[16];

    /// <summary>The state changed in this tick.</summary>
    public bool ChangedNow;

    /// <summary>The switch has been open for at least 20 ms.</summary>
    public bool IsOut
    {
        get { return openMs >= RemovedMs; }
    }

    /// <summary>Takes one sample of the switch. <paramref name="mayRead"/>: the motor is off and a read may take its 3 ms.</summary>
    public void Update(bool switchClosed, bool mayRead, int tickMs)
    {
        ChangedNow = false;
        StampedNow = false;
        // What was put in while nobody looked may be another cartridge.
        if (tickMs > Limits.UnseenMs && State != CartridgeState.Absent)
        {
            Forget();
            State = CartridgeState.Reading;
            closedMs = 0;
            tickMs = 0;
        }

        if (!switchClosed)
        {
            closedMs = 0;
            openMs = openMs < RemovedMs ? openMs + tickMs : openMs;
            if (IsOut && State != CartridgeState.Absent)
            {
                Forget();
                State = CartridgeState.Absent;
                ChangedNow = true;
            }

            return;
        }

        openMs = 0;
        closedMs = closedMs < InsertedMs ? closedMs + tickMs : closedMs;
        if (State == CartridgeState.Absent)
        {
            State = CartridgeState.Reading;
        }
        else if (State == CartridgeState.Reading && closedMs >= InsertedMs && mayRead)
        {
            Refusal = ReadProfile();
            State = Refusal == CartridgeRefusal.None ? CartridgeState.Accepted : CartridgeState.Refused;
            ChangedNow = true;
        }
        else if (State == CartridgeState.Accepted)
        {
            KeepStamp();
        }
    }

    /// <summary>The pen is being armed: a fresh cartridge gets the stamp of the open session, in the next ticks.</summary>
    public void BeginStamp()
    {
        if (State == CartridgeState.Accepted && stamp.IsFresh && !stamp.Busy)
        {
            stamp.Begin(PenSerial, OpenSession);
        }
    }

    /// <summary>Strokes that were made with the cartridge that was read last, be it pulled out meanwhile.</summary>
    public void AddStrokes(uint strokes)
    {
        lastStrokes += strokes;
        if (State == CartridgeState.Accepted || State == CartridgeState.Refused)
        {
            StrokesUsed = lastStrokes;
        }
    }

    private void KeepStamp()
    {
        bool before = IsStamped;
        if (!stamp.Step())
        {
            Refuse(CartridgeRefusal.StampFailed);
        }
        else if (!stamp.IsFresh && !IsStamped && !stamp.Busy)
        {
            // Its session is over.
            Refuse(CartridgeRefusal.AlreadyUsed);
        }

        StampedNow = IsStamped && !before;
    }

    private void Refuse(CartridgeRefusal why)
    {
        Refusal = why;
        State = CartridgeState.Refused;
        ChangedNow = true;
    }

    private CartridgeRefusal ReadProfile()
    {
        Forget();
        if (!memory.Read(profile, Serial))
        {
            return CartridgeRefusal.NoAnswer;
        }

        if (
            Wire.GetU32(profile, CartridgeProfile.Magic) != CartridgeProfile.MagicValue
            || checksum.Crc32(profile, 0, CartridgeProfile.Crc) != Wire.GetU32(profile, CartridgeProfile.Crc)
        )
        {
            return CartridgeRefusal.BadChecksum;
        }

        if (profile[CartridgeProfile.Layout] != CartridgeProfile.LayoutValue)
        {
            return CartridgeRefusal.UnknownLayout;
        }

        var type = (CartridgeType)profile[CartridgeProfile.Type];
        int needles = CartridgeProfile.NeedlesOf(type);
        if (needles < 0)
        {
            return CartridgeRefusal.UnknownType;
        }

        int maxDepth = Wire.GetU16(profile, CartridgeProfile.MaxDepthMicrons);
        int typeDepth = type == CartridgeType.Nano ? Limits.DepthNanoMicrons : Limits.DepthMaxMicrons;
        if (profile[CartridgeProfile.Needles] != needles || maxDepth == 0 || maxDepth > typeDepth)
        {
            return CartridgeRefusal.Implausible;
        }

        if (!stamp.Read(PenSerial))
        {
            return CartridgeRefusal.NoAnswer;
        }

        if (!stamp.IsFresh && !IsStamped)
        {
            return CartridgeRefusal.AlreadyUsed;
        }

        Type = type;
        Needles = needles;
        MaxDepthMicrons = maxDepth;
        StrokeLife = Wire.GetU32(profile, CartridgeProfile.StrokeLife);
        ExpiryDate = Wire.GetU32(profile, CartridgeProfile.ExpiryDate);
        System.Array.Copy(profile, CartridgeProfile.Lot, Lot, 0, Lot.Length);
        TakeStrokesBack();
        return CartridgeRefusal.None;
    }

    /// <summary>A cartridge that was pulled out and put back has not become new.</summary>
    private void TakeStrokesBack()
    {
        bool same = true;
        for (int i = 0; i < Serial.Length; i++)
        {
            same = same && Serial[i] == lastSerial[i];
        }

        lastStrokes = same ? lastStrokes : 0;
        StrokesUsed = lastStrokes;
        System.Array.Copy(Serial, 0, lastSerial, 0, Serial.Length);
    }

    private void Forget()
    {
        stamp.Forget();
        Refusal = CartridgeRefusal.None;
        Type = CartridgeType.Unknown;
        Needles = 0;
        MaxDepthMicrons = 0;
        StrokeLife = 0;
        StrokesUsed = 0;
        ExpiryDate = 0;
        System.Array.Clear(Lot, 0, Lot.Length);
        System.Array.Clear(Serial, 0, Serial.Length);
    }
}
