using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Pen.Simulator.Tests.Endpoints;

/// <summary>Opens a serial port as a host does, without changing its mode, so that the server's own setting is what is seen.</summary>
internal sealed class PtyClient : IDisposable
{
    private const int OpenFlags = 0x2 | 0x100 | 0x800 | 0x80000; // O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC
    private const short PollIn = 1;
    private const nuint EnterExclusiveMode = 0x540C; // TIOCEXCL
    private const nuint GetExclusiveMode = 0x80045440; // TIOCGEXCL

    private readonly int descriptor;

    public PtyClient(string path)
    {
        descriptor = open(path, OpenFlags);
        Assert.True(descriptor >= 0, $"open {path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    public void Write(byte[] bytes) => Assert.Equal(bytes.Length, write(descriptor, bytes, bytes.Length));

    /// <summary>Reads exactly so many bytes; fails when they do not come in time.</summary>
    public byte[] Read(int count, int timeoutMs = 5000)
    {
        var all = new byte[count];
        int filled = 0;
        while (filled < count)
        {
            var poll = new PollDescriptor { Descriptor = descriptor, Events = PollIn };
            if (PtyClient.poll(ref poll, 1, timeoutMs) <= 0)
            {
                throw new TimeoutException($"{filled} of {count} bytes came within {timeoutMs} ms.");
            }
            var part = new byte[count - filled];
            nint got = read(descriptor, part, part.Length);
            if (got <= 0)
            {
                throw new IOException($"read: {Marshal.GetLastPInvokeErrorMessage()}");
            }
            part.AsSpan(0, (int)got).CopyTo(all.AsSpan(filled));
            filled += (int)got;
        }
        return all;
    }

    public void SetExclusive() => Assert.Equal(0, ioctl(descriptor, EnterExclusiveMode, out _));

    public bool IsExclusive()
    {
        Assert.Equal(0, ioctl(descriptor, GetExclusiveMode, out int exclusive));
        return exclusive != 0;
    }

    public void Dispose() => _ = close(descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(int descriptor, byte[] buffer, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(int descriptor, byte[] buffer, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int poll(ref PollDescriptor descriptors, nuint count, int timeoutMs);

    [DllImport("libc", SetLastError = true)]
    private static extern int ioctl(int descriptor, nuint request, out int value);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
