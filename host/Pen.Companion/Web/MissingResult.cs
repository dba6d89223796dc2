using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Pen.Companion.Security;

namespace Pen.Companion.Web;

/// <summary>A page that says that something is not there, or cannot be taken; STOP is on it.</summary>
/// <param name="what">Key of the sentence that says what is wrong.</param>
/// <param name="cure">Key of the sentence that says what to do.</param>
/// <param name="status">Status of the answer.</param>
public sealed class MissingResult(string what, string cure, int status = StatusCodes.Status404NotFound) : IActionResult
{
    /// <inheritdoc />
    public Task ExecuteResultAsync(ActionContext context)
    {
        HttpContext http = context.HttpContext;
        Words words = http.RequestServices.GetRequiredService<Words>();
        return ErrorPage.WriteAsync(http, status, words[what], words[cure]);
    }
}
