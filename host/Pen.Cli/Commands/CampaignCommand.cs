using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Pen.Campaign;
using Pen.Simulator;
using Pen.Simulator.Invariants;
using Spectre.Console;

namespace Pen.Cli.Commands;

/// <summary>campaign: random treatments that try to get past every control.</summary>
internal static class CampaignCommand
{
    public static Command Create()
    {
        var seeds = new Option<string>("--seeds")
        {
            Description = "Range of seeds, both included: 0..999.",
            DefaultValueFactory = _ => "0..999",
        };
        var seed = new Option<ulong?>("--seed") { Description = "One seed alone; with --trace its timeline." };
        var trace = new Option<bool>("--trace") { Description = "Print what happens in the treatment of --seed." };
        var shard = new Option<string>("--shard")
        {
            Description = "This part of several: 0/4 … 3/4.",
            DefaultValueFactory = _ => "0/1",
        };
        var jobs = new Option<int>("--jobs")
        {
            Description = "Threads.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var report = new Option<DirectoryInfo?>("--report") { Description = "Folder for campaign.html and campaign.json." };
        var json = new Option<bool>("--json") { Description = "Print JSON for scripts." };
        Option<bool> coverage = RequireCoverage();
        var command = new Command(
            "campaign",
            "Play random treatments on simulated pens and hold them against the invariants. Example: pen campaign --seeds 0..9999 --report out"
        )
        {
            seeds,
            seed,
            trace,
            shard,
            jobs,
            report,
            json,
            coverage,
            Merge(),
        };
        command.SetAction(
            (parsed, ct) =>
                Task.FromResult(
                    parsed.GetValue(seed) is { } one
                        ? One(one, parsed.GetValue(trace))
                        : Many(
                            parsed.GetValue(seeds)!,
                            parsed.GetValue(shard)!,
                            parsed.GetValue(jobs),
                            whole => Finish(whole, parsed.GetValue(report), parsed.GetValue(json), parsed.GetValue(coverage)),
                            ct
                        )
                )
        );
        return command;
    }

    private static int Many(string seeds, string shard, int jobs, Func<CampaignSummary, int> finish, CancellationToken ct)
    {
        bool understood =
            Pair(seeds, "..", out ulong first, out ulong last) & Pair(shard, "/", out ulong part, out ulong parts);
        if (!understood || last < first || parts is 0 or > 10_000 || part >= parts || jobs is < 1 or > 256)
        {
            Console.Error.WriteLine(
                "This is not a range, a shard or a number of threads. Give for example --seeds 0..999 --shard 0/4 --jobs 2."
            );
            return ExitCode.Usage;
        }

        return finish(Play(first, last, (int)part, (int)parts, jobs, ct));
    }

    private static Command Merge()
    {
        var files = new Argument<FileInfo[]>("files")
        {
            Description = "campaign.json of each shard.",
            Arity = ArgumentArity.OneOrMore,
        };
        var report = new Option<DirectoryInfo?>("--report") { Description = "Folder for the merged report." };
        Option<bool> coverage = RequireCoverage();
        var merge = new Command("merge", "Put the reports of several shards together.") { files, report, coverage };
        merge.SetAction(
            (parsed, _) =>
                PenCommand.GuardAsync(
                    false,
                    () =>
                    {
                        var whole = new CampaignSummary();
                        foreach (FileInfo file in parsed.GetValue(files)!)
                        {
                            whole.Add(CampaignReport.Read(file.FullName));
                        }

                        return Task.FromResult(Finish(whole, parsed.GetValue(report), false, parsed.GetValue(coverage)));
                    }
                )
        );
        return merge;
    }

    private static Option<bool> RequireCoverage() =>
        new("--require-coverage") { Description = "Fail where a state, a transition or a fault was never reached." };

    private static CampaignSummary Play(ulong first, ulong last, int shard, int shards, int jobs, CancellationToken ct)
    {
        CampaignSummary Run(IProgress<int>? progress) => CampaignRun.Play(first, last, shard, shards, jobs, progress, ct);
        if (Console.IsOutputRedirected)
        {
            return Run(null);
        }

        double total = (last - first + 1) / (double)shards;
        return AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("treatments", maxValue: total);
                return Run(new Immediate(done => task.Value = done));
            });
    }

    private static int Finish(CampaignSummary whole, DirectoryInfo? report, bool json, bool requireCoverage)
    {
        if (report is not null)
        {
            CampaignReport.Write(whole, report.FullName);
        }

        if (json)
        {
            Output.WriteJson(
                new
                {
                    whole.Treatments,
                    whole.PenSeconds,
                    whole.WallSeconds,
                    whole.BreachCount,
                    whole.Breaches,
                    Missing = whole.Missing(),
                }
            );
        }
        else
        {
            foreach (string line in CampaignReport.Lines(whole))
            {
                Console.WriteLine(line);
            }
        }

        bool reached = !requireCoverage || whole.Missing().Count == 0;
        return whole.BreachCount == 0 && reached ? ExitCode.Ok : ExitCode.Failed;
    }

    private static int One(ulong seed, bool trace)
    {
        TreatmentPlan plan = PlanGenerator.Make(seed);
        string before = "";
        TreatmentResult result = Treatment.Run(plan, null, trace ? Tell : null);
        foreach (string problem in result.Violations)
        {
            Console.WriteLine($"BROKEN: {problem}");
        }

        if (result.Violations.Count > 0)
        {
            Console.WriteLine("The smallest plan that still breaks it:");
            Console.Write(Minimiser.Minimise(plan, p => Treatment.Run(p)));
            return ExitCode.Failed;
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Seed {seed}: sound, {result.Strokes:0} strokes, hash {result.Hash:X16}."
            )
        );
        return ExitCode.Ok;

        void Tell(SimulatedPen pen, PlanStep? step)
        {
            double ms = pen.NowMicros / 1000.0;
            if (step is not null)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ms, 10:0.0} ms  {step}"));
            }

            IPenClaim claim = pen;
            string drive = pen.World.Gate.On ? "gate open" : "gate shut";
            string now = $"{claim.State}, {drive}, faults {claim.LatchedFaults:X}";
            if (now != before)
            {
                before = now;
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ms, 10:0.0} ms      {now}, {pen.World.Motor.SpeedHz:0} Hz, stop at {pen.World.Depth.StopMm:0.00} mm"
                    )
                );
            }
        }
    }

    private static bool Pair(string text, string separator, out ulong first, out ulong second)
    {
        second = 0;
        string[] parts = text.Split(separator);
        return ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && parts.Length == 2
            && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out second);
    }

    /// <summary>Reports on the caller's thread: the bar is only a number.</summary>
    private sealed class Immediate(Action<int> act) : IProgress<int>
    {
        public void Report(int value) => act(value);
    }
}
