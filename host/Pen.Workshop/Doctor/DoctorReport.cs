using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Client;

namespace Pen.Workshop.Doctor;

/// <summary>What the doctor found.</summary>
public sealed class DoctorReport
{
    /// <summary>The findings, in the order of the way from the program to the pen.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Why no pen could be asked; null when one was.</summary>
    public PenException? Unreachable { get; set; }

    /// <summary>Who answered; null when nobody did.</summary>
    public PenIdentity? Pen { get; set; }

    /// <summary>Everything that it said of itself; null when nobody answered.</summary>
    public PenStatus? Status { get; set; }

    /// <summary>Its settings.</summary>
    public IReadOnlyList<SettingValue> Settings { get; set; } = [];

    /// <summary>The newest records of its log; bounded.</summary>
    public IReadOnlyList<LogEntry> Log { get; set; } = [];

    /// <summary>What the flashing port said; bounded, printable.</summary>
    public string BootConsole { get; set; } = "";

    /// <summary>Addresses that were used: their names may carry a person's name.</summary>
    public List<string> Addresses { get; } = [];

    /// <summary>Whether something is wrong.</summary>
    public bool HasTrouble => Findings.Any(f => f.Level == FindingLevel.Trouble);

    internal void Well(string topic, string text) => Findings.Add(new Finding(FindingLevel.Well, topic, text));

    internal void Note(string topic, string text, string cure = "") =>
        Findings.Add(new Finding(FindingLevel.Note, topic, text, cure));

    internal void Trouble(string topic, string text, string cure) =>
        Findings.Add(new Finding(FindingLevel.Trouble, topic, text, cure));
}
