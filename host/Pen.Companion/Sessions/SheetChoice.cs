namespace Pen.Companion.Sessions;

/// <summary>A button that opens a sheet for print.</summary>
/// <param name="Id">Id of the session.</param>
/// <param name="Kind">"treatment" or "aftercare".</param>
/// <param name="Language">Its language.</param>
/// <param name="Label">What stands on the button.</param>
/// <param name="CanName">Whether a name is kept that could stand on it.</param>
/// <param name="WithName">Whether that is proposed.</param>
/// <param name="IsMain">Whether it is what is to be done next.</param>
public sealed record SheetChoice(
    string Id,
    string Kind,
    string Language,
    string Label,
    bool CanName,
    bool WithName,
    bool IsMain = false
);
