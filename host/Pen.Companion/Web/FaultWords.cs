using Pen.Protocol;

namespace Pen.Companion.Web;

/// <summary>Words for a fault, in the visit's language; the English ones stand with the firmware (<see cref="FaultText"/>).</summary>
public static class FaultWords
{
    /// <summary>A short name.</summary>
    public static string Name(FaultId fault, Words words) => Said.In(words, FaultText.Name(fault));

    /// <summary>Why it came.</summary>
    public static string Cause(FaultId fault, Words words) => Said.In(words, FaultText.Cause(fault));

    /// <summary>What to do.</summary>
    public static string Advice(FaultId fault, Words words) => Said.In(words, FaultText.Advice(fault));
}
