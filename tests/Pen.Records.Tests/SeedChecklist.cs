using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.Records.Knowledge;

namespace Pen.Records.Tests;

/// <summary>One statement of a source text, as somebody has read it.</summary>
/// <param name="From">Source and line, as the data cite it.</param>
/// <param name="Says">What it says, in our words.</param>
/// <param name="Where">Kind and id of the piece of data that holds it; empty when it is left out.</param>
/// <param name="LeftOut">Why it is left out; empty when it is not.</param>
internal sealed record SeedStatement(string From, string Says, string Where, string LeftOut)
{
    private const string Out = "left out: ";

    public static IReadOnlyList<SeedStatement> All { get; } = [.. Lines().Select(Parse)];

    /// <summary>Every piece of data that cites a source, by kind and id.</summary>
    public static ILookup<string, string> Cited(ProtocolLibrary library) =>
        Citations(library).ToLookup(c => c.Where, c => c.From);

    private static IEnumerable<(string Where, string From)> Citations(ProtocolLibrary l)
    {
        IEnumerable<(string, IEnumerable<string>)> pieces =
        [
            ("general:general", l.General.Sessions.Concat(l.General.IntervalWeeks).Select(r => r.From)),
            .. l.Indications.Select(i =>
                (
                    "indication:" + i.Id,
                    i.From.Concat(i.Sessions.Concat(i.IntervalWeeks).Select(r => r.From)).Concat(i.Results.Select(r => r.From))
                )
            ),
            .. l.Results.Select(r => ("results:" + r.Text, One(r.From))),
            .. l.Combination.Select(r => ("combination:" + r.Text, One(r.From))),
            .. l.Areas.Select(a => ("area:" + a.Id, (IEnumerable<string>)a.From)),
            .. l.Devices.Select(d => ("device:" + d.Id, (IEnumerable<string>)d.From)),
            .. l.Steps.Select(s => ("step:" + s.Id, s.From.Concat(s.Minutes.Select(m => m.From)))),
            .. l.SessionMinutes.Select(m => ("minutes:" + m.When, One(m.From))),
            .. l.Aftercare.Select(a => ("aftercare:" + a.Id, a.Hours.Concat(a.Spf).Select(h => h.From).Concat(a.Also))),
            .. l.Expectations.Select(e => ("expect:" + e.Text, (IEnumerable<string>)e.From)),
            .. l.SideEffects.Select(s => ("side:" + s.Id, (IEnumerable<string>)s.From)),
            .. l.Questions.Select(q => ("question:" + q.Id, q.Days.Select(d => d.From).Concat(q.Also))),
        ];
        return pieces.SelectMany(p => p.Item2.Select(from => (p.Item1, from)));
    }

    private static IEnumerable<string> One(string from) => [from];

    private static IEnumerable<string> Lines()
    {
        using Stream stream = typeof(SeedStatement).Assembly.GetManifestResourceStream("checklist.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }

    private static SeedStatement Parse(string line)
    {
        string[] parts = [.. line.Split('|').Select(p => p.Trim())];
        Assert.Equal(3, parts.Length);
        bool left = parts[2].StartsWith(Out, StringComparison.Ordinal);
        return new SeedStatement(parts[0], parts[1], left ? "" : parts[2], left ? parts[2][Out.Length..] : "");
    }
}
