using System;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Pen.Companion.Web;

/// <summary>
/// A report as the records' own pages for print make it: one HTML file that brings its style with it. It may use exactly that style, and
/// nothing else: no script, no picture, no form, nothing from anywhere.
/// </summary>
/// <param name="html">The report.</param>
public sealed class ReportResult(string html) : IActionResult
{
    private const string Begin = "<style>";
    private const string End = "</style>";

    /// <summary>What a browser may do with it.</summary>
    public static string PolicyFor(string html) =>
        $"default-src 'none'; style-src {StyleOf(html)}; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    /// <inheritdoc />
    public Task ExecuteResultAsync(ActionContext context)
    {
        HttpResponse response = context.HttpContext.Response;
        response.Headers.ContentSecurityPolicy = PolicyFor(html);
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(html, context.HttpContext.RequestAborted);
    }

    /// <summary>Only the first style of the file: what people have entered is escaped and stands behind it.</summary>
    private static string StyleOf(string html)
    {
        int begin = html.IndexOf(Begin, StringComparison.Ordinal);
        int end = begin < 0 ? -1 : html.IndexOf(End, begin, StringComparison.Ordinal);
        if (end < 0)
        {
            return "'none'";
        }

        byte[] style = Encoding.UTF8.GetBytes(
            html[(begin + Begin.Length)..end].Replace("\r\n", "\n", StringComparison.Ordinal)
        );
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(style))}'";
    }
}
