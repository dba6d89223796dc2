using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Pen.Client;
using Pen.Companion.Pens;
using Pen.Companion.Sessions;
using Pen.Companion.Web;
using Pen.Records;
using Pen.Records.Store;

namespace Pen.Companion.Api;

/// <summary>Something that could not be done, for a program and its people: application/problem+json (RFC 9457).</summary>
internal static class ApiProblem
{
    /// <summary>One.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="code">For the program: stays the same in all languages.</param>
    /// <param name="what">One sentence on what is wrong.</param>
    /// <param name="cure">One sentence on what to do.</param>
    /// <param name="more">What else is known.</param>
    public static IResult Make(
        int status,
        string code,
        string what,
        string cure,
        IReadOnlyDictionary<string, object?>? more = null
    )
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Title = what,
            Detail = cure,
        };
        problem.Extensions["code"] = code;
        foreach ((string key, object? value) in more ?? new Dictionary<string, object?>())
        {
            problem.Extensions[key] = value;
        }

        return Results.Problem(problem);
    }

    /// <summary>Where there is nothing.</summary>
    public static IResult Missing(string what) =>
        Make(
            StatusCodes.Status404NotFound,
            "not-found",
            $"There is no such {what}.",
            "Look at the list, and give an id that stands in it."
        );

    /// <summary>A value that cannot be.</summary>
    public static IResult Bad(string field, string what, string cure) =>
        Make(StatusCodes.Status400BadRequest, "bad-value", what, cure, new Dictionary<string, object?> { ["field"] = field });

    /// <summary>For an answer that was only a number.</summary>
    public static IResult Of(int status) =>
        status switch
        {
            StatusCodes.Status404NotFound => Make(
                status,
                "no-such-address",
                "There is nothing at this address.",
                "Look at /api/openapi.json for the addresses that there are."
            ),
            StatusCodes.Status405MethodNotAllowed => Make(
                status,
                "method",
                "This address does not take this method.",
                "Look at /api/openapi.json for what it takes."
            ),
            StatusCodes.Status413PayloadTooLarge => Make(
                status,
                "too-large",
                "The request is too large.",
                "Send at most 64 KiB."
            ),
            StatusCodes.Status415UnsupportedMediaType => Make(
                status,
                "not-json",
                "The request brings no JSON.",
                "Send it with Content-Type: application/json."
            ),
            >= 500 => Make(status, "mistake", "The program has made a mistake.", "Try again; the details are in its log."),
            _ => Make(status, "bad-request", "The request cannot be read.", "Look at /api/openapi.json for its form."),
        };

    /// <summary>What a pen, the records or another screen says.</summary>
    public static IResult Of(Exception problem, HttpContext http)
    {
        Words words = http.RequestServices.GetRequiredService<Words>();
        var said = Problem.Of(problem, words);
        (int status, string code) = problem switch
        {
            PenRefusedException refused => (StatusCodes.Status409Conflict, refused.Code.ToString()),
            PenException => (StatusCodes.Status503ServiceUnavailable, "pen-does-not-answer"),
            PenAwayException => (StatusCodes.Status503ServiceUnavailable, "pen-away"),
            SeatTakenException => (StatusCodes.Status409Conflict, "seat-taken"),
            SessionBusyException => (StatusCodes.Status409Conflict, "session-busy"),
            StoreBusyException => (StatusCodes.Status503ServiceUnavailable, "records-busy"),
            RecordsException => (StatusCodes.Status409Conflict, "records-refused"),
            _ => (StatusCodes.Status500InternalServerError, "mistake"),
        };
        return Make(status, code, said.What, said.Cure, problem is PenRefusedException pen ? Of(pen) : null);
    }

    private static Dictionary<string, object?> Of(PenRefusedException refused) =>
        new()
        {
            ["field"] = refused.Field.ToString(),
            ["value"] = refused.Value,
            ["limit"] = refused.Limit,
            ["origin"] = refused.Origin.ToString(),
            ["state"] = refused.State.ToString(),
        };
}

/// <summary>Puts what is refused into words, for every address of the interface.</summary>
internal sealed class ApiProblemFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception problem) when (Problem.IsForPeople(problem))
        {
            return ApiProblem.Of(problem, context.HttpContext);
        }
    }
}
