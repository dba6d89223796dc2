using System;
using System.Linq;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Pen.Records.Store;

namespace Pen.Companion.People;

/// <summary>
/// Without accounts whoever sits at this computer may do everything, as they may with its files; only a name is asked for, which the records
/// keep. The program serves nobody else then.
/// </summary>
internal static class LocalPerson
{
    /// <summary>Cookie that keeps the name.</summary>
    public const string NameCookie = "pen-by";

    /// <summary>A name, if it is one that the records take; empty where it is not.</summary>
    public static string Clean(string? name)
    {
        string trimmed = name?.Trim() ?? "";
        return trimmed.Length <= RecordStore.LongestActor && !trimmed.Any(char.IsControl) ? trimmed : "";
    }

    /// <summary>Who asks.</summary>
    public static ClaimsIdentity Of(HttpRequest request, string scheme)
    {
        string name = Clean(Uri.UnescapeDataString(request.Cookies[NameCookie] ?? ""));
        return new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.Role, nameof(Role.Owner))], scheme);
    }
}
