using System;
using System.Collections.Generic;
using System.Linq;
using Pen.Protocol;

namespace Pen.Records.Knowledge;

/// <summary>What the format cannot say: that every value has a source that exists, a plausible size, and a name that is there once.</summary>
internal static class ProtocolCheck
{
    private const int Format = 1;
    private const int MostSessions = 20;
    private const int MostWeeks = 52;
    private const int MostMinutes = 480;
    private const int MostHours = 24 * 365;
    private const int MostDays = 3650;
    private const int MostSpf = 100;

    /// <summary>Every problem of packs that are to be used together.</summary>
    public static IReadOnlyList<string> Problems(IReadOnlyList<(string Name, ProtocolPack Pack)> packs)
    {
        var problems = new List<string>();
        var sources = new Dictionary<string, SourceInfo>();
        foreach (SourceInfo source in packs.SelectMany(p => p.Pack.Sources))
        {
            if (!Citation.TryParse(source.Id, out Citation id) || id.Line is not null)
            {
                problems.Add($"\"{source.Id}\" is not a source's id: capital letters and digits.");
            }
            else if (!sources.TryAdd(source.Id, source))
            {
                problems.Add($"The source {source.Id} stands there twice.");
            }
        }

        if (packs.Count(p => p.Pack.General is not null) > 1)
        {
            problems.Add("\"general\" stands in more than one file.");
        }

        Unique(problems, packs, "indication", p => p.Indications.Select(i => i.Id));
        Unique(problems, packs, "area", p => p.Areas.Select(i => i.Id));
        Unique(problems, packs, "device", p => p.Devices.Select(i => i.Id));
        Unique(problems, packs, "step", p => p.Steps.Select(i => i.Id));
        Unique(problems, packs, "topic of aftercare", p => p.Aftercare.Select(i => i.Id));
        Unique(problems, packs, "side effect", p => p.SideEffects.Select(i => i.Id));
        Unique(problems, packs, "question", p => p.Questions.Select(i => i.Id));
        HashSet<string> indications = [.. packs.SelectMany(p => p.Pack.Indications).Select(i => i.Id)];
        foreach ((string name, ProtocolPack pack) in packs)
        {
            var file = new PackCheck(name, sources, problems);
            if (pack.Format != Format)
            {
                file.Say($"it is in format {pack.Format}, and this program reads format {Format}.");
            }

            if (pack.Version.Length is 0 or > 32)
            {
                file.Say("its version has no or more than 32 characters.");
            }

            Pack(file, pack, indications);
        }

        return problems;
    }

    private static void Pack(PackCheck file, ProtocolPack pack, HashSet<string> indications)
    {
        file.Ranges("general", "sessions", pack.General?.Sessions ?? [], 1, MostSessions);
        file.Ranges("general", "intervalWeeks", pack.General?.IntervalWeeks ?? [], 1, MostWeeks);
        foreach (Indication i in pack.Indications)
        {
            file.Sourced(i.Id, i.From);
            file.Cited(i.Id, i.Authorised);
            file.Ranges(i.Id, "sessions", i.Sessions, 1, MostSessions);
            file.Ranges(i.Id, "intervalWeeks", i.IntervalWeeks, 1, MostWeeks);
            file.Cited(i.Id, i.Results.Select(r => r.From));
        }

        foreach (AreaInfo area in pack.Areas)
        {
            file.Cited(area.Id, area.From);
            file.Depths(area.Id, area.Depths);
            if (AreaNames.Find(area.Id) == TreatmentArea.Unspecified)
            {
                file.Say($"\"{area.Id}\" is not an area that the pen knows.");
            }
        }

        foreach (IndicationDepths depths in pack.DepthsByIndication)
        {
            file.Depths(depths.Id, depths.Depths);
            if (!indications.Contains(depths.Id))
            {
                file.Say($"there are depths for \"{depths.Id}\", which is no indication.");
            }
        }

        foreach (StepInfo step in pack.Steps)
        {
            file.Sourced(step.Id, step.From);
            file.Cited(step.Id, step.Warnings);
            file.Ranges(step.Id, "minutes", step.Minutes, 1, MostMinutes);
        }

        file.Ranges("sessionMinutes", "minutes", pack.SessionMinutes, 1, MostMinutes);
        file.Cited("results", pack.Results.Concat(pack.Combination).Select(r => r.From));
        Care(file, pack);
    }

    private static void Care(PackCheck file, ProtocolPack pack)
    {
        foreach (DeviceInfo device in pack.Devices)
        {
            file.Cited(device.Id, device.From);
            if (device.Needles is < 0 or > 100)
            {
                file.Say($"{device.Id} has {device.Needles} needles, and 0 to 100 are plausible.");
            }
        }

        foreach (AftercareTopic topic in pack.Aftercare)
        {
            file.Ranges(topic.Id, "hours", topic.Hours, 1, MostHours);
            file.Ranges(topic.Id, "spf", topic.Spf, 1, MostSpf);
            file.Cited(topic.Id, topic.Also);
            file.NeedsSource(topic.Id, topic.Hours.Count + topic.Also.Count);
        }

        foreach (Expectation e in pack.Expectations)
        {
            file.Sourced(e.Text, e.From);
            if (e.FromHours < 0 || e.ToHours <= e.FromHours || e.ToHours > MostHours)
            {
                file.Say($"{e.Text} is from {e.FromHours} to {e.ToHours} hours, which is no span of time.");
            }
        }

        foreach (SideEffect effect in pack.SideEffects)
        {
            file.Sourced(effect.Id, effect.From);
        }

        foreach (ScreeningQuestion question in pack.Questions)
        {
            file.Ranges(question.Id, "days", question.Days, 1, MostDays);
            file.Cited(question.Id, question.Also);
            file.NeedsSource(question.Id, question.Days.Count + question.Also.Count);
            if (question.Outcome == ScreeningOutcome.Go)
            {
                file.Say($"a yes to {question.Id} leads to \"go\": then nobody need ask.");
            }
        }
    }

    private static void Unique(
        List<string> problems,
        IReadOnlyList<(string Name, ProtocolPack Pack)> packs,
        string what,
        Func<ProtocolPack, IEnumerable<string>> ids
    )
    {
        var seen = new HashSet<string>();
        foreach ((string name, ProtocolPack pack) in packs)
        {
            foreach (string id in ids(pack))
            {
                if (id.Length is 0 or > 40 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
                {
                    problems.Add($"{name}: \"{id}\" is not an id: 1 to 40 small letters, digits and hyphens.");
                }
                else if (!seen.Add(id))
                {
                    problems.Add($"{name}: the {what} {id} stands there twice.");
                }
            }
        }
    }
}
