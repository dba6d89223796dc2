using System;
using System.Collections.Generic;
using System.Text;

namespace Pen.Workshop.Tests.Guide;

/// <summary>What a piece of source says to people: the arguments of a call, each as the sentence that its literals make, with "…" for what is filled in.</summary>
internal static class SourceSentences
{
    /// <summary>The arguments of every call that begins with <paramref name="call"/>, which ends with its opening bracket.</summary>
    public static IEnumerable<IReadOnlyList<string>> Of(string source, string call)
    {
        for (
            int at = source.IndexOf(call, StringComparison.Ordinal);
            at >= 0;
            at = source.IndexOf(call, at + 1, StringComparison.Ordinal)
        )
        {
            yield return Arguments(source, at + call.Length);
        }
    }

    private static List<string> Arguments(string source, int at)
    {
        var arguments = new List<string>();
        var sentence = new StringBuilder();
        bool said = false;
        int depth = 0;
        for (; ; at++)
        {
            char c = source[at];
            if (c == '"')
            {
                at = Literal(source, at + 1, source[at - 1] == '$', sentence);
                said = true;
            }
            else if (c is ',' or ')' && depth == 0)
            {
                // A choice between sentences is told as one behind the other.
                arguments.Add(said ? sentence.ToString() : source[Begin(source, at)..at].Trim());
                sentence.Clear();
                said = false;
                if (c == ')')
                {
                    return arguments;
                }
            }
            else if (c == ':' && said && source[at - 1] == ' ')
            {
                sentence.Append(" / ");
            }
            else
            {
                depth += c is '(' or '[' or '{' ? 1 : 0;
                depth -= c is ')' or ']' or '}' ? 1 : 0;
            }
        }
    }

    /// <summary>Takes a literal up to its closing quote; returns where that stands.</summary>
    private static int Literal(string source, int at, bool filledIn, StringBuilder sentence)
    {
        for (; source[at] != '"'; at++)
        {
            if (source[at] == '\\')
            {
                at++;
                sentence.Append(source[at]);
            }
            else if (filledIn && source[at] == '{')
            {
                sentence.Append('…');
                at = Hole(source, at + 1);
            }
            else
            {
                sentence.Append(source[at]);
            }
        }

        return at;
    }

    /// <summary>Skips what is filled in; returns where its closing bracket stands.</summary>
    private static int Hole(string source, int at)
    {
        for (int depth = 1; ; at++)
        {
            depth += source[at] == '{' ? 1 : 0;
            depth -= source[at] == '}' ? 1 : 0;
            if (depth == 0)
            {
                return at;
            }
        }
    }

    private static int Begin(string source, int at)
    {
        int begin = source.LastIndexOfAny(['(', ','], at - 1);
        return begin + 1;
    }
}
