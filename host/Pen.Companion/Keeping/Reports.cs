using System;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Reports;
using Pen.Records.Texts;

namespace Pen.Companion.Keeping;

/// <summary>What reports need beside the records.</summary>
public static class Reports
{
    /// <summary>In the visit's language, by the practice's own protocols, at this computer's time.</summary>
    public static ReportContext Context(Words words, Practice practice) => Context(words.Texts, practice);

    /// <summary>The same in another language.</summary>
    public static ReportContext Context(TextTable texts, Practice practice) =>
        new(texts, practice.Library, TimeZoneInfo.Local, DateTimeOffset.Now);
}
