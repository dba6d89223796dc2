using System.Collections.Generic;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.Keeping;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records.Knowledge;

namespace Pen.Companion.Pages;

/// <summary>What is known of treatments, every value with its source.</summary>
public sealed class ProtocolsModel(Practice practice) : CompanionPage
{
    /// <summary>Signs of a search at the most.</summary>
    public const int LongestText = 100;

    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Text { get; set; }

    /// <summary>The protocols.</summary>
    public ProtocolLibrary Library => practice.Library;

    /// <summary>What was found.</summary>
    public IReadOnlyList<KnownSection> Sections { get; private set; } = [];

    /// <summary>The page.</summary>
    public void OnGet()
    {
        string text = Text?.Trim() ?? "";
        Sections = text.Length > LongestText ? [] : new Known(Library, Words).Sections(text);
    }
}
