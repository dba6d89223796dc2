using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pen.Hardware.Tests.Schematic;

/// <summary>A part of the schematic.</summary>
/// <param name="Ref">Its reference, as <c>R304</c>.</param>
/// <param name="Value">Its value, as <c>10k</c>.</param>
/// <param name="Footprint">Its footprint, library and name.</param>
/// <param name="Fields">Further fields: manufacturer, number, alternate.</param>
internal sealed record Part(string Ref, string Value, string Footprint, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The value in its base unit: Ω, F or H.</summary>
    public double Amount
    {
        get
        {
            Match match = Regex.Match(Value, @"^([\d.]+)([pnumkM]?)", RegexOptions.None, TimeSpan.FromSeconds(1));
            double factor = match.Groups[2].Value switch
            {
                "p" => 1e-12,
                "n" => 1e-9,
                "u" => 1e-6,
                "m" => 1e-3,
                "k" => 1e3,
                "M" => 1e6,
                _ => 1,
            };
            return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * factor;
        }
    }
}

/// <summary>A pin on a net.</summary>
/// <param name="Ref">The part.</param>
/// <param name="Pin">The pin's number.</param>
/// <param name="Function">The pin's name.</param>
/// <param name="Type">Electrical type, as KiCad says it.</param>
internal sealed record Node(string Ref, string Pin, string Function, string Type)
{
    /// <summary>Part and pin, as <c>U301.6</c>.</summary>
    public string Name => Ref + "." + Pin;
}

/// <summary>Which pins the schematic joins, as KiCad reads it.</summary>
internal sealed class Netlist
{
    private readonly Dictionary<string, string> netOfPin = [];

    /// <summary>Reads KiCad's XML netlist.</summary>
    public Netlist(XDocument document)
    {
        foreach (XElement comp in document.Descendants("comp"))
        {
            string reference = (string)comp.Attribute("ref")!;
            Parts[reference] = new Part(
                reference,
                (string?)comp.Element("value") ?? "",
                (string?)comp.Element("footprint") ?? "",
                comp.Descendants("field").ToDictionary(f => (string)f.Attribute("name")!, f => f.Value, StringComparer.Ordinal)
            );
        }

        foreach (XElement net in document.Descendants("net"))
        {
            // A local label carries its sheet's path; the names are unique without it.
            string name = ((string)net.Attribute("name")!).Split('/')[^1];
            Nets[name] =
            [
                .. net.Elements("node")
                    .Select(n => new Node(
                        (string)n.Attribute("ref")!,
                        (string)n.Attribute("pin")!,
                        (string?)n.Attribute("pinfunction") ?? "",
                        (string?)n.Attribute("pintype") ?? ""
                    )),
            ];
            foreach (Node node in Nets[name])
            {
                netOfPin[node.Name] = name;
            }
        }
    }

    /// <summary>Parts by reference.</summary>
    public Dictionary<string, Part> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>Pins by net.</summary>
    public Dictionary<string, IReadOnlyList<Node>> Nets { get; } = new(StringComparer.Ordinal);

    /// <summary>The net of a pin, or "" where there is none.</summary>
    public string NetOf(string pin) => netOfPin.GetValueOrDefault(pin, "");

    /// <summary>The other end's net of a two-pin part.</summary>
    public string Across(string reference, string net) =>
        NetOf(reference + ".1") == net ? NetOf(reference + ".2") : NetOf(reference + ".1");

    /// <summary>Two-pin parts of a kind (R, C …) between two nets.</summary>
    public IEnumerable<Part> Between(char kind, string one, string other) =>
        Nets.GetValueOrDefault(one, []).Where(n => n.Ref[0] == kind && Across(n.Ref, one) == other).Select(n => Parts[n.Ref]);
}
