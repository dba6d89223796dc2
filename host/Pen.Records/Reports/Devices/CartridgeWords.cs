using System.Collections.Generic;
using Pen.Records.Reports.Html;
using Pen.Records.Store.Model;

namespace Pen.Records.Reports.Devices;

/// <summary>A cartridge in one line.</summary>
internal static class CartridgeWords
{
    /// <summary>Type, lot, serial, and whether its tag was verified.</summary>
    public static IEnumerable<object> Of(CartridgeUse use, ReportWords words) =>
        words.Say(
            "report.cartridges.line",
            words.Name("report.cartridge", use.Type),
            Tag.Entered(use.Lot),
            Tag.Entered(use.Serial),
            use.Verified
                ? words.Get("report.cartridges.verified")
                : Tag.Of("strong", words.Get("report.cartridges.not-verified"))
        );
}
