using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Pen.Hardware.Tests.Bench;
using Pen.Simulator.Parts;
using Xunit;

namespace Pen.Hardware.Tests.Mechanics;

/// <summary>P4: what the note says about tips that go in, or do not, when the motor stands.</summary>
public class ReturnTests
{
    private const string Heading = "Do the tips go in when the motor stands?";
    private const int Stops = 1000;

    /// <summary>Fastest stroke in Hz (LIM-5).</summary>
    private const double FastestHz = 150;

    /// <summary>Stops that the count in the note may differ by: another library's sine turns a few of them.</summary>
    private const int Doubt = 4;

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1.5)]
    [InlineData(2, 3.0)]
    public async Task TheNoteSaysWhereTheMotorHangs(int row, double depthMm)
    {
        IReadOnlyDictionary<string, double> with = await Drawing.Drawn;
        var without = new Dictionary<string, double>(with) { ["end_spring_n"] = 0 };
        var eccentric = new Eccentric(with, depthMm);
        string[] cells = Note.Read().Table(Heading)[row];
        Assert.Equal([Invariant($"{depthMm:F1} mm"), Zone(new Eccentric(without, depthMm)), Zone(eccentric)], cells.Take(3));
        Assert.InRange(LeftOut(eccentric), MarkdownTable.Number(cells[3]) - Doubt, MarkdownTable.Number(cells[3]) + Doubt);
    }

    /// <summary>Besides the dead zone there is no place where the motor can rest with its tips out.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(1.5)]
    [InlineData(3.0)]
    [InlineData(3.4)]
    public async Task OnlyTheOutermostDeadCentreHoldsTheTipsOut(double depthMm)
    {
        var eccentric = new Eccentric(await Drawing.Drawn, depthMm);
        double zone = eccentric.DeadZoneDegrees();
        Assert.InRange(zone, 1, 6);
        for (double degrees = zone + 0.1; degrees < 180; degrees += 0.1)
        {
            double radians = degrees * Math.PI / 180;
            Assert.True(
                eccentric.SpringNm(radians) > Eccentric.FrictionNm || eccentric.OutMm(radians) <= 0,
                $"{degrees:F1}° holds the tips {eccentric.OutMm(radians):F2} mm out"
            );
        }
    }

    [Fact]
    public async Task AWeakCartridgeSpringIsFound()
    {
        using Drawing drawing = new Drawing().Change(
            "parameters.scad",
            "return_spring_rest_n = 0.27;",
            "return_spring_rest_n = 0.02;"
        );
        var eccentric = new Eccentric(await drawing.ParametersAsync(), 3.4);
        Assert.Contains(
            Enumerable.Range(60, 120).Select(degrees => degrees * Math.PI / 180),
            a => eccentric.SpringNm(a) <= Eccentric.FrictionNm && eccentric.OutMm(a) > 0
        );
    }

    [Fact]
    public async Task ParkedTheTipsAreInsideAtEveryAngle()
    {
        var parked = new Eccentric(await Drawing.Drawn, -0.14 + new DepthStop().PlayMm);
        Assert.True(parked.OutMm(0) < 0);
    }

    /// <summary>Neither plunger nor bar may fly past the outermost point: the stop does not hold them there.</summary>
    [Fact]
    public async Task TheSpringsHoldWhatTheyBringBack()
    {
        IReadOnlyDictionary<string, double> p = await Drawing.Drawn;
        var flush = new Eccentric(p, 0);
        double pullPerGram = 1e-6 * p["eccentricity_mm"] * Math.Pow(2 * Math.PI * FastestHz, 2);
        Assert.True(flush.CartridgeNewtons(0) > p["plunger_mass_g"] * pullPerGram);
        Assert.True(flush.EndNewtons(0) > p["bar_mass_g"] * pullPerGram);
        Assert.True(p["bias_spring_n"] > p["bar_mass_g"] * pullPerGram);
        AssertNote($"| plunger's own pull at 150 Hz, 0.4 g | {p["plunger_mass_g"] * pullPerGram:F2} N |");
        AssertNote($"| cartridge's spring at the outermost, depth 0 | {flush.CartridgeNewtons(0):F2} N |");
        AssertNote($"| bar's own pull at 150 Hz, 0.8 g | {p["bar_mass_g"] * pullPerGram:F2} N |");
    }

    [Fact]
    public async Task TheMotorTurnsOverAgainstTheSprings()
    {
        IReadOnlyDictionary<string, double> p = await Drawing.Drawn;
        var deepest = new Eccentric(p, 3);
        double most = Enumerable.Range(0, 1800).Max(i => deepest.SpringNm(i * Math.PI / 1800)) + Eccentric.FrictionNm;
        AssertNote(
            $"| torque to turn over against the springs, at most, with friction | {most * 1000:F2} mNm, {most / Motor.Constant:F2} A |"
        );
        AssertNote(
            $"The springs store {new Eccentric(p, 0).StoredMillijoules():F1} mJ in every stroke ({deepest.StoredMillijoules():F1} mJ at 3.0 mm)"
        );
    }

    private static string Zone(Eccentric eccentric) => Invariant($"±{eccentric.DeadZoneDegrees():F1}°");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void AssertNote(FormattableString text) =>
        Assert.Contains(Invariant(text), Note.Read().Text, StringComparison.Ordinal);

    /// <summary>Stops from 50 to 150 Hz at angles all around that end with the tips out.</summary>
    private static int LeftOut(Eccentric eccentric)
    {
        const double golden = 0.6180339887498949;
        int left = 0;
        for (int i = 0; i < Stops; i++)
        {
            double hz = 50 + (100 * (i * golden % 1));
            (double radians, double seconds) = eccentric.Stop((i + 0.5) * 2 * Math.PI / Stops, hz);
            Assert.InRange(seconds, 0, 0.25);
            left += eccentric.OutMm(radians) > 0 ? 1 : 0;
        }

        return left;
    }
}
