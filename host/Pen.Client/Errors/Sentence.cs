using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Pen.Client;

/// <summary>
/// A sentence for people, in English, that has not forgotten how it was put together: what stands in every sentence of its kind, and what
/// stands in this one alone. A program that speaks another language looks the first up and puts the second in.
/// </summary>
[InterpolatedStringHandler]
public sealed class Sentence
{
    private readonly StringBuilder pattern;
    private readonly StringBuilder text;
    private readonly List<object> values;

    /// <summary>Begins one; the compiler does that where a text with values in braces is given for a sentence.</summary>
    public Sentence(int literalLength, int formattedCount)
    {
        pattern = new StringBuilder(literalLength + (3 * formattedCount));
        text = new StringBuilder(literalLength);
        values = new List<object>(formattedCount);
    }

    /// <summary>The sentence with {0}, {1} … where its values stand: "There is no port {0}."</summary>
    public string Pattern => pattern.ToString();

    /// <summary>Its values, in their order: texts, numbers, members of enumerations, and sentences within this one.</summary>
    public IReadOnlyList<object> Values => values;

    /// <summary>The sentence itself, for where a text with values is one of several choices: there it would be made a plain text.</summary>
    public static Sentence Of(Sentence sentence) => sentence;

    /// <summary>A text without values.</summary>
    public static implicit operator Sentence(string text)
    {
        var sentence = new Sentence(text.Length, 0);
        sentence.AppendLiteral(text);
        return sentence;
    }

    /// <summary>Goes on with what is the same in all sentences of this kind.</summary>
    public void AppendLiteral(string literal)
    {
        pattern.Append(literal.Replace("{", "{{").Replace("}", "}}"));
        text.Append(literal);
    }

    /// <summary>Goes on with a value.</summary>
    public void AppendFormatted<T>(T value) => Append(value, string.Create(CultureInfo.InvariantCulture, $"{value}"));

    /// <summary>Goes on with a value, written in a way of its own.</summary>
    public void AppendFormatted<T>(T value, string format)
    {
        string written = string.Format(CultureInfo.InvariantCulture, "{0:" + format + "}", value);
        Append(written, written);
    }

    /// <summary>The sentence, in English.</summary>
    public override string ToString() => text.ToString();

    private void Append(object? value, string written)
    {
        pattern.Append('{').Append(values.Count).Append('}');
        text.Append(written);
        values.Add(value ?? "");
    }
}
