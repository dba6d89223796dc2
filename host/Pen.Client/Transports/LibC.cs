using System.Runtime.InteropServices;

namespace Pen.Client.Transports;

/// <summary>
/// The C library's calls for serial ports. Constants are those of Linux on x64 and arm64 (asm-generic headers); the structure is
/// that of glibc and musl there.
/// </summary>
internal static unsafe partial class LibC
{
    public const int ReadWrite = 0x2;
    public const int NoControllingTerminal = 0x100;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;

    public const uint IoctlExclusive = 0x540C;
    public const uint IoctlNotExclusive = 0x540D;
    public const uint IoctlGetModemBits = 0x5415;
    public const uint IoctlClearModemBits = 0x5417;
    public const uint IoctlSetModemBits = 0x5418;
    public const int ModemDtr = 0x002;
    public const int ModemRts = 0x004;

    public const uint Baud115200 = 0x1002;
    public const uint Baud230400 = 0x1003;
    public const uint Baud460800 = 0x1004;
    public const uint Baud921600 = 0x1007;
    public const uint ControlRead = 0x80;
    public const uint ControlHangUpOnClose = 0x400;
    public const uint ControlLocal = 0x800;
    public const uint ControlTwoStopBits = 0x40;
    public const uint ControlHardwareFlow = 0x80000000;
    public const int MinIndex = 6;
    public const int TimeIndex = 5;
    public const int FlushBoth = 2;

    public const short PollIn = 0x1;
    public const short PollOut = 0x4;
    public const short PollError = 0x8;
    public const short PollHangUp = 0x10;
    public const short PollInvalid = 0x20;

    [StructLayout(LayoutKind.Sequential)]
    public struct Termios
    {
        public uint InputFlags;
        public uint OutputFlags;
        public uint ControlFlags;
        public uint LocalFlags;
        public byte Line;
        public fixed byte ControlCharacters[32];
        public uint InputSpeed;
        public uint OutputSpeed;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Happened;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    public static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventDescriptor(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Ioctl(int descriptor, nuint request, int* argument);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int descriptor, Termios* attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int descriptor, int when, Termios* attributes);

    [LibraryImport("libc", EntryPoint = "tcflush", SetLastError = true)]
    public static partial int Flush(int descriptor, int queue);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(Termios* attributes);

    [LibraryImport("libc", EntryPoint = "cfsetspeed", SetLastError = true)]
    public static partial int SetSpeed(Termios* attributes, uint speed);
}
