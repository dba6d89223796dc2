using System;
using System.IO;

namespace Pen.Records.Export;

/// <summary>Files for others: each is new, only its owner may read it, and it has its name once it is whole.</summary>
public static class NewFile
{
    private const string Unfinished = ".part";

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="ExportException">It is there already, or cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        bool begun = false;
        try
        {
            using (FileStream file = Begin(path))
            {
                begun = true;
                file.Write(content);
            }

            Finish(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (begun)
            {
                GiveUp(path);
            }

            throw NotWritten(path, problem);
        }
    }

    /// <summary>Begins a file beside its place.</summary>
    /// <exception cref="ExportException">It is there already.</exception>
    internal static FileStream Begin(string path)
    {
        if (Path.Exists(path))
        {
            throw new ExportException($"{path} is there already.", "Give another name: nothing is ever replaced.");
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path + Unfinished, options);
    }

    /// <summary>Gives a file that is whole and closed its name.</summary>
    internal static void Finish(string path) => File.Move(path + Unfinished, path);

    /// <summary>Takes away what is not whole.</summary>
    internal static void GiveUp(string path) => File.Delete(path + Unfinished);

    internal static ExportException NotWritten(string path, Exception problem) =>
        new($"{path} cannot be written: {problem.Message}", "Give a new name, on a disk with room.", problem);
}
