using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Companion.Web;
using Pen.Protocol;
using Pen.Records.Knowledge;

namespace Pen.Companion.Service;

/// <summary>A pen's settings in words: what they do, and what their values mean.</summary>
public static class SettingText
{
    /// <summary>What it does, in a sentence or two.</summary>
    public static string What(SettingId id, Words words) => words[$"setting.{id}.what"];

    /// <summary>Whether it chooses between a few things, instead of being a number.</summary>
    public static bool IsChoice(SettingId id) => id == SettingId.PresetArea || SettingTable.Max(id) == 1;

    /// <summary>The values of a choice with their words.</summary>
    public static IEnumerable<(int Value, string Words)> Choices(SettingId id, Words words) =>
        Enumerable
            .Range(SettingTable.Min(id), SettingTable.Max(id) - SettingTable.Min(id) + 1)
            .Select(v => (v, Value(id, v, words)));

    /// <summary>A value in words, or as a number with its unit.</summary>
    public static string Value(SettingId id, int value, Words words)
    {
        if (id == SettingId.PresetArea)
        {
            var area = (TreatmentArea)value;
            return area == TreatmentArea.Unspecified || !Enum.IsDefined(area)
                ? words["setting.PresetArea.none"]
                : words["area." + AreaNames.Id(area)];
        }

        return IsChoice(id) && value is 0 or 1 ? words[$"setting.{id}.{value}"] : Number(value, Unit(id, words), words);
    }

    /// <summary>The unit behind a number.</summary>
    public static string Unit(SettingId id, Words words) =>
        SettingTable.Unit(id) switch
        {
            "counts" => words["setting.counts"],
            "counts/mm" => words["setting.counts"] + "/mm",
            { } unit => unit,
        };

    private static string Number(int value, string unit, Words words) =>
        (value.ToString("N0", words.Culture) + " " + unit).TrimEnd();
}
