using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Pen.Simulator.Endpoints;

/// <summary>
/// A pseudo-terminal pair on Linux: the simulated pen holds the master, a host program opens the slave like any serial port. The
/// slave is kept open here too, so that a host that closes does not hang the line up.
/// </summary>
internal sealed class Pty : IByteChannel
{
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100;
    private const int NonBlocking = 0x800;
    private const int SetFlags = 4;
    private const int Now = 0;

    /// <summary>glibc's struct termios on x64 and arm64, with room to spare.</summary>
    private const int TermiosBytes = 64;

    private readonly int master;
    private readonly int slave;

    public Pty()
    {
        master = posix_openpt(ReadWrite | NoControllingTerminal);
        if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        {
            throw new IOException("No pseudo-terminal is to be had. Serve the pen on TCP instead.");
        }

        byte[] name = new byte[128];
        if (ptsname_r(master, name, (nuint)name.Length) != 0)
        {
            throw new IOException("The pseudo-terminal has no name. Serve the pen on TCP instead.");
        }

        Path = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));
        slave = open(Path, ReadWrite | NoControllingTerminal);
        byte[] termios = new byte[TermiosBytes];
        if (slave < 0 || tcgetattr(slave, termios) != 0)
        {
            throw new IOException($"The pseudo-terminal {Path} does not open. Serve the pen on TCP instead.");
        }

        cfmakeraw(termios);
        if (tcsetattr(slave, Now, termios) != 0 || fcntl(master, SetFlags, NonBlocking) < 0)
        {
            throw new IOException($"The pseudo-terminal {Path} cannot be set up. Serve the pen on TCP instead.");
        }
    }

    /// <summary>What a host opens, e.g. /dev/pts/5.</summary>
    public string Path { get; }

    public int Read(Span<byte> buffer)
    {
        nint count = read(master, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
        return count > 0 ? (int)count : 0;
    }

    /// <summary>Writes what fits; the rest is lost, as on a line that nobody reads.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint count = write(master, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
            if (count <= 0)
            {
                return;
            }

            bytes = bytes[(int)count..];
        }
    }

    public void Dispose()
    {
        _ = close(slave);
        _ = close(master);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int grantpt(int fd);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlockpt(int fd);

    [DllImport("libc", SetLastError = true)]
    private static extern int ptsname_r(int fd, byte[] name, nuint length);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int open(string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int fd);

    [DllImport("libc", SetLastError = true)]
    private static extern int fcntl(int fd, int command, int value);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcgetattr(int fd, byte[] termios);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcsetattr(int fd, int when, byte[] termios);

    [DllImport("libc")]
    private static extern void cfmakeraw(byte[] termios);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(int fd, ref byte buffer, nuint count);

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(int fd, in byte buffer, nuint count);
}
