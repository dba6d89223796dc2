using System;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;
using Pen.Records.Export;
using Pen.Records.Store;

namespace Pen.Companion.Keeping;

/// <summary>The files for a spreadsheet, as one that a browser can save. What is written on the way is gone when it has been sent.</summary>
public sealed class CsvDownload
{
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Makes the file; null where another one is being made.</summary>
    /// <param name="store">The records.</param>
    /// <param name="withNames">Whether names, contact, answers and notes are wanted.</param>
    /// <exception cref="ExportException">It cannot be written.</exception>
    /// <exception cref="StoreException">Something in the records was altered.</exception>
    /// <returns>A stream that leaves nothing behind when it is closed.</returns>
    public async Task<Stream?> MakeAsync(RecordStore store, bool withNames)
    {
        if (!await one.WaitAsync(0).ConfigureAwait(false))
        {
            return null;
        }

        // Only its owner may read it.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pen-csv-");
        try
        {
            string files = Path.Combine(folder.FullName, "records");
            CsvExport.Write(store, files, withNames);
            return Pack(files);
        }
        finally
        {
            folder.Delete(recursive: true);
            one.Release();
        }
    }

    private static FileStream Pack(string files)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var packed = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        try
        {
            ZipFile.CreateFromDirectory(files, packed);
            packed.Position = 0;
            return packed;
        }
        catch (IOException)
        {
            packed.Dispose();
            throw;
        }
    }
}
