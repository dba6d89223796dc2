using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Pen.Simulator.Scenario;

/// <summary>A script that cannot be read: the line and what is wrong with it.</summary>
public sealed class ScriptException(int line, string problem)
    : Exception($"Line {line}: {problem} Write lines such as \"at 2.5 press\" or \"at 20 block-rotor\".");

/// <summary>
/// What happens to a simulated pen, and when, as text: <c>at SECONDS NAME [NUMBER]</c>, one a line, in any order; "#" begins a
/// comment. Names are those of <see cref="InjectionTable"/>; times count from when the script starts to run.
/// </summary>
public sealed class ScenarioScript
{
    private const int MostLines = 10_000;
    private readonly List<(double Seconds, Injection Injection, double Value)> steps = [];
    private int next;

    private ScenarioScript() { }

    /// <summary>Steps that have not happened yet.</summary>
    public int Left => steps.Count - next;

    /// <summary>Reads a script.</summary>
    /// <exception cref="ScriptException">A line is not understood.</exception>
    public static ScenarioScript Parse(string text)
    {
        var script = new ScenarioScript();
        using var reader = new StringReader(text);
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (number > MostLines)
            {
                throw new ScriptException(number, $"A script has at most {MostLines} lines.");
            }

            string[] words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                script.Add(number, words);
            }
        }

        script.steps.Sort((a, b) => a.Seconds.CompareTo(b.Seconds));
        return script;
    }

    /// <summary>Does what is due <paramref name="seconds"/> after the start.</summary>
    /// <returns>Names of what was done.</returns>
    public IReadOnlyList<string> Advance(SimulatedPen pen, double seconds) => Advance((i, value) => i.Act(pen, value), seconds);

    /// <summary>Does what is due, to a pen that is reached in another way.</summary>
    /// <param name="act">Does one of it, with its number.</param>
    /// <param name="seconds">Since the start.</param>
    /// <returns>Names of what was done.</returns>
    public IReadOnlyList<string> Advance(Action<Injection, double> act, double seconds)
    {
        List<string>? done = null;
        while (next < steps.Count && steps[next].Seconds <= seconds)
        {
            (double _, Injection injection, double value) = steps[next++];
            act(injection, value);
            (done ??= []).Add(injection.Name);
        }

        return done ?? (IReadOnlyList<string>)[];
    }

    private void Add(int number, string[] words)
    {
        if (words.Length is < 3 or > 4 || words[0] != "at" || !Number(words[1], out double seconds) || seconds < 0)
        {
            throw new ScriptException(number, "This is not \"at SECONDS NAME [NUMBER]\".");
        }

        Injection injection =
            InjectionTable.Find(words[2]) ?? throw new ScriptException(number, $"Nothing is named \"{words[2]}\".");
        double value = injection.Default;
        if (words.Length == 4 && !Number(words[3], out value))
        {
            throw new ScriptException(number, $"\"{words[3]}\" is not a number.");
        }

        steps.Add((seconds, injection, value));
    }

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
