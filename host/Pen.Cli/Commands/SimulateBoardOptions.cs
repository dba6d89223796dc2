using System.CommandLine;
using System.IO;
using Pen.SimulatedBoard;

namespace Pen.Cli.Commands;

/// <summary>simulate's options for a whole board.</summary>
internal sealed class SimulateBoardOptions
{
    private readonly Option<bool> board = new("--board")
    {
        Description = "A whole board: it has a flashing port too, and runs what is in its flash.",
    };

    private readonly Option<int> flashing = new("--flashing")
    {
        Description = "TCP port of the board's flashing line on loopback; 0 takes any free one.",
    };

    private readonly Option<bool> blank = new("--blank") { Description = "A board on which nothing was ever flashed." };

    private readonly Option<FileInfo?> flash = new("--flash")
    {
        Description = "File that keeps the board's flash; a new one begins as the board does.",
    };

    /// <summary>Gives them to the command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(board);
        command.Options.Add(flashing);
        command.Options.Add(blank);
        command.Options.Add(flash);
        command.Validators.Add(result =>
        {
            bool ofBoards =
                result.GetResult(flashing) is not null || result.GetResult(flash) is not null || result.GetValue(blank);
            if (ofBoards && !result.GetValue(board))
            {
                result.AddError("--flashing, --blank and --flash are of a board. Give --board with them.");
            }

            if (result.GetResult(flashing) is not null && result.GetValue(flashing) is < 0 or > 65535)
            {
                result.AddError("A TCP port is 0 … 65535. Give 0 to --flashing for any free one.");
            }
        });
    }

    /// <summary>What was given; null when it is not a board.</summary>
    public BoardOptions? Read(ParseResult parsed) =>
        parsed.GetValue(board)
            ? new BoardOptions
            {
                Blank = parsed.GetValue(blank),
                FlashFile = parsed.GetValue(flash)?.FullName,
                FlashingPort = parsed.GetValue(flashing),
                Pty = System.OperatingSystem.IsLinux(),
                PaceFlashing = true,
            }
            : null;
}
