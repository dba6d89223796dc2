using System.Linq;
using Pen.Protocol;
using Pen.Records.Store;
using Pen.Records.Treatments;

namespace Pen.Companion.Sessions;

/// <summary>Whether everything that pens recorded for a session can have been read.</summary>
public static class PenRecordsCheck
{
    /// <summary>
    /// Whether a pen's session has no end in the records yet. It ends when the work with the pen is finished, or when the pen starts anew; before
    /// that there may be runs on the pen that nobody has collected.
    /// </summary>
    public static bool HasOpenEnd(Treatment treatment, RecordStore store) =>
        treatment
            .Facts.PenSessions.Select(p => p.What)
            .Any(pen =>
                !store
                    .PenRecords(pen.Serial, pen.FirstRecord)
                    .SkipWhile(r => r.Kind != LogKind.SessionOpened)
                    .Skip(1)
                    .Any(r => r.Kind is LogKind.SessionClosed or LogKind.SessionOpened or LogKind.Boot)
            );
}
