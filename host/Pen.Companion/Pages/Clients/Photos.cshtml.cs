using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Protocol;
using Pen.Records.Knowledge;
using Pen.Records.Photos;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Clients;

/// <summary>
/// A client's photos: all that there are, and a further one. Only the picture is kept, never place, time and camera; what is sent stays in
/// memory and is in no file that is not encrypted.
/// </summary>
[Authorize(Policy = Policies.Treat)]
[LargestBody(LargestUpload, "history.photo.large", "history.photo.large.cure")]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload, MemoryBufferThreshold = (int)LargestUpload)]
public sealed class PhotosModel(Practice practice) : ClientPage(practice)
{
    /// <summary>Bytes of a form with a photo at the most; the photo itself may have 10 MB, which the records watch.</summary>
    public const long LargestUpload = 15 << 20;

    /// <inheritdoc />
    public override bool NeedsName => true;

    /// <summary>Photos, the newest first.</summary>
    public IReadOnlyList<PhotoInfo> Photos { get; private set; } = [];

    /// <summary>Sessions that a photo may belong to, the newest first.</summary>
    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    /// <summary>Whether the last photo was just kept.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Added { get; set; }

    /// <summary>Areas that a photo may show.</summary>
    public static IEnumerable<TreatmentArea> Areas => SettingView.Areas;

    /// <summary>All photos.</summary>
    public IActionResult OnGet() => Again();

    /// <summary>Keeps one.</summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? photo, string? area, string? session, string? taken)
    {
        if (!Find())
        {
            return NoClient;
        }

        TreatmentArea shown = AreaNames.Find(area ?? "");
        Session? of = FindSession(session);
        DateTimeOffset? day = DayOf(taken);
        bool known =
            (of is not null || string.IsNullOrEmpty(session))
            && (shown != TreatmentArea.Unspecified || string.IsNullOrEmpty(area))
            && (day is not null || string.IsNullOrEmpty(taken));
        if (photo is null || !known)
        {
            Problem = new Problem(
                Words[photo is null ? "history.photo.none" : "history.photo.unknown"],
                Words[photo is null ? "history.photo.none.cure" : "history.photo.unknown.cure"]
            );
            return Again();
        }

        Practice.Store.AddPhoto(Visit.Name, Id, await ReadAsync(photo), of?.Id, shown, day);
        return LocalRedirect($"/clients/{Id}/photos?added=true");
    }

    /// <inheritdoc />
    public override Task<IActionResult> AgainAsync() => Task.FromResult(Again());

    private IActionResult Again()
    {
        if (!Find())
        {
            return NoClient;
        }

        Photos = [.. Practice.Store.Photos(Id).Reverse()];
        Sessions = [.. Practice.Store.Sessions(Id).Reverse()];
        return Page();
    }

    /// <summary>Never more than can be kept, and one byte, which tells that there is more.</summary>
    private static async Task<byte[]> ReadAsync(IFormFile photo)
    {
        await using Stream from = photo.OpenReadStream();
        byte[] content = new byte[(int)Math.Min(photo.Length, PhotoCleaner.MostBytes + 1)];
        int count = await from.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false);
        return content[..count];
    }

    /// <summary>Noon of a day that can be: a photo is of a day, and of none that is still to come.</summary>
    private static DateTimeOffset? DayOf(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTime day)
        && day.Year >= 1900
        && day.Date <= DateTime.Today
            ? new DateTimeOffset(day.Date.AddHours(12))
            : null;
}
