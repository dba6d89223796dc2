using System;
using Pen.Records.Knowledge;
using Pen.Records.Texts;

namespace Pen.Records.Reports;

/// <summary>What every report needs beside the records.</summary>
/// <param name="Texts">Its language.</param>
/// <param name="Library">What is known of treatments.</param>
/// <param name="Zone">The practice's time zone: all times are told in it.</param>
/// <param name="Made">When the report is made.</param>
public sealed record ReportContext(TextTable Texts, ProtocolLibrary Library, TimeZoneInfo Zone, DateTimeOffset Made)
{
    /// <summary>With what this program brings, at this computer's time.</summary>
    /// <param name="language">Two letters.</param>
    /// <exception cref="ArgumentException">There is no such language.</exception>
    public static ReportContext Here(string language) =>
        new(TextTable.Load(language), ProtocolLibrary.BuiltIn, TimeZoneInfo.Local, DateTimeOffset.Now);

    internal ReportWords Words => new(Texts, Zone);
}
