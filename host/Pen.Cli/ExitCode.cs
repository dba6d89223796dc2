namespace Pen.Cli;

/// <summary>What the command's exit code says. Documented in docs/cli.md.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>Something that was tried did not pass: a campaign broke an invariant, a test of the board failed, the doctor found something.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not understood.</summary>
    public const int Usage = 2;

    /// <summary>The pen refused, or the records did; nothing changed.</summary>
    public const int Refused = 3;

    /// <summary>The port is missing, busy or not permitted.</summary>
    public const int Port = 4;

    /// <summary>The link failed; whether the request was carried out is not known.</summary>
    public const int Link = 5;

    /// <summary>What answers is not a pen, or one of another version.</summary>
    public const int WrongDevice = 6;

    /// <summary>The log, an exported file, a file of protocols or the records are damaged, or the records cannot be opened.</summary>
    public const int Damaged = 7;

    /// <summary>The pen's log does not go on where the one on disk ends.</summary>
    public const int Mismatch = 9;

    /// <summary>A file could not be read or written.</summary>
    public const int File = 8;

    /// <summary>No board answered in its boot loader, or none that this firmware is for.</summary>
    public const int Board = 10;

    /// <summary>The tool that writes the board's memory is not there.</summary>
    public const int ToolMissing = 11;

    /// <summary>Writing the board's memory failed; what it holds now is said.</summary>
    public const int WriteFailed = 12;

    /// <summary>What the board holds or runs is not what was written.</summary>
    public const int NotAsWritten = 13;

    /// <summary>Numbers that were measured or given do not make sense; nothing was stored.</summary>
    public const int Senseless = 14;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Cancelled = 130;
}
