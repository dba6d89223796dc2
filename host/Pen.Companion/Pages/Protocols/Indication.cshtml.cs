using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Knowledge;

namespace Pen.Companion.Pages.Protocols;

/// <summary>All that is known of one indication, with everything that sources say side by side.</summary>
public sealed class IndicationModel(Practice practice) : CompanionPage
{
    /// <summary>The protocols.</summary>
    public ProtocolLibrary Library => practice.Library;

    /// <summary>The indication.</summary>
    public Indication Indication { get; private set; } = null!;

    /// <summary>What it is called.</summary>
    public string Title =>
        Words.Texts.Has("indication." + Indication.Id) ? Words["indication." + Indication.Id] : Indication.Id;

    /// <summary>Whether a device has been authorised for it.</summary>
    public string Authorised => new Known(Library, Words).Authorised(Indication);

    /// <summary>What is known.</summary>
    public IReadOnlyList<KnownThing> Things { get; private set; } = [];

    /// <summary>Sources that are cited on the page.</summary>
    public IEnumerable<SourceInfo> Sources =>
        Things
            .SelectMany(t => t.Sayings)
            .Select(s => s.From)
            .Concat(Indication.From)
            .Select(f => f.Split(':')[0])
            .Distinct()
            .Where(Library.Sources.ContainsKey)
            .Select(id => Library.Sources[id]);

    /// <summary>The page.</summary>
    public IActionResult OnGet(string id)
    {
        if (Library.FindIndication(id) is not { } indication)
        {
            return new MissingResult("history.protocols.unknown", "history.protocols.unknown.cure");
        }

        Indication = indication;
        Things = new Known(Library, Words).Of(indication);
        return Page();
    }
}
