using System;
using System.Collections.Generic;
using System.Linq;
using Dapper;
using Pen.Records.Store.Model;

namespace Pen.Records.Store;

/// <summary>Which entries of the trail are wanted.</summary>
public sealed record TrailQuery
{
    /// <summary>Only entries before this one; null from the newest on.</summary>
    public long? Before { get; init; }

    /// <summary>Only of these records, such as "client:…"; null for all.</summary>
    public IReadOnlyCollection<string>? Subjects { get; init; }

    /// <summary>Only with this text in who, what or which record, in capital or small letters; empty for all.</summary>
    public string Text { get; init; } = "";

    /// <summary>How many at the most.</summary>
    public int Most { get; init; } = 50;
}

/// <content>The trail, page by page.</content>
public sealed partial class RecordStore
{
    /// <summary>Subjects that are asked for at once.</summary>
    private const int MostSubjects = 1000;

    /// <summary>Entries of the trail, the newest first.</summary>
    public IReadOnlyList<AuditEntry> AuditPage(TrailQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var values = new DynamicParameters(
            new
            {
                before = query.Before ?? long.MaxValue,
                most = query.Most,
                typed = PatternOf(query.Text),
                small = PatternOf(query.Text.ToLowerInvariant()),
            }
        );
        string of = query.Subjects is { } subjects ? $"AND subject IN ({NamesOf(subjects, values)}) " : "";
        // One of the databases knows capitals of English alone: what is typed as it was written is found in any case.
        const string told = "(actor || ' ' || action || ' ' || subject)";
        string with =
            query.Text.Length == 0 ? "" : $"AND ({told} LIKE @typed ESCAPE '!' OR LOWER{told} LIKE @small ESCAPE '!') ";
        return Read<IReadOnlyList<AuditEntry>>(c =>
            [
                .. c.Query<AuditRow>(
                        $"SELECT {AuditRow.Columns} FROM audit WHERE seq < @before {of}{with}ORDER BY seq DESC LIMIT @most",
                        values
                    )
                    .Select(r => new AuditEntry(r.Seq, Time(r.AtMs), r.Actor, r.Action, r.Subject, r.Body)),
            ]
        );
    }

    /// <summary>Each subject as a value of its own, which both databases take.</summary>
    private static string NamesOf(IEnumerable<string> subjects, DynamicParameters values)
    {
        string[] some = [.. subjects.Take(MostSubjects)];
        for (int i = 0; i < some.Length; i++)
        {
            values.Add($"s{i}", some[i]);
        }

        return some.Length == 0 ? "NULL" : string.Join(", ", some.Select((_, i) => $"@s{i}"));
    }

    /// <summary>A part of a text as LIKE takes it: its own signs stand for themselves.</summary>
    private static string PatternOf(string text) =>
        "%"
        + text.Replace("!", "!!", StringComparison.Ordinal)
            .Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal)
        + "%";
}
