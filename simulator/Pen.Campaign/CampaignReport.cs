using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using Pen.Protocol;
using Pen.Simulator.Invariants;

namespace Pen.Campaign;

/// <summary>A campaign on paper: campaign.json, which merges, and campaign.html, which needs nothing but a browser.</summary>
public static class CampaignReport
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Reads a campaign.json.</summary>
    /// <exception cref="InvalidDataException">It is not one.</exception>
    public static CampaignSummary Read(string path)
    {
        try
        {
            CampaignSummary? summary = JsonSerializer.Deserialize<CampaignSummary>(File.ReadAllText(path), Json);
            bool whole = summary is { Transitions.Length: 64 } && summary.Faults.Length == FaultText.Count + 1;
            return whole ? summary! : throw new InvalidDataException($"{path} is not a campaign's report.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is not a campaign's report.", e);
        }
    }

    /// <summary>Writes both files into a folder, which is made where it is missing.</summary>
    public static void Write(CampaignSummary summary, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "campaign.json"), JsonSerializer.Serialize(summary, Json));
        File.WriteAllText(Path.Combine(folder, "campaign.html"), Html(summary));
    }

    /// <summary>The figures as lines for a terminal.</summary>
    public static IEnumerable<string> Lines(CampaignSummary s)
    {
        double times = s.WallSeconds > 0 ? s.PenSeconds / s.WallSeconds : 0;
        yield return Invariant(
            $"{s.Treatments:N0} treatments, {s.PenSeconds / 3600:N1} h of pen time, {s.Strokes:N0} strokes, {times:N0} × real time."
        );
        yield return s.BreachCount == 0
            ? "No invariant was broken."
            : Invariant($"{s.BreachCount:N0} treatments broke an invariant:");
        foreach (Breach breach in s.Breaches.Take(10))
        {
            yield return $"  seed {breach.Seed}: {string.Join("; ", breach.What)}";
        }

        IReadOnlyList<string> missing = s.Missing();
        yield return missing.Count == 0
            ? "Every state, transition and fault was reached."
            : "Never reached: " + string.Join(", ", missing) + ".";
        yield return Invariant($"{"cause", -32}{"fault", -8}{"times", 9}{"median", 10}{"worst", 10}{"limit", 10}  worst seed");
        foreach ((string cause, ReactionFigures f) in s.Reactions.Concat(s.Stops))
        {
            string fault = f.Fault == 0 ? "-" : $"FLT-{f.Fault}";
            yield return Invariant(
                $"{cause, -32}{fault, -8}{f.Count, 9:N0}{f.MedianMs, 7:0} ms{f.WorstMs, 7:0} ms{f.LimitMs, 7:0} ms  {f.WorstSeed}"
            );
        }
    }

    private static string Html(CampaignSummary s)
    {
        var page = new StringBuilder();
        page.Append(
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Campaign</title>
            <style>
            body{font:15px/1.45 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
            table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #bbb;padding:.25rem .6rem;text-align:right}
            th:first-child,td:first-child{text-align:left}.bad{font-weight:bold;background:#fde}.none{color:#777}
            svg{border:1px solid #ccc}h2{margin-top:2rem}@media print{body{margin:0}}
            </style><h1>Campaign of random treatments</h1>
            """
        );
        page.Append("<p>");
        foreach (string line in Lines(s).TakeWhile(l => !l.StartsWith("cause", StringComparison.Ordinal)))
        {
            page.Append(WebUtility.HtmlEncode(line)).Append("<br>");
        }

        page.Append(
            Invariant(
                $"</p><p>Hash over all treatments: {s.Hash:X16}. All of it ran on simulated hardware; no pen was touched.</p>"
            )
        );
        Transitions(page, s);
        Reactions(page, s);
        Faults(page, s);
        return page.Append("</html>\n").ToString();
    }

    private static void Transitions(StringBuilder page, CampaignSummary s)
    {
        PenState[] states = Enum.GetValues<PenState>();
        page.Append("<h2>Transitions</h2><table><tr><th>from \\ to</th>");
        page.Append(string.Concat(states.Select(to => $"<th>{to}</th>"))).Append("</tr>");
        foreach (PenState from in states)
        {
            page.Append($"<tr><th>{from}</th>");
            foreach (PenState to in states)
            {
                long count = s.Transitions[((int)from * 8) + (int)to];
                bool expected = StateRules.Table.Contains((from, to));
                string text =
                    count > 0 ? count.ToString("N0", CultureInfo.InvariantCulture)
                    : expected ? "never"
                    : "·";
                page.Append($"<td{(expected && count == 0 ? " class=bad" : count == 0 ? " class=none" : "")}>{text}</td>");
            }

            page.Append("</tr>");
        }

        page.Append("</table>");
    }

    private static void Reactions(StringBuilder page, CampaignSummary s)
    {
        page.Append(
            "<h2>From the cause to a motor without drive</h2><p>Measured in the physics, where one cause alone stopped a run.</p>"
        );
        foreach ((string cause, ReactionFigures f) in s.Reactions)
        {
            string fault = f.Fault == 0 ? "hardware" : $"FLT-{f.Fault} {FaultText.Name((FaultId)f.Fault)}";
            int excess = s.WorstExcessMicrons.GetValueOrDefault(cause);
            Figures(page, f, $"{cause} → {fault}", $"; deepest beyond the set depth {excess} µm");
        }

        page.Append("<h2>From a stop to a motor without drive</h2><p>Every stop of a driven motor, whoever asked for it.</p>");
        foreach ((string source, ReactionFigures f) in s.Stops)
        {
            Figures(page, f, source, "");
        }
    }

    private static void Figures(StringBuilder page, ReactionFigures f, string heading, string more)
    {
        page.Append(
            Invariant(
                $"<h3>{heading}</h3><p>{f.Count:N0} times, median {f.MedianMs:0} ms, worst {f.WorstMs:0} ms (seed {f.WorstSeed}), limit {f.LimitMs:0} ms{more}.</p>"
            )
        );
        Histogram(page, f);
    }

    private static void Histogram(StringBuilder page, ReactionFigures f)
    {
        const int width = 640;
        const int height = 90;
        double span = Math.Max(f.LimitMs, f.WorstMs) * 1.05;
        int most = f.Bins.Values.DefaultIfEmpty(1).Max();
        page.Append(
            Invariant($"<svg viewBox=\"0 0 {width} {height + 18}\" width=\"{width}\" role=\"img\" aria-label=\"histogram\">")
        );
        foreach ((int bin, int count) in f.Bins)
        {
            double x = bin * ReactionFigures.BinMs / span * width;
            double w = Math.Max(1.5, ReactionFigures.BinMs / span * width);
            double h = Math.Max(1, (double)count / most * (height - 4));
            page.Append(
                Invariant($"<rect x=\"{x:0.0}\" y=\"{height - h:0.0}\" width=\"{w:0.0}\" height=\"{h:0.0}\" fill=\"#2a6f97\"/>")
            );
        }

        double limit = f.LimitMs / span * width;
        page.Append(
            Invariant(
                $"<path d=\"M{limit:0.0} 0V{height}\" stroke=\"#000\" stroke-dasharray=\"4 3\"/><text x=\"{limit - 4:0.0}\" y=\"12\" text-anchor=\"end\" font-size=\"11\">limit {f.LimitMs:0} ms</text><text x=\"0\" y=\"{height + 14}\" font-size=\"11\">0 ms</text></svg>"
            )
        );
    }

    private static void Faults(StringBuilder page, CampaignSummary s)
    {
        page.Append("<h2>Faults and causes</h2><table><tr><th>fault</th><th>treatments</th></tr>");
        for (int fault = 1; fault <= FaultText.Count; fault++)
        {
            string name = FaultText.Name((FaultId)fault);
            string count = s.Faults[fault] == 0 ? "never" : s.Faults[fault].ToString("N0", CultureInfo.InvariantCulture);
            page.Append($"<tr{(s.Faults[fault] == 0 ? " class=bad" : "")}><td>FLT-{fault} {name}</td><td>{count}</td></tr>");
        }

        page.Append("</table><table><tr><th>injected</th><th>treatments</th></tr>");
        foreach ((string cause, int count) in s.Causes)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{cause}</td><td>{count:N0}</td></tr>");
        }

        page.Append("</table>");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
