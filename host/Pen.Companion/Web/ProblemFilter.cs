using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Pen.Companion.Security;

namespace Pen.Companion.Web;

/// <summary>
/// Shows on the page what a pen or the records refuse: the page is built again as it is now, with the problem on it. A page that cannot even
/// be built gives way to one that tells why.
/// </summary>
internal sealed class ProblemFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        PageHandlerExecutedContext done = await next();
        if (done.Exception is not { } exception || done.ExceptionHandled || !Problem.IsForPeople(exception))
        {
            return;
        }

        HttpContext http = context.HttpContext;
        Words words = http.RequestServices.GetRequiredService<Words>();
        var problem = Problem.Of(exception, words);
        done.ExceptionHandled = true;
        if (context.HandlerInstance is CompanionPage page && !HttpMethods.IsGet(http.Request.Method))
        {
            page.Problem = problem;
            try
            {
                done.Result = await page.AgainAsync();
                return;
            }
            catch (System.Exception again) when (Problem.IsForPeople(again))
            {
                // What is wrong is what the page itself would be built from, such as a session that is not there.
            }
        }

        done.Result = new ProblemResult(problem);
    }

    private sealed class ProblemResult(Problem problem) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) =>
            ErrorPage.WriteAsync(context.HttpContext, StatusCodes.Status409Conflict, problem.What, problem.Cure);
    }
}
