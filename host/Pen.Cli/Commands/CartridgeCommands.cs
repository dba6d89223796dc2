using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Threading.Tasks;
using Pen.Client;
using Pen.Protocol;

namespace Pen.Cli.Commands;

/// <summary>cartridge: what is in the slot, the key that cartridges are verified with, and making new ones.</summary>
internal static class CartridgeCommands
{
    public static Command Create() =>
        new("cartridge", "What is in the slot; and for whoever makes cartridges: their key, and their profile.")
        {
            new PenCommand("show", "Say what is in the slot.", ShowAsync),
            Make(),
            new Command("key", "The key that cartridges are made and verified with.")
            {
                KeyNew(),
                new PenCommand("show", "Say which key the pen has, by its check number.", KeyShowAsync),
                KeySet(),
            },
        };

    private static async Task<int> ShowAsync(PenContext c)
    {
        CartridgeInfo cartridge = await c.Pen.GetCartridgeAsync(c.Cancel);
        if (c.Json)
        {
            Output.WriteJson(cartridge);
        }
        else
        {
            Console.WriteLine(LookCommands.Describe(cartridge));
        }

        return ExitCode.Ok;
    }

    private static Command KeyNew()
    {
        var file = new Argument<string>("file") { Description = "File that is made; it must not be there yet." };
        var command = new Command("new", "Make a new key. Example: pen cartridge key new maker.key") { file };
        command.SetAction(
            (parsed, _) =>
                PenCommand.GuardAsync(
                    false,
                    () =>
                    {
                        string path = parsed.GetValue(file)!;
                        MakerKey key = MakerKey.Create(path);
                        Console.WriteLine(
                            $"Key {key.Check:X8} is in {path}. Keep a copy in a safe place and give it to nobody: whoever has it can make cartridges."
                        );
                        return Task.FromResult(ExitCode.Ok);
                    }
                )
        );
        return command;
    }

    private static async Task<int> KeyShowAsync(PenContext c) => Tell(c, await c.Pen.GetCartridgeKeyAsync(c.Cancel));

    private static PenCommand KeySet()
    {
        var file = new Argument<string>("file") { Description = "The key's file." };
        var command = new PenCommand(
            "set",
            "Give the pen, with an empty slot, the key to verify cartridges with. Example: pen cartridge key set maker.key",
            async c =>
            {
                MakerKey key = MakerKey.Load(c.Parsed.GetValue(file)!);
                // A technician who is in service already stays there.
                bool entered = (await c.Pen.GetStatusAsync(c.Cancel)).State != PenState.Service;
                if (entered)
                {
                    await c.Pen.EnterServiceAsync(c.Cancel);
                }

                try
                {
                    return Tell(c, await c.Pen.SetCartridgeKeyAsync(key, c.Cancel));
                }
                finally
                {
                    if (entered)
                    {
                        await c.Pen.LeaveServiceAsync(c.Cancel);
                    }
                }
            }
        );
        command.Arguments.Add(file);
        return command;
    }

    private static int Tell(PenContext c, CartridgeKeyState key)
    {
        if (c.Json)
        {
            Output.WriteJson(new { key.Known, Check = $"{key.Check:X8}" });
        }
        else
        {
            Console.WriteLine(
                key.Known
                    ? $"The pen verifies cartridges with key {key.Check:X8}."
                    : "The pen has no key. Give it one with \"pen cartridge key set\"."
            );
        }

        return ExitCode.Ok;
    }

    private static PenCommand Make()
    {
        var key = new Option<string>("--key") { Description = "The key's file.", Required = true };
        var type = new Option<string>("--type") { Description = "Type of cartridge.", Required = true };
        type.AcceptOnlyFromAmong("needles12", "needles24", "needles36", "needles42", "nano");
        var depth = new Option<decimal?>("--max-depth")
        {
            Description = "Deepest setting in mm. Default: 2.5, or 0.25 for a nano tip.",
        };
        var life = new Option<uint>("--strokes") { Description = "Strokes that it is made for.", Required = true };
        var lot = new Option<string>("--lot") { Description = "Lot, 1 to 12 characters.", Required = true };
        var expiry = new Option<DateOnly>("--expires")
        {
            Description = "Last day of use, such as 2028-06-30.",
            Required = true,
            CustomParser = Day,
        };
        var command = new PenCommand(
            "make",
            "Write the profile into the new cartridge that is in the slot. Example: pen cartridge make --key maker.key --type needles36 --strokes 400000 --lot A17 --expires 2028-06-30",
            async c =>
            {
                CartridgeType chosen = Enum.Parse<CartridgeType>(c.Parsed.GetValue(type)!, ignoreCase: true);
                var made = new NewCartridge(
                    chosen,
                    Microns(c.Parsed.GetValue(depth), chosen),
                    c.Parsed.GetValue(life),
                    c.Parsed.GetValue(expiry),
                    c.Parsed.GetValue(lot)!
                );
                return await MakeAsync(c, made, c.Parsed.GetValue(key)!);
            }
        )
        {
            key,
            type,
            depth,
            life,
            lot,
            expiry,
        };
        return command;
    }

    private static async Task<int> MakeAsync(PenContext c, NewCartridge made, string keyFile)
    {
        if (made.Problem is { } problem)
        {
            Console.Error.WriteLine(problem);
            return ExitCode.Usage;
        }

        CartridgeInfo now = await c.Pen.MakeCartridgeAsync(made, MakerKey.Load(keyFile), c.Cancel);
        bool good = now.State == CartridgeState.Accepted;
        if (c.Json)
        {
            Output.WriteJson(now);
        }
        else if (good)
        {
            Console.WriteLine($"Made, and read back by the pen: {LookCommands.Describe(now)}");
        }

        if (!good)
        {
            Console.Error.WriteLine($"The cartridge was not made. {LookCommands.Describe(now)}");
        }

        return good ? ExitCode.Ok : ExitCode.Refused;
    }

    private static int Microns(decimal? mm, CartridgeType type) =>
        mm is { } given ? (int)decimal.Clamp(given * 1000, 0, ushort.MaxValue)
        : type == CartridgeType.Nano ? Limits.DepthNanoMicrons
        : 2500;

    private static DateOnly Day(ArgumentResult result)
    {
        if (
            DateOnly.TryParseExact(
                result.Tokens[0].Value,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateOnly day
            )
        )
        {
            return day;
        }

        result.AddError($"\"{result.Tokens[0].Value}\" is not a day. Write it as 2028-06-30.");
        return default;
    }
}
