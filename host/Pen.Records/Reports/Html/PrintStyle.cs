namespace Pen.Records.Reports.Html;

/// <summary>How pages look: dark on white, on A4 and on a screen. It holds no sign that HTML would have to escape.</summary>
internal static class PrintStyle
{
    public const string Css = """

        @page { size: A4; margin: 16mm 15mm 18mm 15mm; font: 8pt "DejaVu Sans", Arial, sans-serif; color: #444; }
        * { box-sizing: border-box; }
        html { background: #fff; color: #111; }
        body { margin: 0; font: 9.5pt/1.4 "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
        main { max-width: 190mm; margin: 0 auto; }
        h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 2mm; }
        h2 { font-size: 12.5pt; margin: 7mm 0 2mm; padding-bottom: 0.8mm; border-bottom: 0.4mm solid #1d4e79; color: #123a5c; }
        h3 { font-size: 10.5pt; margin: 4mm 0 1.5mm; }
        h1, h2, h3, caption { break-after: avoid; }
        p, ul, dl { margin: 0 0 2mm; }
        p { orphans: 3; widows: 3; }
        bdi, dd, td { overflow-wrap: anywhere; }
        bdi { white-space: pre-wrap; }
        .lead { font-size: 11pt; color: #333; }
        .small { font-size: 8pt; color: #444; }
        .mark { border: 0.8mm solid #8a1c1c; color: #8a1c1c; font-weight: bold; padding: 2mm 3mm; margin: 0 0 3mm; break-inside: avoid; }
        .note { border-left: 1mm solid #b35900; padding: 1mm 3mm; margin: 2mm 0; break-inside: avoid; }
        .honest { background: #f1f5f9; border-left: 1mm solid #1d4e79; padding: 1.5mm 3mm; break-inside: avoid; }
        .facts { display: grid; grid-template-columns: 1fr 1fr; column-gap: 8mm; row-gap: 0; }
        .facts div { display: grid; grid-template-columns: 38mm 1fr; gap: 2mm; padding: 0.7mm 0; border-bottom: 0.1mm solid #ccc; break-inside: avoid; }
        .facts.wide { grid-template-columns: 1fr; }
        dt { color: #444; } dd { margin: 0; }
        table { border-collapse: collapse; width: 100%; margin: 0 0 3mm; font-size: 8.5pt; line-height: 1.3; }
        caption { text-align: left; font-weight: bold; padding: 0 0 1mm; }
        thead { display: table-header-group; } tfoot { display: table-row-group; }
        tr { break-inside: avoid; }
        th, td { padding: 0.8mm 1.2mm; text-align: left; vertical-align: top; border-bottom: 0.1mm solid #bbb; }
        thead th { background: #eaf0f6; border-bottom: 0.3mm solid #1d4e79; font-weight: 600; vertical-align: bottom; }
        tfoot td, tfoot th { border-top: 0.3mm solid #1d4e79; font-weight: bold; }
        .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        th.n { white-space: normal; overflow-wrap: normal; }
        th.group { text-align: center; border-left: 0.1mm solid #bbb; border-right: 0.1mm solid #bbb; }
        figure { margin: 2mm 0 3mm; break-inside: avoid; }
        figcaption { font-size: 8.5pt; color: #333; }
        svg { display: block; width: 100%; height: auto; }
        .keep { break-inside: avoid; }
        .runs { font-size: 8pt; } .runs th, .runs td { padding: 0.8mm 0.9mm; } .runs th:last-child, .runs td:last-child { width: 33mm; padding-left: 2mm; }
        .sheet { font-size: 11pt; line-height: 1.33; }
        .sheet h2 { font-size: 13.5pt; margin: 4mm 0 1.5mm; }
        .sheet .lead { font-size: 12pt; }
        .sheet .small { font-size: 9pt; }
        .sheet ul { padding-left: 6mm; } .sheet li { margin: 0 0 0.8mm; break-inside: avoid; }
        .sheet table { font-size: 10.3pt; } .sheet td:first-child { width: 45%; } .sheet caption { font-weight: normal; }
        .often { display: inline-block; } .often::first-letter { text-transform: uppercase; }
        .sheet .help { border: 0.6mm solid #8a1c1c; padding: 2.5mm 4mm; margin: 3mm 0; break-inside: avoid; }
        .sheet .help h2 { color: #8a1c1c; border: 0; margin: 0 0 1mm; padding: 0; }
        .line { display: inline-block; min-width: 70mm; border-bottom: 0.3mm solid #111; }
        @media screen { main { padding: 10mm 6mm; } }
        @media screen and (max-width: 600px) { .facts { grid-template-columns: 1fr; } table { display: block; overflow-x: auto; } }
        @media print { a { color: inherit; } .mark, .honest, thead th { print-color-adjust: exact; -webkit-print-color-adjust: exact; } svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }

        """;
}
