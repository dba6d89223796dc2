using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Pen.Client;
using Pen.Companion.Web;
using Pen.Protocol;

namespace Pen.Companion.Tests;

/// <summary>Everything that a pen, its port or its line can say: in English as the library says it, in German with the same values.</summary>
public sealed partial class PenWordTests
{
    private static readonly Words English = new("en");
    private static readonly Words German = new("de");

    [Fact]
    public void InEnglishTheLibrarySpeaksItself() =>
        Assert.All(
            All(),
            problem => Assert.Equal(new Problem(problem.Problem, problem.Cure), PenProblems.Of(problem, English))
        );

    [Fact]
    public void EveryKindIsSaidInGermanWithItsValues() =>
        Assert.All(
            All(),
            problem =>
            {
                Problem said = PenProblems.Of(problem, German);
                Assert.NotEqual(problem.Problem, said.What);
                Assert.NotEqual(problem.Cure, said.Cure);
                Assert.DoesNotContain('{', said.What + said.Cure);
                foreach (string value in Values().Matches(problem.Problem).Select(m => m.Value.TrimEnd('.', ':', ',', ';')))
                {
                    // Versions and addresses keep their points; quantities have the language's own.
                    Assert.True(
                        said.What.Contains(value, StringComparison.Ordinal)
                            || said.What.Contains(value.Replace('.', ','), StringComparison.Ordinal),
                        $"{value} is not in: {said.What}"
                    );
                }
            }
        );

    [Fact]
    public void ADepthIsWrittenAsTheLanguageWritesIt()
    {
        PenRefusedException refused = Refused(RefusalCode.OutOfRange, RequestField.Depth, LimitOrigin.Cartridge, 1500, 1000);
        Assert.Equal(
            new Problem(
                "Der Pen lehnt 1,50 mm ab: die Kartusche erlaubt höchstens 1,00 mm.",
                "Wählen Sie als Tiefe höchstens 1,00 mm, oder eine andere Kartusche."
            ),
            PenProblems.Of(refused, German)
        );
    }

    [Fact]
    public void EveryKindOfPortLinkAndDeviceIsAmongThem()
    {
        List<PenException> all = All();
        Assert.Equal(Enum.GetValues<PortProblem>(), all.OfType<PenPortException>().Select(p => p.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<LinkFailure>(), all.OfType<PenLinkException>().Select(p => p.Failure).Distinct().Order());
        Assert.Equal(
            Enum.GetValues<WrongDevice>(),
            all.OfType<PenWrongDeviceException>().Select(p => p.Kind).Distinct().Order()
        );
    }

    /// <summary>One of each that the library can make: by every one of its own makers, and every refusal with every origin and state.</summary>
    private static List<PenException> All() =>
        [
            .. typeof(PenException)
                .Assembly.GetTypes()
                .Where(t => t.IsSubclassOf(typeof(PenException)))
                .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(m => m.ReturnType.IsSubclassOf(typeof(PenException)))
                .SelectMany(Made),
            new PenVersionException("/dev/ttyUSB0", new Version(2, 0), new Version(1, 2)),
            new PenVersionException("/dev/ttyUSB0", new Version(0, 9), new Version(1, 2)),
            new PenLogMismatchException("PEN-7", "/logs/PEN-7", 12),
            new PenLogMismatchException("PEN-7", "/logs/PEN-8", null),
            .. from code in Enum.GetValues<RefusalCode>()
            from field in Fields(code)
            select Refused(code, field, LimitOrigin.Hardware, 2, 1),
            .. Enum.GetValues<LimitOrigin>().Select(o => Refused(RefusalCode.OutOfRange, RequestField.Speed, o, 200, 150)),
            .. Enum.GetValues<PenState>()
                .Select(s => Refused(RefusalCode.WrongState, RequestField.State, LimitOrigin.State, 0, 0, s)),
            .. Enum.GetValues<FaultId>()
                .Select(f => Refused(RefusalCode.FaultActive, RequestField.Fault, LimitOrigin.State, (int)f, 0)),
            .. Enum.GetValues<CartridgeRefusal>()
                .Select(r => Refused(RefusalCode.ProfileRefused, RequestField.Profile, LimitOrigin.Cartridge, (int)r, 0)),
        ];

    private static IEnumerable<RequestField> Fields(RefusalCode code) =>
        code == RefusalCode.OutOfRange
            ? Enum.GetValues<RequestField>()
            : [RequestField.Depth, RequestField.Battery, RequestField.Temperature, RequestField.None];

    private static PenRefusedException Refused(
        RefusalCode code,
        RequestField field,
        LimitOrigin origin,
        int value,
        int limit,
        PenState state = PenState.Standby
    )
    {
        var refusal = new Refusal(code, field, origin, state, value, limit);
        return new PenRefusedException(refusal, RefusalText.Describe(refusal));
    }

    /// <summary>What a maker makes, with everything given and with what may be left out left out.</summary>
    private static IEnumerable<PenException> Made(MethodInfo maker)
    {
        foreach (bool given in new[] { true, false })
        {
            yield return (PenException)maker.Invoke(null, [.. maker.GetParameters().Select(p => Argument(p, given))])!;
        }
    }

    private static object? Argument(ParameterInfo parameter, bool given) =>
        parameter.ParameterType switch
        {
            { } t when t == typeof(string) && parameter.Name is "holder" or "group" => given ? "minicom (4711)" : null,
            { } t when t == typeof(string) && parameter.Name is "why" => "it is not a serial port",
            { } t when t == typeof(string) => "/dev/ttyUSB0",
            { } t when t == typeof(int) => 7,
            { } t when t == typeof(TimeSpan) => TimeSpan.FromMilliseconds(250),
            { } t when t == typeof(PenRefusedException) => Refused(
                RefusalCode.HelloNeeded,
                RequestField.None,
                LimitOrigin.None,
                0,
                0
            ),
            _ => null,
        };

    /// <summary>Numbers, paths and addresses within a sentence.</summary>
    [GeneratedRegex(@"pen://\S+|/[\w/.-]+|\d+(?:\.\d+)?")]
    private static partial Regex Values();
}
