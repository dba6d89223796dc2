using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Pen.Protocol;
using Pen.Records.Export;
using Pen.Records.Knowledge;
using Pen.Records.Photos;
using Pen.Records.Store.Model;

namespace Pen.Cli.Commands;

/// <summary>records photo: add, list, get.</summary>
internal static class RecordsPhotoCommands
{
    public static Command Create() =>
        new("photo", "A client's photos, encrypted; only the picture is kept, never place, time and camera.")
        {
            Add(),
            List(),
            Get(),
        };

    private static Command Add()
    {
        Argument<string> who = RecordsInput.Client();
        var file = new Argument<string>("file") { Description = "JPEG or PNG, at most 10 MB." };
        Option<string> by = RecordsInput.By();
        Option<int?> number = RecordsInput.Session();
        Option<int?> course = RecordsInput.Course();
        var area = new Option<string?>("--area") { Description = "What it shows: \"pen protocols show areas\" lists it." };
        var taken = new Option<DateTimeOffset?>("--taken")
        {
            Description = "When it was taken, such as 2026-03-04T09:30+01:00.",
        };
        Command command = RecordsCommand.OnStore(
            "add",
            "Keep a photo of a client.",
            (store, parsed, json) =>
            {
                if (RecordsInput.FindKnown(store, parsed.GetValue(who)!, out int code) is not { } client)
                {
                    return code;
                }

                Session? session = null;
                if (parsed.GetValue(number) is { } one)
                {
                    session = RecordsInput.Find(store, client, parsed.GetValue(course), one);
                    if (session is null)
                    {
                        return ExitCode.File;
                    }
                }

                TreatmentArea shown = AreaNames.Find(parsed.GetValue(area) ?? "");
                if (shown == TreatmentArea.Unspecified && parsed.GetValue(area) is { } unknown)
                {
                    Console.Error.WriteLine(
                        $"\"{Output.Safe(unknown)}\" is no area. Take one of {string.Join(", ", ProtocolLibrary.BuiltIn.Areas.Select(a => a.Id))}."
                    );
                    return ExitCode.Usage;
                }

                byte[] content = Read(parsed.GetValue(file)!);
                string actor = parsed.GetValue(by)!;
                PhotoInfo photo = store.AddPhoto(actor, client.Id, content, session?.Id, shown, parsed.GetValue(taken));
                return Output.Answer(
                    json,
                    photo,
                    $"{Line(photo)}\nThe photo is kept, encrypted. The file is still where it was."
                );
            }
        );
        command.Arguments.Add(who);
        command.Arguments.Add(file);
        foreach (Option option in new Option[] { by, number, course, area, taken })
        {
            command.Options.Add(option);
        }

        return command;
    }

    private static Command List()
    {
        Argument<string> who = RecordsInput.Client();
        Command command = RecordsCommand.OnStore(
            "list",
            "A client's photos, the oldest first.",
            (store, parsed, json) =>
            {
                if (RecordsInput.Find(store, parsed.GetValue(who)!) is not { } client)
                {
                    return ExitCode.File;
                }

                IReadOnlyList<PhotoInfo> photos = store.Photos(client.Id);
                string lines = string.Concat(photos.Select(p => Line(p) + "\n"));
                return Output.Answer(json, photos, $"{lines}{photos.Count} photos of {client.Pseudonym}.");
            }
        );
        command.Arguments.Add(who);
        return command;
    }

    private static Command Get()
    {
        var id = new Argument<string>("id") { Description = "Id of the photo: \"pen records photo list\" lists them." };
        var file = new Argument<string>("file") { Description = "File that is made; it must not be there yet." };
        Command command = RecordsCommand.OnStore(
            "get",
            "Write a photo into a file, where it is not encrypted any more.",
            (store, parsed, json) =>
            {
                if (store.FindPhoto(parsed.GetValue(id)!) is not { } photo)
                {
                    Console.Error.WriteLine(
                        "There is no photo with this id. \"pen records photo list\" lists a client's photos."
                    );
                    return ExitCode.File;
                }

                if (photo.Bytes == 0)
                {
                    Console.Error.WriteLine("The photo was erased with its client. Nobody can read it any more.");
                    return ExitCode.Refused;
                }

                string to = parsed.GetValue(file)!;
                NewFile.Write(to, store.ReadPhoto(photo.Id));
                return Output.Answer(
                    json,
                    photo,
                    $"{Line(photo)}\nThe photo is in {to}, and not encrypted there: delete it when it is done with."
                );
            }
        );
        command.Arguments.Add(id);
        command.Arguments.Add(file);
        return command;
    }

    /// <summary>Never more than can be kept, and one byte, which tells that there is more.</summary>
    private static byte[] Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var content = new MemoryStream();
        byte[] some = new byte[1 << 16];
        for (int count; content.Length <= PhotoCleaner.MostBytes && (count = file.Read(some)) > 0; )
        {
            content.Write(some, 0, count);
        }

        return content.ToArray();
    }

    private static string Line(PhotoInfo photo)
    {
        string taken = photo.Taken is { } time ? $", taken {Output.Day(time)}" : "";
        string size = photo.Bytes == 0 ? "erased" : FormattableString.Invariant($"{photo.Bytes / 1024.0:0} KB");
        return $"{photo.Id}  added {Output.Day(photo.Added)}{taken}  {photo.MediaType}  {photo.Area ?? "-"}  {size}";
    }
}
