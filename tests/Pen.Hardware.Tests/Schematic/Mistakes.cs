using System;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>Mistakes planted in a copy of the schematic's files, as a slip of the hand would make them.</summary>
internal static class Mistakes
{
    /// <summary>Plants one.</summary>
    public static void Plant(KiCad kicad, string mistake)
    {
        switch (mistake)
        {
            case "the gate's input from the start latch is open":
                kicad.Edit("gate.kicad_sch", s => Last(s, "(label \"STARTED\"", "(label \"STARTED_\""));
                break;
            case "PWM and servo are swapped":
                kicad.Edit(
                    "processor.kicad_sch",
                    s =>
                        First(
                            First(
                                First(s, "(global_label \"MOTOR_PWM\"", "(global_label \"?\""),
                                "(global_label \"SERVO_PWM\"",
                                "(global_label \"MOTOR_PWM\""
                            ),
                            "(global_label \"?\"",
                            "(global_label \"SERVO_PWM\""
                        )
                );
                break;
            case "the pull-down of enable is missing":
                kicad.Edit("gate.kicad_sch", s => WithoutSymbol(s, "R304"));
                break;
            case "the watchdog does not reach the latch":
                kicad.Edit("gate.kicad_sch", s => Last(s, "(label \"LATCH_CLEAR_N\"", "(label \"LATCH_CLEAR\""));
                break;
            case "the bridge is driven past the PWM's gate":
                kicad.Edit("motor.kicad_sch", s => First(s, "(global_label \"DRIVE\"", "(global_label \"GATE_ON\""));
                break;
            case "the grounds are joined":
                kicad.Edit("usb.kicad_sch", s => First(s, "(property \"Value\" \"GND_USB\"", "(property \"Value\" \"GND\""));
                break;
            case "the bridge may sleep":
                kicad.Edit("motor.kicad_sch", s => WithoutSymbol(s, SymbolAtSleep(s)));
                break;
            case "the motor's supply is not switched":
                kicad.Edit(
                    "motor.kicad_sch",
                    s => s.Replace("(property \"Value\" \"VM\"", "(property \"Value\" \"V6\"", StringComparison.Ordinal)
                );
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(mistake), mistake, "No such mistake is known.");
        }
    }

    /// <summary>The power symbol nearest below the bridge's sleep pin.</summary>
    private static string SymbolAtSleep(string sheet)
    {
        int at = sheet.IndexOf("(at 193.04 66.04 0)", StringComparison.Ordinal);
        int reference = sheet.IndexOf("\"Reference\" \"", at, StringComparison.Ordinal) + "\"Reference\" \"".Length;
        return at < 0 ? "" : sheet[reference..sheet.IndexOf('"', reference)];
    }

    private static string First(string text, string old, string fresh) =>
        Replace(text, text.IndexOf(old, StringComparison.Ordinal), old, fresh);

    private static string Last(string text, string old, string fresh) =>
        Replace(text, text.LastIndexOf(old, StringComparison.Ordinal), old, fresh);

    private static string Replace(string text, int at, string old, string fresh) =>
        at < 0 ? text : string.Concat(text.AsSpan(0, at), fresh, text.AsSpan(at + old.Length));

    /// <summary>The sheet without one symbol: from its opening parenthesis to the one that closes it.</summary>
    private static string WithoutSymbol(string text, string reference)
    {
        int name = text.IndexOf($"(property \"Reference\" \"{reference}\"", StringComparison.Ordinal);
        int start = name < 0 ? -1 : text.LastIndexOf("(symbol\n", name, StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        int depth = 0;
        int end = start;
        do
        {
            depth += text[end] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            end++;
        } while (depth > 0);

        return text.Remove(start, end - start);
    }
}
