using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.Records.Runs;
using Pen.Records.Store;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Records.Export;

/// <summary>How many rows were written.</summary>
/// <param name="Sessions">Of sessions.csv.</param>
/// <param name="Runs">Of runs.csv.</param>
/// <param name="Cartridges">Of cartridges.csv.</param>
public sealed record CsvCounts(long Sessions, long Runs, long Cartridges);

/// <summary>
/// All sessions as files for a spreadsheet: sessions.csv, runs.csv and cartridges.csv. One session after the other is read, so memory does not
/// grow with their number, and others go on writing meanwhile: a session that is opened after the start may be in the files or not.
/// </summary>
public static class CsvExport
{
    private static readonly string[] Names = ["sessions.csv", "runs.csv", "cartridges.csv"];

    /// <summary>Writes the files. They have their names when all three are whole.</summary>
    /// <param name="store">The records.</param>
    /// <param name="folder">Where; made where there is none.</param>
    /// <param name="withNames">Whether names, contact, answers and notes are wanted; without, there is nothing personal in the files.</param>
    /// <exception cref="ExportException">A file is there already, or cannot be written.</exception>
    /// <exception cref="StoreException">Something in the records was altered; then no file is left.</exception>
    public static CsvCounts Write(RecordStore store, string folder, bool withNames = false)
    {
        string[] paths = [.. Names.Select(n => Path.Combine(folder, n))];
        int begun = 0;
        try
        {
            Directory.CreateDirectory(folder);
            FileStream New()
            {
                FileStream file = NewFile.Begin(paths[begun]);
                begun++;
                return file;
            }

            CsvCounts counts;
            using (var sessions = new CsvTable<SessionDossier>(New(), Columns(withNames)))
            using (var runs = new CsvTable<SessionRun>(New(), CsvColumns.Runs))
            using (var cartridges = new CsvTable<SessionCartridge>(New(), CsvColumns.Cartridges))
            {
                foreach (Session session in store.EachSession())
                {
                    Add(SessionDossier.Read(store, session.Id, withNames), sessions, runs, cartridges);
                }

                counts = new CsvCounts(sessions.Rows, runs.Rows, cartridges.Rows);
            }

            Array.ForEach(paths, NewFile.Finish);
            return counts;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw NewFile.NotWritten(folder, problem);
        }
        finally
        {
            // Those that are whole have their names by now.
            foreach (string path in paths.Take(begun))
            {
                NewFile.GiveUp(path);
            }
        }
    }

    private static IReadOnlyList<CsvColumn<SessionDossier>> Columns(bool withNames) =>
        withNames ? [.. CsvColumns.Sessions, .. CsvColumns.Personal] : CsvColumns.Sessions;

    private static void Add(
        SessionDossier dossier,
        CsvTable<SessionDossier> sessions,
        CsvTable<SessionRun> runs,
        CsvTable<SessionCartridge> cartridges
    )
    {
        sessions.Add(dossier);
        foreach (PenRun run in dossier.Runs)
        {
            runs.Add(new SessionRun(dossier, run));
        }

        foreach (CartridgeUse use in dossier.Cartridges)
        {
            cartridges.Add(new SessionCartridge(dossier, use));
        }
    }
}
