using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Pen.Companion.People;
using Pen.Companion.Sessions;
using Pen.Records.Store.Model;

namespace Pen.Companion.Pages.Clients;

/// <summary>The picture itself, of the type that its content has, and never kept by a browser.</summary>
[Authorize(Policy = Policies.Treat)]
public sealed class PictureModel(Practice practice) : ClientPage(practice)
{
    /// <summary>The picture; nothing where it is none of this client's, or was erased.</summary>
    public IActionResult OnGet(string photoId)
    {
        PhotoInfo? photo = Find() && IsId(photoId) ? Practice.Store.FindPhoto(photoId) : null;
        if (photo is null || photo.ClientId != Id || photo.Bytes == 0)
        {
            return NoClient;
        }

        // As a page of its own it may do nothing at all.
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        Response.Headers.CacheControl = "no-store";
        return File(Practice.Store.ReadPhoto(photoId), photo.MediaType);
    }
}
