using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Reports.Html;
using Pen.Records.Reports.Plots;
using Pen.Records.Texts;

namespace Pen.Records.Reports;

/// <summary>Words, numbers and times of one language, at one place's time. Every number says its unit, or its column does.</summary>
internal sealed partial class ReportWords(TextTable texts, TimeZoneInfo zone) : IPlotWords
{
    /// <summary>Space at which no line is broken.</summary>
    public const string Space = "\u00A0";

    /// <summary>Stands where there is nothing to tell.</summary>
    public const string None = "–";

    /// <summary>Two letters.</summary>
    public string Language => texts.Language;

    /// <summary>The texts.</summary>
    public TextTable Texts => texts;

    /// <summary>A text.</summary>
    public string Get(string key, params object[] values) => texts.Get(key, values);

    /// <summary>A text in whose places stand what people entered, each on its own.</summary>
    public IEnumerable<object> Say(string key, params object[] values) =>
        Places()
            .Split(texts.Get(key))
            .Select(part =>
                part is ['{', .. var number, '}']
                    ? values[int.Parse(number, CultureInfo.InvariantCulture)] is string entered
                        ? Tag.Entered(entered)
                        : values[int.Parse(number, CultureInfo.InvariantCulture)]
                    : part
            );

    /// <summary>A name of an enumeration: "report.stop.host-stop".</summary>
    public string Name(string group, Enum value)
    {
        string key = $"{group}.{System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString())}";
        return texts.Has(key) ? Get(key) : Get("report.unknown", value);
    }

    /// <summary>What the texts call an id; the id itself where a clinic's own protocols have brought it.</summary>
    public string Called(string group, string id) => texts.Has($"{group}.{id}") ? Get($"{group}.{id}") : id;

    /// <summary>Where on the body.</summary>
    public string Area(TreatmentArea area) =>
        area == TreatmentArea.Unspecified ? Get("report.area.unspecified") : Name("area", area);

    /// <summary>Number and name of a fault.</summary>
    public string Fault(FaultId fault) =>
        texts.Has($"report.fault.{(int)fault}")
            ? $"FLT-{(int)fault} {Get($"report.fault.{(int)fault}")}"
            : $"FLT-{(int)fault} {Get("report.fault.unknown")}";

    /// <summary>A whole number, thousands apart.</summary>
    public string Count(long number) => Local(number.ToString("#,##0", CultureInfo.InvariantCulture));

    /// <summary>A number with decimal places.</summary>
    public string Decimal(double number, int places) =>
        Local(number.ToString("#,##0" + (places > 0 ? "." + new string('0', places) : ""), CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public string Range(string name, string lowest, string highest) => Get("report.plot.desc", name, lowest, highest);

    /// <summary>Millimetres, without the unit; µm in.</summary>
    public string Mm(int microns) => Decimal(microns / 1000.0, 2);

    /// <summary>Millimetres as the stop is measured, without the unit; µm in.</summary>
    public string FineMm(int microns) => Decimal(microns / 1000.0, 3);

    /// <summary>Millimetres with a sign, without the unit; µm in.</summary>
    public string SignedMm(int microns) =>
        (
            microns > 0 ? "+"
            : microns < 0 ? "−"
            : ""
        ) + Decimal(Math.Abs(microns) / 1000.0, 3);

    /// <summary>A number and its unit on one line.</summary>
    public static string With(string number, string unit) => number + Space + unit;

    /// <summary>A time that something took.</summary>
    public string Took(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1) ? With(Decimal(time.TotalSeconds, 1), "s")
        : time < TimeSpan.FromHours(1) ? With($"{time.Minutes}", "min") + Space + With($"{time.Seconds:00}", "s")
        : With(Count((long)time.TotalHours), "h") + Space + With($"{time.Minutes:00}", "min");

    /// <summary>A time where the practice is.</summary>
    public DateTimeOffset Here(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone);

    /// <summary>A day where the practice is.</summary>
    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(Here(time).DateTime);

    /// <summary>"21 November 2026".</summary>
    public string Day(DateOnly day) => Get("report.day", day.Day, Get($"month.{day.Month}"), day.Year);

    /// <summary>"21 November 2026".</summary>
    public string Day(DateTimeOffset time) => Day(DayOf(time));

    /// <summary>"Saturday, 21 November".</summary>
    public string Weekday(DateOnly day) =>
        Get("report.weekday", Get($"day.{(int)day.DayOfWeek}"), day.Day, Get($"month.{day.Month}"));

    /// <summary>"14:30".</summary>
    public string Clock(DateTimeOffset time) => Get("report.clock", $"{Here(time):HH:mm}");

    /// <summary>"14:30:05", as tables have it.</summary>
    public string ClockSeconds(DateTimeOffset time) => $"{Here(time):HH:mm:ss}";

    /// <summary>"21 November 2026, 14:30".</summary>
    public string Moment(DateTimeOffset time) => $"{Day(time)}, {Clock(time)}";

    /// <summary>Where a value is from: "S2:9, a clinic's page".</summary>
    public string Cited(ProtocolLibrary library, string from) =>
        Citation.TryParse(from, out Citation citation) && library.Sources.TryGetValue(citation.Source, out SourceInfo? source)
            ? $"{from}, {Name("kind", source.Kind)}"
            : from;

    private string Local(string invariant) =>
        string.Concat(
            invariant.Select(c =>
                c == '.' ? Get("number.decimal")
                : c == ',' ? Get("number.group")
                : c == '-' ? "−"
                : $"{c}"
            )
        );

    [GeneratedRegex(@"(\{\d\})")]
    private static partial Regex Places();
}
