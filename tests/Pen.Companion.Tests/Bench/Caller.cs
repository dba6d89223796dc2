using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace Pen.Companion.Tests.Bench;

/// <summary>A browser without scripts: it keeps cookies, fills in forms, and goes where it is told only when asked to.</summary>
public sealed partial class Caller : IDisposable
{
    private readonly HttpClientHandler handler;

    /// <summary>A new one, that nobody has signed in at.</summary>
    public Caller(Workplace place)
    {
        handler = new HttpClientHandler
        {
            CookieContainer = Cookies,
            AllowAutoRedirect = false,
            // The certificate is self-made, so no chain leads to it; its names have to be right all the same.
            ServerCertificateCustomValidationCallback = (_, certificate, _, problems) =>
            {
                Certificate = X509CertificateLoader.LoadCertificate(certificate!.RawData);
                return (problems & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None;
            },
        };
        Http = new HttpClient(handler) { BaseAddress = place.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>What it asks with.</summary>
    public HttpClient Http { get; }

    /// <summary>Its cookies.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>The certificate that was shown last.</summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>A page.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path);

    /// <summary>A page's text.</summary>
    public async Task<string> TextAsync(string path)
    {
        using HttpResponseMessage answer = await Http.GetAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Fills in a form of a page and sends it.</summary>
    /// <param name="page">Where the form stands.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="fields">What is filled in.</param>
    public async Task<HttpResponseMessage> SendAsync(string page, string to, params (string Name, string Value)[] fields)
    {
        string token = Token().Match(await TextAsync(page)).Groups[1].Value;
        return await PostAsync(to, [("__RequestVerificationToken", token), .. fields]);
    }

    /// <summary>Sends fields as they are.</summary>
    public Task<HttpResponseMessage> PostAsync(string to, params (string Name, string Value)[] fields) =>
        Http.PostAsync(to, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    /// <summary>Signs in.</summary>
    /// <returns>The answer: a redirect when it succeeded.</returns>
    public Task<HttpResponseMessage> SignInAsync(string name, string secret) =>
        SendAsync("/sign-in", "/sign-in", ("name", name), ("secret", secret));

    /// <inheritdoc />
    public void Dispose()
    {
        Http.Dispose();
        handler.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
