using System;
using System.Collections.Generic;
using System.IO;

namespace Pen.Companion;

/// <summary>Whether a simulated pen is there from the start.</summary>
public enum SimulateChoice
{
    /// <summary>When no pen is found at the start.</summary>
    Auto,

    /// <summary>In any case.</summary>
    Yes,

    /// <summary>Not; one can be started on the page of pens.</summary>
    No,
}

/// <summary>How the companion runs.</summary>
public sealed record CompanionOptions
{
    /// <summary>Where this program keeps what is its own, unless told otherwise: PEN_COMPANION, or the user's settings folder.</summary>
    public static string DefaultHome =>
        Environment.GetEnvironmentVariable("PEN_COMPANION") is { Length: > 0 } place
            ? place
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.Create),
                "penfirmware",
                "companion"
            );

    /// <summary>Where it listens: addresses such as http://127.0.0.1:5180. Other than loopback only with HTTPS and accounts.</summary>
    public required IReadOnlyList<Uri> Listen { get; init; }

    /// <summary>Further addresses of pens, beside the ports of this machine.</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    /// <summary>Whether the ports of this machine are searched for pens.</summary>
    public bool SearchPorts { get; init; } = true;

    /// <summary>Whether a simulated pen is there from the start.</summary>
    public SimulateChoice Simulate { get; init; } = SimulateChoice.Auto;

    /// <summary>Where the records are: a file, or postgres://….</summary>
    public required string Records { get; init; }

    /// <summary>File of the records' key.</summary>
    public required string Key { get; init; }

    /// <summary>Folder of the practice's own protocols; null for none.</summary>
    public string? Protocols { get; init; }

    /// <summary>Folder in which logs of pens are kept.</summary>
    public required string Logs { get; init; }

    /// <summary>Folder of what this program keeps itself: accounts, tokens, certificate, settings.</summary>
    public required string Home { get; init; }

    /// <summary>Whether a browser is opened at the start.</summary>
    public bool OpenBrowser { get; init; } = true;
}
