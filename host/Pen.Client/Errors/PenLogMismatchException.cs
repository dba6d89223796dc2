namespace Pen.Client;

/// <summary>The log in the pen does not go on where the one on disk ends. Nothing was read and nothing confirmed.</summary>
public sealed class PenLogMismatchException : PenException
{
    internal PenLogMismatchException(string serial, string folder, uint? record)
        : base(
            record is { } number
                ? Sentence.Of(
                    $"Record {number} of pen {serial} is not the one that stands in {folder}: the pen's memory was exchanged or cleared."
                )
                : Sentence.Of($"{folder} does not belong to pen {serial}."),
            "Keep that folder as it is, and pull into another one with --logs."
        ) { }
}
