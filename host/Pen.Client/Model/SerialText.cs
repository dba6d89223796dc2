using System;
using System.Text;
using Pen.Protocol.Messages;

namespace Pen.Client;

/// <summary>A serial number on its way into a request.</summary>
internal static class SerialText
{
    /// <summary>Puts it at its place; what is left of the 16 bytes stays zero.</summary>
    /// <exception cref="ArgumentException">Longer than 16 characters, or not printable ASCII.</exception>
    public static void Write(string number, byte[] payload, int at)
    {
        ArgumentNullException.ThrowIfNull(number);
        foreach (char letter in number)
        {
            if (letter is <= ' ' or > '~')
            {
                throw new ArgumentException(
                    "A serial number has letters, digits and \"-\" only. Give another one.",
                    nameof(number)
                );
            }
        }

        if (number.Length > HelloAnswer.SerialLength)
        {
            throw new ArgumentException("A serial number has at most 16 characters. Give a shorter one.", nameof(number));
        }

        Encoding.ASCII.GetBytes(number, payload.AsSpan(at));
    }
}
