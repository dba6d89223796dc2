using System;
using System.Linq;
using Pen.Benchmarks;

foreach (QualityRow row in ControlQuality.Measure())
{
    Console.WriteLine($"{(row.Holds ? "ok  " : "FAIL")} {row.Id}  {row.What, -42} {row.Measured, -46} {row.Limit}");
}
