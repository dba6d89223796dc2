using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Pen.Benchmarks;
using Pen.TestBench;

// "dotnet run -c Release --project tests/Pen.Benchmarks" prints the figures; with "plots FOLDER" it also draws the traces. With "records" it
// prints those of the records alone, in a file of their own or in the empty database at the address that follows; with "companion" those of
// the app, and with "soak MINUTES" what its memory does while it treats.
if (args is ["records", ..])
{
    return Print([.. RecordFigures.Measure(args.Length > 1 ? args[1] : null)]);
}

if (args is ["companion"])
{
    return Print(await CompanionFigures.MeasureAsync());
}

if (args is ["soak", { } minutes])
{
    return Print(await CompanionSoak.MeasureAsync(double.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture)));
}

List<QualityRow> rows = ControlQuality.Measure();
rows.Add(Speed.Simulator());
rows.Add(Speed.Allocation());
if (OperatingSystem.IsLinux())
{
    rows.Add(await Speed.RoundTripAsync());
}

rows.AddRange(LogFigures.Measure());
rows.AddRange(Speed.Footprint());
rows.AddRange(RecordFigures.Measure(null));
int exit = Print(rows);
if (args is ["plots", { } folder])
{
    Directory.CreateDirectory(folder);
    foreach (string name in new[] { "start-120", "load-step-100", "stop-firmware", "stop-hardware", "depth-1500" })
    {
        bool depth = name.StartsWith("depth", StringComparison.Ordinal);
        Plot.Write(
            Path.Combine(folder, name + ".svg"),
            name.Replace('-', ' '),
            depth ? "mm" : "Hz",
            ControlQuality.Traces[name]
        );
    }
}

return exit;

static int Print(IReadOnlyList<QualityRow> rows)
{
    foreach (QualityRow row in rows)
    {
        Console.WriteLine($"{(row.Holds ? "ok  " : "FAIL")} {row.Id, -7}  {row.What, -50} {row.Measured, -44} {row.Limit}");
    }

    int missed = rows.Count(r => !r.Holds);
    Console.WriteLine(missed == 0 ? "All figures hold." : $"{missed} of {rows.Count} figures do not hold.");
    return missed == 0 ? 0 : 1;
}
