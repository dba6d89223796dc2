using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Pen.Companion.People;

namespace Pen.Companion.Web;

/// <summary>A page that writes into records asks first who is there: the trail keeps a name with everything.</summary>
internal sealed class NameFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerInstance is CompanionPage { NeedsName: true } page && page.Visit.Name.Length == 0)
        {
            string back = Refusing.Here(context.HttpContext.Request);
            context.Result = new LocalRedirectResult("/who?back=" + Uri.EscapeDataString(back));
            return Task.CompletedTask;
        }

        return next();
    }
}
