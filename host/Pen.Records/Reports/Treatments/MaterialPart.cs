using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Pen.Records.Reports.Devices;
using Pen.Records.Reports.Html;
using Pen.Records.Runs;
using Pen.Records.Store.Model;
using Pen.Records.Treatments;

namespace Pen.Records.Reports.Treatments;

/// <summary>Cartridges, rollers and products.</summary>
internal sealed class MaterialPart(SessionDossier dossier, ReportWords words)
{
    /// <summary>Cartridges with what was done with each.</summary>
    public XElement Cartridges() =>
        dossier.Cartridges.Count == 0
            ? Tag.Of("p", words.Get("report.cartridges.none"))
            : Tag.Table(
                words.Get("report.cartridges.caption"),
                [
                    words.Get("report.cartridges.type"),
                    words.Get("report.cartridges.lot"),
                    words.Get("report.cartridges.serial"),
                    "#" + words.Get("report.cartridges.runs"),
                    "#" + words.Get("report.cartridges.strokes"),
                    words.Get("report.cartridges.tag"),
                ],
                dossier.Cartridges.Select(Row)
            );

    /// <summary>Areas that were treated by hand: what is written of them nobody has measured.</summary>
    public IEnumerable<XElement> ByHand()
    {
        if (dossier.Facts.ByHand.Count == 0)
        {
            yield break;
        }

        yield return Tag.Table(
            words.Get("report.by-hand.caption"),
            [
                words.Get("report.by-hand.area"),
                "#" + words.Get("report.by-hand.needle"),
                "#" + words.Get("report.by-hand.passes"),
                words.Get("report.by-hand.at"),
                words.Get("report.by-hand.by"),
            ],
            dossier.Facts.ByHand.Select(h =>
                new object?[]
                {
                    words.Area(h.What.Area),
                    words.Mm(h.What.NeedleMicrons),
                    words.Count(h.What.Passes),
                    words.Clock(h.At),
                    Tag.Entered(h.What.By),
                }
            )
        );
        yield return Tag.Of("p.note", words.Get("report.by-hand.note"));
    }

    /// <summary>Products on the skin, always with what is known of products and needling.</summary>
    public IEnumerable<XElement> Products()
    {
        if (dossier.Facts.Products.Count == 0)
        {
            yield return Tag.Of("p", words.Get(dossier.Facts.IsForgotten ? "report.gone" : "report.products.none"));
            yield break;
        }

        yield return Tag.Table(
            words.Get("report.products.caption"),
            [
                words.Get("report.products.name"),
                words.Get("report.products.lot"),
                words.Get("report.products.at"),
                words.Get("report.products.by"),
                words.Get("report.products.warned"),
            ],
            dossier.Facts.Products.Select(p =>
                new object?[]
                {
                    Tag.Entered(p.What.Name),
                    p.What.Lot.Length == 0 ? ReportWords.None : Tag.Entered(p.What.Lot),
                    words.Clock(p.At),
                    Tag.Entered(p.What.By),
                    words.Get(p.What.WarningShown ? "report.products.shown" : "report.products.not-shown"),
                }
            )
        );
        yield return Tag.Of("p.note", words.Get("step.products.warning"));
    }

    private object?[] Row(CartridgeUse use)
    {
        PenRun[] runs = [.. dossier.Runs.Where(r => r.IsWith(use.Serial))];
        return
        [
            words.Name("report.cartridge", use.Type),
            Tag.Entered(use.Lot),
            Tag.Entered(use.Serial),
            words.Count(runs.Length),
            words.Strokes(runs),
            use.Verified
                ? words.Get("report.cartridges.verified")
                : Tag.Of("strong", words.Get("report.cartridges.not-verified")),
        ];
    }
}
