using System;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Pen.Simulator.Endpoints;

/// <summary>The few calls of the C library that a pseudo terminal needs. Numbers are those of Linux on x64 and arm64.</summary>
internal static partial class Libc
{
    // asm-generic/fcntl.h; the same on x64 and arm64.
    public const int ReadWrite = 0x2;
    public const int NoControllingTerminal = 0x100;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    // asm-generic/errno-base.h.
    public const int Interrupted = 4;

    // asm-generic/ioctls.h, TIOCNXCL.
    public const nuint LeaveExclusiveMode = 0x540D;

    /// <summary>Bytes of struct termios (bits/termios-struct.h): four flag words, c_line, 32 control characters, two speeds.</summary>
    public const int TermiosSize = 60;

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    public static partial int Grant(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int Unlock(SafeFileHandle master);

    /// <summary>Puts the slave's path, ended by a zero byte, into the buffer; returns an error number, not -1.</summary>
    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    public static partial int SlaveName(SafeFileHandle master, Span<byte> name, nuint size);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileHandle file, Span<byte> buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(SafeFileHandle terminal, Span<byte> termios);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(Span<byte> termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(SafeFileHandle terminal, int when, ReadOnlySpan<byte> termios);

    // ioctl is variadic; a request without an argument is called the same way as a fixed one on both processors.
    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(SafeFileHandle file, nuint request);
}
