using System;
using System.IO;

namespace Pen.SimulatedBoard.FlashMemory;

/// <summary>A file that holds what is in a flash. Each operation is written at once, so that a killed program loses nothing.</summary>
internal sealed class FlashFile : IDisposable
{
    private readonly FileStream stream;

    public FlashFile(string path, byte[] bytes)
    {
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new IOException(
                $"The flash's file {path} cannot be opened: {problem.Message} Give another with --flash.",
                problem
            );
        }

        WasThere = stream.Length > 0;
        if (WasThere && stream.Length != bytes.Length)
        {
            long length = stream.Length;
            stream.Dispose();
            throw new IOException(
                $"The file {path} has {length} bytes and is not a flash of {bytes.Length}. Give another, or a name that does not exist yet."
            );
        }

        if (WasThere)
        {
            stream.ReadExactly(bytes);
        }
        else
        {
            Save(0, bytes);
        }
    }

    /// <summary>It had content when it was opened.</summary>
    public bool WasThere { get; }

    public void Save(int address, ReadOnlySpan<byte> data)
    {
        stream.Position = address;
        stream.Write(data);
        stream.Flush();
    }

    public void Dispose() => stream.Dispose();
}
