using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Clients;

/// <summary>One photo in full, or two side by side.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class CompareModel(Practice practice) : ClientPage(practice)
{
    /// <summary>The photos, in the order that was asked for.</summary>
    public IReadOnlyList<PhotoInfo> Shown { get; private set; } = [];

    /// <summary>All that can be shown, the oldest first.</summary>
    public IReadOnlyList<PhotoInfo> All { get; private set; } = [];

    /// <summary>The page.</summary>
    public IActionResult OnGet(string? left, string? right)
    {
        if (!Find())
        {
            return NoClient;
        }

        All = [.. Practice.Store.Photos(Id).Where(p => p.Bytes > 0)];
        Shown =
        [
            .. new[] { left, right }
                .Where(id => !string.IsNullOrEmpty(id))
                .Select(id => All.FirstOrDefault(p => p.Id == id))
                .OfType<PhotoInfo>(),
        ];
        return Shown.Count > 0 ? Page() : LocalRedirect($"/clients/{Id}/photos");
    }
}
