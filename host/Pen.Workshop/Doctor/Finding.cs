namespace Pen.Workshop.Doctor;

/// <summary>How much a finding matters. Each has a sign and a word, so that nobody has to see colours.</summary>
public enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Well,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Something is wrong.</summary>
    Trouble,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Topic">What was looked at, in a word or two.</param>
/// <param name="Text">What was found, in a sentence.</param>
/// <param name="Cure">What to do, in a sentence; empty where nothing is to be done.</param>
public sealed record Finding(FindingLevel Level, string Topic, string Text, string Cure = "")
{
    /// <summary>The sign before it.</summary>
    public string Sign =>
        Level switch
        {
            FindingLevel.Well => "✓",
            FindingLevel.Note => "•",
            _ => "✗",
        };

    /// <summary>The word beside the sign.</summary>
    public string Word =>
        Level switch
        {
            FindingLevel.Well => "well",
            FindingLevel.Note => "note",
            _ => "trouble",
        };
}
