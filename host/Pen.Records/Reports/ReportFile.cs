using System.IO;
using Pen.Client;

namespace Pen.Records.Reports;

/// <summary>A report on disk.</summary>
public static class ReportFile
{
    /// <summary>Writes a new file that only its owner may read: what stands in it is about a person.</summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static void Write(string path, string html)
    {
        using StreamWriter file = SecretFile.CreateNew(path);
        file.Write(html);
    }
}
