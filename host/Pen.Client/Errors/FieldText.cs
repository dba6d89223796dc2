using System;
using System.Globalization;
using Pen.Protocol;

namespace Pen.Client;

/// <summary>Numbers of a refusal with the unit that a person expects.</summary>
internal static class FieldText
{
    /// <summary>The value of a field, as a text or a member of an enumeration; <paramref name="setting"/> is the setting concerned, if one is.</summary>
    public static object Format(RequestField field, int value, SettingId setting = SettingId.None)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        switch (field)
        {
            case RequestField.Depth:
                return (value / 1000.0).ToString("0.00", plain) + " mm";
            case RequestField.Speed:
            case RequestField.Rate:
                return value.ToString(plain) + " Hz";
            case RequestField.Battery:
                return (value / 1000.0).ToString("0.00", plain) + " V";
            case RequestField.Temperature:
                return (value / 10.0).ToString("0.0", plain) + " °C";
            case RequestField.RunningTime:
                return value >= 120_000
                    ? (value / 60_000.0).ToString("0.#", plain) + " min"
                    : (value / 1000.0).ToString("0.#", plain) + " s";
            case RequestField.Clock:
                return DateTimeOffset.FromUnixTimeSeconds((uint)value).ToString("yyyy-MM-dd HH:mm:ss", plain) + " UTC";
            case RequestField.Area:
                return (TreatmentArea)value;
            case RequestField.Fault:
                return FaultText.Name((FaultId)value);
            case RequestField.State:
                return (PenState)value;
            case RequestField.FirstRecord:
            case RequestField.Sequence:
                return ((uint)value).ToString(plain);
            case RequestField.Date:
                return FormattableString.Invariant($"{value / 10000:0000}-{value / 100 % 100:00}-{value % 100:00}");
            case RequestField.Length:
                return value.ToString(plain) + " bytes";
            case RequestField.SettingValue:
                string unit = SettingTable.Unit(setting);
                return value.ToString(plain) + (unit.Length == 0 ? "" : " " + unit);
            default:
                return value.ToString(plain);
        }
    }

    /// <summary>Name of a field within a sentence.</summary>
    public static string Name(RequestField field)
    {
        return field switch
        {
            RequestField.Depth => "depth",
            RequestField.Speed => "speed",
            RequestField.Area => "treatment area",
            RequestField.Reason => "reason",
            RequestField.Rate => "telemetry rate",
            RequestField.SettingId => "setting",
            RequestField.SettingValue => "value of the setting",
            RequestField.Clock => "time",
            RequestField.FirstRecord => "first record",
            RequestField.RecordCount => "number of records",
            RequestField.Actor => "actor",
            RequestField.Serial => "serial number",
            _ => "value",
        };
    }

    /// <summary>Who sets a limit, as the subject of a sentence.</summary>
    public static string Name(LimitOrigin origin)
    {
        return origin switch
        {
            LimitOrigin.Hardware => "the pen's hardware",
            LimitOrigin.Label => "the labelled indication",
            LimitOrigin.Area => "this treatment area",
            LimitOrigin.Cartridge => "the cartridge",
            LimitOrigin.DepthSpeedTable => "the prepared depth",
            LimitOrigin.Protocol => "the protocol",
            LimitOrigin.State => "the pen's state",
            LimitOrigin.Time => "the time limit",
            LimitOrigin.Setting => "this setting",
            LimitOrigin.Running => "the run in progress",
            _ => "the pen",
        };
    }
}
