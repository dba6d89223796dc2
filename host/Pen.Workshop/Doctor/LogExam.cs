using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Workshop.Doctor;

/// <summary>The pen's usage log: whether its newest records are whole, and whether there is room.</summary>
internal static class LogExam
{
    private const double NearlyFull = 0.9;

    private const uint MostRecords = 2000;

    public static async Task RunAsync(PenClient pen, PenStatus status, DoctorReport report, CancellationToken ct)
    {
        try
        {
            LogInfo info = await pen.GetLogInfoAsync(ct).ConfigureAwait(false);
            uint first = info.Head - Math.Min(info.Head - info.Tail, MostRecords);
            LogDownload download = await pen.DownloadLogAsync(first, null, ct).ConfigureAwait(false);
            report.Log = download.Entries;
            if (download.Damage.Count > 0)
            {
                report.Trouble(
                    "log",
                    download.Damage[0].Problem,
                    "Keep what can be read with \"pen log pull\", then have the memory looked at."
                );
            }
            else if (info.Damaged && !status.LatchedFaults.Contains(FaultId.LogDamaged))
            {
                report.Trouble(
                    "log",
                    "The pen has found a record of its log damaged.",
                    "Bring the log onto this computer with \"pen log pull\"; if it happens again, the memory is broken."
                );
            }
            else
            {
                Room(info, report);
            }
        }
        catch (PenRefusedException refused)
        {
            report.Trouble(
                "memory",
                $"The pen's memory does not answer: {refused.Problem}",
                "Check the memory's solder joints and its bus; settings and log cannot be kept until then."
            );
        }
    }

    private static void Room(LogInfo info, DoctorReport report)
    {
        uint held = info.Head - info.Tail;
        uint waiting = info.Head - Math.Max(info.Confirmed, info.Tail);
        if (waiting > info.Capacity * NearlyFull)
        {
            report.Note(
                "log",
                $"{waiting} of {info.Capacity} records wait to be fetched; the pen does not arm when its log is full.",
                "Fetch them with \"pen log pull\"."
            );
        }
        else
        {
            string looked = held > MostRecords ? $"the newest {MostRecords} of them are" : "it is";
            report.Well("log", $"The log holds {held} records, {waiting} of them not fetched, and {looked} whole.");
        }
    }
}
