using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Pen.House.Tests.Safety;

/// <summary>The traceability matrix as a page.</summary>
public static class SafetyMatrix
{
    /// <summary>Requirement → hazards → controls → tests, and hazard → controls.</summary>
    public static string Page(SafetyFile file)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            # Traceability

            Generated from requirements.json, hazards.json and the ids that the tests carry: {file.Requirements.Count} requirements,
            {file.Hazards.Count} hazards, {file.Controls.Count} controls, {file.Tests.Select(t =>
                t.Test
            ).Distinct().Count()} tests.
            `UPDATE_DOCS=1 dotnet test tests/Pen.House.Tests` writes it anew; a test fails when it differs, when a requirement has no test,
            a control no verification, a hazard no control, or an id is unknown.

            ## Requirements

            | requirement | text | hazards | controls | tests |
            |---|---|---|---|---|

            """
        );
        foreach (Requirement requirement in file.Requirements)
        {
            Control[] controls = [.. file.Controls.Where(c => c.Requirements.Contains(requirement.Id))];
            IEnumerable<string> hazards = file
                .Hazards.Where(h => h.Controls.Intersect(controls.Select(c => c.Id)).Any())
                .Select(h => h.Id);
            IEnumerable<string> tests = file.Tests.Where(t => t.Id == requirement.Id).Select(t => t.Test).Distinct().Order();
            text.Append($"| {requirement.Id} | {requirement.Text} | {string.Join(", ", hazards)} ");
            text.Append($"| {string.Join(", ", controls.Select(c => c.Id))} | {string.Join(", ", tests)} |\n");
        }

        text.Append(
            "\n## Hazards\n\n| hazard | what | cause | harm | severity | left | controls |\n|---|---|---|---|---|---|---|\n"
        );
        foreach (Hazard h in file.Hazards)
        {
            text.Append($"| {h.Id} | {h.Name} | {h.Cause} | {h.Harm} | {h.Severity} | {h.ProbabilityAfterControl} ");
            text.Append($"| {string.Join(", ", h.Controls)} |\n");
        }

        text.Append("\n## Controls\n\n| control | text | kind | requirements |\n|---|---|---|---|\n");
        foreach (Control c in file.Controls)
        {
            text.Append($"| {c.Id} | {c.Text} | {c.Kind} | {string.Join(", ", c.Requirements)} |\n");
        }

        return text.ToString();
    }
}
