using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading.Tasks;
using Pen.Cli.Protocols;
using Pen.Records.Knowledge;
using Pen.Records.Texts;

namespace Pen.Cli.Commands;

/// <summary>protocols: what is known of treatments, without a pen.</summary>
internal static class ProtocolsCommand
{
    public static Command Create() =>
        new("protocols", "What is known of treatments, every value with its source.") { Show(), Check() };

    private static Command Show()
    {
        var what = new Argument<string?>("what")
        {
            Description = "An indication, or areas, procedure, aftercare, screening, sources. Without: all indications.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> language = LanguageOption();
        Option<string?> folder = FolderOption();
        var json = new Option<bool>("--json") { Description = "Print JSON for scripts: the whole library." };
        var command = new Command("show", "Show it. Example: pen protocols show acne-scars") { what, language, folder, json };
        command.SetAction(
            (parsed, _) =>
                PenCommand.GuardAsync(
                    parsed.GetValue(json),
                    () =>
                        Task.FromResult(
                            Run(
                                Library(parsed.GetValue(folder)),
                                TextTable.Load(parsed.GetValue(language)!),
                                parsed.GetValue(what),
                                parsed.GetValue(json)
                            )
                        )
                )
        );
        return command;
    }

    private static Command Check()
    {
        var folder = new Argument<string>("folder") { Description = "Folder with files that end in .json." };
        var command = new Command(
            "check",
            "Look at files of your own without using them; every mistake is named with its place."
        )
        {
            folder,
        };
        command.SetAction(
            (parsed, _) =>
                PenCommand.GuardAsync(
                    false,
                    () =>
                    {
                        ProtocolLibrary library = ProtocolLibrary.WithFolder(parsed.GetValue(folder)!);
                        Console.WriteLine(
                            $"Sound: {library.Indications.Count} indications, {library.Areas.Count} areas, {library.Questions.Count} questions; version {library.Version}."
                        );
                        return Task.FromResult(ExitCode.Ok);
                    }
                )
        );
        return command;
    }

    /// <summary>In which language.</summary>
    public static Option<string> LanguageOption(string description = "Language.")
    {
        var language = new Option<string>("--language", "-l") { Description = description, DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong([.. TextTable.Languages]);
        return language;
    }

    /// <summary>A clinic's own protocols.</summary>
    public static Option<string?> FolderOption() =>
        new("--folder") { Description = "A folder with files of your own, beside what this program brings." };

    /// <summary>What this program brings, and beside it the files of a folder.</summary>
    public static ProtocolLibrary Library(string? folder) =>
        folder is null ? ProtocolLibrary.BuiltIn : ProtocolLibrary.WithFolder(folder);

    private static int Run(ProtocolLibrary library, TextTable texts, string? what, bool json)
    {
        if (json)
        {
            Output.WriteJson(library);
            return ExitCode.Ok;
        }

        var words = new ProtocolWords(library, texts);
        IEnumerable<string>? lines = words.About(what);
        if (lines is null)
        {
            Console.Error.WriteLine($"Nothing is known of \"{what}\". \"pen protocols show\" lists the indications.");
            return ExitCode.Usage;
        }

        foreach (string line in lines)
        {
            Console.WriteLine(line);
        }

        return ExitCode.Ok;
    }
}
