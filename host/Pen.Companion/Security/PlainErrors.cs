using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pen.Companion.Api;
using Pen.Companion.Web;

namespace Pen.Companion.Security;

/// <summary>What nobody has foreseen: words for the person, with STOP; the details for the log, never for the page.</summary>
internal sealed class PlainErrors(RequestDelegate next, ILogger<PlainErrors> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            await FillAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, bad.StatusCode, "error.bad-request");
        }
        catch (Exception problem) when (!http.Response.HasStarted)
        {
            log.LogError(problem, "A request failed: {Method} {Path}", http.Request.Method, http.Request.Path.Value);
            await AnswerAsync(http, StatusCodes.Status500InternalServerError, "error.unforeseen");
        }
    }

    /// <summary>An answer that is only a number gets words; its headers stay, such as the one with the methods that an address takes.</summary>
    private static Task FillAsync(HttpContext http)
    {
        HttpResponse response = http.Response;
        int status = response.StatusCode;
        bool empty = status >= 400 && !response.HasStarted && response.ContentLength is null && response.ContentType is null;
        if (!empty)
        {
            return Task.CompletedTask;
        }

        if (!IsApi(http))
        {
            Words words = http.RequestServices.GetRequiredService<Words>();
            string key = $"error.status.{status}";
            return ErrorPage.WriteAsync(http, status, words[words.Texts.Has(key) ? key : "error.bad-request"]);
        }

        return
            status
                is StatusCodes.Status400BadRequest
                    or StatusCodes.Status404NotFound
                    or StatusCodes.Status405MethodNotAllowed
                    or StatusCodes.Status415UnsupportedMediaType
            ? ApiProblem.Of(status).ExecuteAsync(http)
            : Task.CompletedTask;
    }

    /// <summary>In place of whatever had been begun.</summary>
    private static Task AnswerAsync(HttpContext http, int status, string key)
    {
        http.Response.Clear();
        return IsApi(http)
            ? ApiProblem.Of(status).ExecuteAsync(http)
            : ErrorPage.WriteAsync(http, status, http.RequestServices.GetRequiredService<Words>()[key]);
    }

    private static bool IsApi(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
