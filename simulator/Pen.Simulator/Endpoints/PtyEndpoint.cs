using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Pen.Simulator.Endpoints;

/// <summary>A pseudo terminal in raw mode. Hosts open <see cref="Path"/> as they would open a USB serial adapter.</summary>
internal sealed class PtyEndpoint : IEndpoint
{
    private const int MaxPathBytes = 128;

    private readonly SafeFileHandle master;

    // Kept open for the endpoint's whole life: without any open slave the master's reads fail with EIO.
    private readonly SafeFileHandle slave;
    private long nextExclusiveCheck;

    public PtyEndpoint()
    {
        master = Own(
            Libc.OpenMaster(Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec),
            "posix_openpt"
        );
        try
        {
            Check(Libc.Grant(master), "grantpt");
            Check(Libc.Unlock(master), "unlockpt");
            Path = SlavePath(master);
            slave = Own(Libc.Open(Path, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.CloseOnExec), "open");
            SetRaw(slave);
        }
        catch
        {
            slave?.Dispose();
            master.Dispose();
            throw;
        }
    }

    /// <summary>The slave's path, for example /dev/pts/3.</summary>
    public string Path { get; }

    public int Receive(Span<byte> buffer)
    {
        LeaveExclusiveMode();
        nint count;
        do
        {
            count = Libc.Read(master, buffer, (nuint)buffer.Length);
        } while (count < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted);
        return (int)Math.Max(count, 0);
    }

    public int Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint count = Libc.Write(master, bytes, (nuint)bytes.Length);
            if (count > 0)
            {
                bytes = bytes[(int)count..];
            }
            else if (count == 0 || Marshal.GetLastPInvokeError() != Libc.Interrupted)
            {
                break;
            }
        }
        return bytes.Length;
    }

    public void Dispose()
    {
        slave.Dispose();
        master.Dispose();
    }

    /// <summary>
    /// A real port forgets TIOCEXCL when its last user closes it. This one never sees a last close, because the slave above stays
    /// open: a client that died in exclusive mode would lock everybody but root out for ever. So the mode is undone about once a
    /// second; an advisory lock (flock) still keeps two well-behaved hosts apart.
    /// </summary>
    private void LeaveExclusiveMode()
    {
        long now = Stopwatch.GetTimestamp();
        if (now >= nextExclusiveCheck)
        {
            nextExclusiveCheck = now + Stopwatch.Frequency;
            _ = Libc.Control(slave, Libc.LeaveExclusiveMode);
        }
    }

    private static void SetRaw(SafeFileHandle terminal)
    {
        Span<byte> termios = stackalloc byte[Libc.TermiosSize];
        Check(Libc.GetAttributes(terminal, termios), "tcgetattr");
        Libc.MakeRaw(termios);
        Check(Libc.SetAttributes(terminal, 0, termios), "tcsetattr");
    }

    private static string SlavePath(SafeFileHandle master)
    {
        Span<byte> name = stackalloc byte[MaxPathBytes];
        int error = Libc.SlaveName(master, name, MaxPathBytes);
        return error == 0 ? Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]) : throw Failed("ptsname_r", error);
    }

    private static SafeFileHandle Own(int descriptor, string call)
    {
        Check(descriptor, call);
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static void Check(int result, string call)
    {
        if (result < 0)
        {
            throw Failed(call, Marshal.GetLastPInvokeError());
        }
    }

    private static IOException Failed(string call, int error) =>
        new(
            $"The pseudo terminal could not be made ({call}: {Marshal.GetPInvokeErrorMessage(error)}). "
                + "Check that /dev/ptmx and /dev/pts are usable here, or serve the pen on TCP instead."
        );
}
