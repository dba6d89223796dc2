using System;
using System.Linq;
using System.Text.Json;
using Pen.Protocol;

namespace Pen.Records.Knowledge;

/// <summary>The pen's areas by the ids of the data: "upper-lip" is UpperLip.</summary>
public static class AreaNames
{
    /// <summary>Id of an area.</summary>
    public static string Id(TreatmentArea area) => JsonNamingPolicy.KebabCaseLower.ConvertName(area.ToString());

    /// <summary>The area with an id; Unspecified where there is none.</summary>
    public static TreatmentArea Find(string id) => Enum.GetValues<TreatmentArea>().FirstOrDefault(a => Id(a) == id);
}
