using Pen.Protocol;

namespace Pen.Control.Cartridge;

/// <summary>
/// What is in the slot. The switch counts as open after 20 ms and as closed after 100 ms; then the cartridge's memory is read,
/// once, and never while the motor runs. A cartridge serves one session (LIM-9): arming stamps a fresh one, and a stamp of any
/// other session refuses it.
/// </summary>
public sealed partial class CartridgeSlot
{
    private const int InsertedMs = 100;
    private const int RemovedMs = 20;

    private readonly CartridgeMemory memory;
    private readonly ProfileCheck check;
    private readonly StampWriter stamp;
    private readonly UsageWriter usage;
    private readonly byte[] lastSerial = new byte[16];
    private uint lastStrokes;
    private readonly byte[] profile = new byte[CartridgeProfile.Length];
    private int closedMs;
    private int openMs;
    private bool runToKeep;
    private bool usageLost;
    private uint runRecord;
    private uint runStrokesBefore;
    private int runStrokes;
    private int runCentiseconds;

    /// <summary>Creates the slot over the cartridge's memory.</summary>
    public CartridgeSlot(CartridgeMemory memory, Checksum checksum, ProfileCheck check)
    {
        this.memory = memory;
        this.check = check;
        stamp = new StampWriter(memory, checksum);
        usage = new UsageWriter(memory, checksum);
        maker = new PageWriter(memory);
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

    /// <summary>It was made by the holder of this pen's key.</summary>
    public bool Verified;

    /// <summary>Type; Unknown unless accepted.</summary>
    public CartridgeType Type;

    /// <summary>Needles; 0 for a nano tip.</summary>
    public int Needles;

    /// <summary>Deepest setting in µm (LIM-4).</summary>
    public int MaxDepthMicrons;

    /// <summary>Strokes that it is made for.</summary>
    public uint StrokeLife;

    /// <summary>Strokes made with it, as its memory and this pen remember them.</summary>
    public uint StrokesUsed;

    /// <summary>What its memory keeps of runs.</summary>
    public UsageWriter Usage
    {
        get { return usage; }
    }

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
        else if (making != Making.Nothing)
        {
            Make();
        }
        else if (State == CartridgeState.Reading && closedMs >= InsertedMs && mayRead)
        {
            Refusal = ReadProfile();
            State = Refusal == CartridgeRefusal.None ? CartridgeState.Accepted : CartridgeState.Refused;
            ChangedNow = true;
        }
        else if (State == CartridgeState.Accepted && mayRead && !Verified && check.Unverified != CartridgeRefusal.None)
        {
            // Somebody has just asked for tags.
            Refuse(check.Unverified);
        }
        else if (State == CartridgeState.Accepted)
        {
            KeepStamp();
            KeepUsage(mayRead);
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

    /// <summary>
    /// What the run has made so far is to stand in the cartridge's memory, in the next ticks. <paramref name="strokesBefore"/>: those made
    /// with the cartridge before it.
    /// </summary>
    public void KeepRun(uint record, uint strokesBefore, int strokes, int centiseconds)
    {
        runRecord = record;
        runStrokesBefore = strokesBefore;
        runStrokes = strokes;
        runCentiseconds = centiseconds;
        runToKeep = true;
    }

    private void KeepUsage(bool atRest)
    {
        if (runToKeep && IsStamped && !usage.Busy)
        {
            runToKeep = false;
            usageLost = false;
            uint strokes = runStrokesBefore + (uint)runStrokes;
            usage.Begin(OpenSession, strokes, runRecord, runStrokes, runCentiseconds);
        }
        else if (!usage.Step())
        {
            usageLost = true;
        }

        // In a run the next write may still hold; at rest there is none to hope for.
        if (usageLost && atRest)
        {
            Refuse(CartridgeRefusal.UsageFailed);
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
        making = Making.Nothing;
        Refusal = why;
        State = CartridgeState.Refused;
        ChangedNow = true;
    }
}
