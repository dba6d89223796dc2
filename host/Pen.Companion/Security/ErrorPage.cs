using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pen.Companion.Web;

namespace Pen.Companion.Security;

/// <summary>A page for when something has failed: what is wrong, what to do, and STOP. Programs read the number.</summary>
internal static class ErrorPage
{
    /// <summary>Answers with it.</summary>
    public static Task WriteAsync(HttpContext http, int status, string said, string cure = "")
    {
        Words words = http.RequestServices.GetRequiredService<Words>();
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(
            BarePage.Html(words, words["error.title"], $"⚠ {said}", cure, "/"),
            http.RequestAborted
        );
    }
}
