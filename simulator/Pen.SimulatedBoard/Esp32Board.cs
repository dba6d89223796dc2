using System;
using System.Collections.Generic;
using Pen.SimulatedBoard.Boot;
using Pen.SimulatedBoard.FlashMemory;
using Pen.SimulatedBoard.Rom;
using Pen.SimulatedBoard.Running;
using Pen.SimulatedBoard.Uart0;
using Pen.Simulator.Endpoints;

namespace Pen.SimulatedBoard;

/// <summary>
/// The board: an ESP32 with its flash, its reset circuit, UART0 towards the flashing port and UART2 towards the companion port, and the
/// pen around it. It runs what is in the flash and nothing else. Virtual time moves in its ticks; used by one thread at a time.
/// </summary>
public sealed class Esp32Board : IPacedPen, IDisposable
{
    /// <summary>Speed of nanoCLR's side of UART0 in bit/s (nanoFramework's debugger: 921,600 on the ESP32).</summary>
    public const int ClrBaud = 921_600;

    /// <summary>From one reset of a boot loop to the next, in µs of virtual time.</summary>
    public const long LoopMicros = 500_000;

    private static readonly byte[] Mac = [0x24, 0x6F, 0x28, 0x53, 0x49, 0x4D];

    private readonly Func<long> clock;
    private RomLoader? rom;
    private ResetReason nextReason = ResetReason.PowerOn;
    private long loopAt;
    private long nowMicros;
    private bool powered;

    /// <summary>Creates a board that has no power yet.</summary>
    /// <param name="options">How it begins.</param>
    /// <param name="clockMicros">Clock of the reset circuit in µs, that of the host's own steps; null for the board's virtual time.</param>
    /// <exception cref="System.IO.IOException">The flash's file cannot be used.</exception>
    public Esp32Board(BoardOptions options, Func<long>? clockMicros = null)
    {
        clock = clockMicros ?? (() => nowMicros);
        Flash = new NorFlash(options.Seed, options.FlashFile);
        if (!options.Blank && !Flash.WasKept)
        {
            FactoryContent.Write(Flash, options.Deployment ?? Images.FirmwareImage.OfThisBuild());
        }

        Line = new Uart0Line(options.Seed);
        bool used = !options.Blank;
        Outside = new PenOutside(
            options.Seed,
            used ? options.SerialNumber : BoardOptions.UnsetSerialNumber,
            withKey: used && !options.WithoutKey,
            withCartridge: used && !options.EmptySlot
        );
    }

    /// <summary>The flash.</summary>
    public NorFlash Flash { get; }

    /// <summary>UART0.</summary>
    public Uart0Line Line { get; }

    /// <summary>IO0 and EN.</summary>
    public ResetCircuit Lines { get; } = new();

    /// <summary>What it is doing.</summary>
    public BoardState State { get; private set; } = BoardState.Off;

    /// <summary>How the last start from the flash ended; null before the first.</summary>
    public BootOutcome? Outcome { get; private set; }

    /// <summary>Resets since it was made.</summary>
    public int Resets { get; private set; }

    /// <summary>The cable that carries both ports.</summary>
    public Cable Cable { get; } = new();

    /// <summary>Measured outside the chip: the gate lets through, the motor turns, or the servo gets pulses.</summary>
    public bool Drives => Outside.Pen.Drives;

    /// <summary>Invariants that were broken so far.</summary>
    public IReadOnlyList<string> Violations => Outside.Violations;

    /// <summary>One line on firmware and world.</summary>
    public string PenStatus => Outside.Pen.Status();

    /// <summary>What is around the chip.</summary>
    internal PenOutside Outside { get; }

    /// <inheritdoc />
    public long NowMicros => nowMicros;

    /// <summary>Gives it power, or gives it back.</summary>
    public void PowerOn(ResetReason reason = ResetReason.PowerOn)
    {
        powered = true;
        Flash.PowerOn();
        nextReason = reason;
        Release();
    }

    /// <summary>Takes its power away; the bridge of the cable keeps its own.</summary>
    public void PowerOff()
    {
        powered = false;
        Stop(BoardState.Off);
    }

    /// <summary>The cable is pulled out, or put in.</summary>
    public void Unplug(bool unplugged)
    {
        SetLines(dtr: false, rts: false);
        Line.Fetch();
        Cable.Set(unplugged);
    }

    /// <summary>The host sets DTR and RTS.</summary>
    public void SetLines(bool dtr, bool rts)
    {
        // What the lines did up to now comes first, or a late tick would start the chip with the new ones.
        FollowLines();
        Lines.SetLines(dtr, rts, clock());
        FollowLines();
    }

    /// <summary>A finger on EN, or off it.</summary>
    public void HoldEn(bool held)
    {
        Lines.HoldEn(held, clock());
        FollowLines();
    }

    /// <summary>Bytes from the flashing port.</summary>
    public void Uart0Write(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            if (Cable.IsOut)
            {
                return;
            }

            // nanoCLR's debugger and the firmware listen on UART0 to nothing that this board models.
            rom?.Take(Line.FromHost(value));
            AfterRom();
        }
    }

    /// <inheritdoc />
    public void RunTick()
    {
        FollowLines();
        long before = Outside.Pen.NowMicros;
        Fail(Outside.RunTick());
        nowMicros += Outside.Pen.NowMicros - before;
        if (State == BoardState.Running)
        {
            AfterFirmware();
        }
        else if (State == BoardState.BootLoop && nowMicros >= loopAt)
        {
            Start(Outcome!.Next);
        }
    }

    /// <inheritdoc />
    public void HostWrite(ReadOnlySpan<byte> bytes)
    {
        if (!Cable.IsOut && State == BoardState.Running)
        {
            Outside.Pen.HostWrite(bytes.ToArray());
        }
    }

    /// <inheritdoc />
    public int HostRead(Span<byte> buffer)
    {
        int count = Outside.HostRead(buffer);
        return Cable.IsOut ? 0 : count;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        rom?.Dispose();
        Outside.Dispose();
        Flash.Close();
    }

    /// <summary>EN low stops everything, and its rise starts it.</summary>
    private void FollowLines()
    {
        if (!powered)
        {
            return;
        }

        bool low = Lines.EnLow(clock());
        if (low && State != BoardState.HeldInReset)
        {
            Stop(BoardState.HeldInReset);
        }
        else if (!low && State == BoardState.HeldInReset)
        {
            Start(nextReason);
        }
    }

    private void Release()
    {
        if (Lines.EnLow(clock()))
        {
            State = BoardState.HeldInReset;
        }
        else
        {
            Start(nextReason);
        }
    }

    private void Stop(BoardState state)
    {
        rom?.Dispose();
        rom = null;
        Outside.Pen.PowerOff();
        nextReason = ResetReason.PowerOn;
        State = state;
    }

    private void Start(ResetReason reason)
    {
        Stop(BoardState.HeldInReset);
        Resets++;
        Line.ChipBaud = RomLoader.FirstBaud;
        if (Lines.TakeIo0())
        {
            Line.Print(BootChain.Banner(reason, download: true));
            rom = new RomLoader(Flash, Mac, bytes => Line.Send(bytes));
            State = BoardState.Downloading;
            return;
        }

        Outcome = BootChain.Start(Flash.Bytes, reason);
        Line.Print(Outcome.RomText);
        State = Outcome.State;
        loopAt = nowMicros + LoopMicros;
        if (Outcome.ClrText.Length > 0)
        {
            Line.ChipBaud = ClrBaud;
            Line.Print(Outcome.ClrText);
        }

        if (State == BoardState.Running)
        {
            Fail(Outside.Start(Outcome.Assemblies));
        }
    }

    /// <summary>The firmware could not be started, or went on into nothing.</summary>
    private void Fail(string problem)
    {
        if (problem.Length > 0)
        {
            State = BoardState.AsksToBeFlashed;
            Line.Print($"++++ Exception ++++ {problem}\r\nWaiting for debug commands...\r\n");
        }
    }

    private void AfterRom()
    {
        if (Flash.PowerFailed)
        {
            PowerOff();
        }
        else if (rom is { RebootAsked: true })
        {
            Start(ResetReason.Software);
        }
        else if (rom is not null)
        {
            Line.ChipBaud = rom.Baud;
            if (Cable.IsDue(rom.Blocks))
            {
                Unplug(true);
            }
        }
    }

    private void AfterFirmware()
    {
        if (Outside.Pen.RebootAsked)
        {
            Start(ResetReason.SoftwareCpu);
        }
        else if (!Outside.Pen.IsOn)
        {
            // The pen lost its power in a write to one of its memories, as was ordered. It stays off until somebody gives it back.
            PowerOff();
        }
    }
}
