using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Reports.Devices;
using Pen.Records.Reports.Html;
using Pen.Records.Runs;
using Pen.Records.Store;
using Pen.Records.Store.Model;

namespace Pen.Records.Reports;

/// <summary>Where a cartridge, or every cartridge of a lot, was used: for a recall, and for finding one that was used twice.</summary>
public static class CartridgeReport
{
    /// <summary>The report as one HTML file; null where nothing is known of it.</summary>
    /// <param name="store">The records.</param>
    /// <param name="serialOrLot">Serial or lot, as it stands on the cartridge.</param>
    /// <param name="context">Language, time zone, time of making.</param>
    public static string? Html(RecordStore store, string serialOrLot, ReportContext context)
    {
        IReadOnlyList<CartridgeUse> uses = store.CartridgeHistory(serialOrLot);
        if (uses.Count == 0)
        {
            return null;
        }

        ReportWords words = context.Words;
        IReadOnlyList<PenUse> pens = store.PenUses();
        PenRun[] runs =
        [
            .. store.Pens().SelectMany(p => PenRuns.Of(p, store.PenRecords(p))).Where(r => uses.Any(u => r.IsWith(u.Serial))),
        ];
        var sessions = uses.Select(u => u.SessionId).ToHashSet();
        PenUse[] ofThese = [.. pens.Where(p => sessions.Contains(p.SessionId))];
        PenRun[] elsewhere = [.. runs.Where(r => ofThese.All(p => !PenHistory.IsOf(r, p)))];
        string title = words.Get("report.cartridge-history.title");
        return HtmlPage.Write(
            words,
            $"{title} · {serialOrLot} · {words.Day(context.Made)}",
            "",
            ofThese.Any(p => p.Simulated) ? Tag.Of("p.mark", words.Get("report.simulated")) : null,
            Tag.Of("h1", title),
            Tag.Facts(
                (words.Get("report.cartridge-history.what"), Tag.Entered(serialOrLot)),
                (words.Get("report.cartridge-history.cartridges"), words.Count(uses.Select(u => u.Serial).Distinct().Count())),
                (words.Get("report.cartridge-history.sessions"), words.Count(sessions.Count)),
                (words.Get("report.cartridge-history.clients"), words.Count(uses.Select(u => u.ClientId).Distinct().Count())),
                (words.Get("report.head.made"), words.Moment(context.Made))
            ),
            Twice(uses, words),
            Tag.Of("h2", words.Get("report.cartridge-history.sessions")),
            Sessions(uses, ofThese, runs, words),
            Tag.Of("h2", words.Get("report.cartridge-history.elsewhere")),
            elsewhere.Length == 0
                ? Tag.Of("p", words.Get("report.cartridge-history.no-elsewhere"))
                : RunTable.Of(words.Get("report.cartridge-history.elsewhere-caption"), elsewhere, words)
        );
    }

    private static IEnumerable<XElement> Twice(IReadOnlyList<CartridgeUse> uses, ReportWords words) =>
        uses.GroupBy(u => u.Serial)
            .Where(g => g.Select(u => u.SessionId).Distinct().Count() > 1)
            .Select(g =>
                Tag.Of("p.mark", words.Say("report.cartridge-history.twice", Tag.Entered(g.Key), words.Count(g.Count())))
            );

    private static XElement Sessions(
        IReadOnlyList<CartridgeUse> uses,
        IReadOnlyList<PenUse> pens,
        IReadOnlyList<PenRun> runs,
        ReportWords words
    ) =>
        Tag.Table(
            words.Get("report.cartridge-history.caption"),
            [
                words.Get("report.pen.when"),
                words.Get("report.head.client"),
                words.Get("report.pen.cartridges"),
                words.Get("report.cartridge-history.pens"),
                "#" + words.Get("report.overview.runs"),
                "#" + words.Get("report.overview.strokes"),
            ],
            uses.Select(u =>
            {
                PenUse[] own = [.. pens.Where(p => p.SessionId == u.SessionId)];
                PenRun[] made = [.. runs.Where(r => r.IsWith(u.Serial) && own.Any(p => PenHistory.IsOf(r, p)))];
                return new object?[]
                {
                    words.Moment(u.Opened),
                    Tag.Entered(u.Pseudonym),
                    CartridgeWords.Of(u, words),
                    own.Length == 0 ? ReportWords.None : Tag.Entered(string.Join(", ", own.Select(p => p.Serial).Distinct())),
                    words.Count(made.Length),
                    words.Strokes(made),
                };
            })
        );
}
