namespace Pen.Workshop.Provisioning;

/// <summary>The steps of provisioning, in their order.</summary>
public enum ProvisionStep
{
    /// <summary>Finding out who is there and how it stands.</summary>
    Look,

    /// <summary>Entering the number into the book, so that no two boards get it.</summary>
    Number,

    /// <summary>Serial number into the board.</summary>
    Serial,

    /// <summary>The maker's key into the board.</summary>
    Key,

    /// <summary>Hardware revision.</summary>
    Revision,

    /// <summary>Taking the calibration.</summary>
    Calibration,

    /// <summary>Clock.</summary>
    Clock,

    /// <summary>First self-test.</summary>
    SelfTest,

    /// <summary>Reading everything back.</summary>
    ReadBack,

    /// <summary>Writing record and label.</summary>
    Record,
}

/// <summary>What was done in a step.</summary>
/// <param name="Step">Which.</param>
/// <param name="What">In a few words: "written", "already right", "passed".</param>
public sealed record StepDone(ProvisionStep Step, string What);
