using System;
using System.Text;
using Pen.Simulator.Parts;

namespace Pen.SimulatedBoard.Uart0;

/// <summary>
/// The wire of UART0. Where the two sides do not have the same speed, bytes arrive as rubbish. What nobody fetches is bounded: the
/// newest is lost then, as in a bridge whose buffer is full.
/// </summary>
public sealed class Uart0Line
{
    private const int MostWaiting = 256 * 1024;
    private const int MostConsole = 16 * 1024;
    private const double Tolerance = 0.03;

    private readonly Noise noise;
    private readonly byte[] waiting = new byte[MostWaiting];
    private readonly StringBuilder console = new();
    private int count;

    /// <summary>Creates the line; both sides at the ROM's speed.</summary>
    public Uart0Line(ulong seed) => noise = new Noise(seed ^ 0x55415254);

    /// <summary>Speed of the host's side in bit/s; 0 where the host has none (plain TCP), and it is always the chip's.</summary>
    public int HostBaud { get; set; }

    /// <summary>Speed of the chip's side in bit/s.</summary>
    public int ChipBaud { get; set; } = 115200;

    /// <summary>What the chip has printed, the last 16 KB, whether a host listened or not.</summary>
    public string Console => console.ToString();

    /// <summary>Called, on the board's thread, when something waits to be fetched.</summary>
    public Action? Sent { get; set; }

    private bool Matched => HostBaud == 0 || Math.Abs(HostBaud - ChipBaud) <= ChipBaud * Tolerance;

    /// <summary>A byte from the host, as the chip gets it.</summary>
    public byte FromHost(byte value) => Matched ? value : (byte)noise.Bits();

    /// <summary>The chip prints.</summary>
    public void Print(string text)
    {
        console.Append(text);
        if (console.Length > MostConsole)
        {
            console.Remove(0, console.Length - MostConsole);
        }

        Send(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>The chip sends.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        bool matched = Matched;
        foreach (byte value in bytes[..Math.Min(bytes.Length, MostWaiting - count)])
        {
            waiting[count++] = matched ? value : (byte)noise.Bits();
        }

        Sent?.Invoke();
    }

    /// <summary>The host fetches what there is.</summary>
    public byte[] Fetch()
    {
        byte[] fetched = waiting[..count];
        count = 0;
        return fetched;
    }
}
