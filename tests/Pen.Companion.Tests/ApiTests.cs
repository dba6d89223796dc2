using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Pen.Companion.Api;
using Pen.Companion.Tests.Bench;

namespace Pen.Companion.Tests;

/// <summary>The interface for other programs: who may what, what it refuses, and that it does what its description says.</summary>
public sealed class ApiTests(StaffedPlace staff) : IClassFixture<StaffedPlace>
{
    /// <summary>What each address needs; "" where any token will do. A new address has to be entered here.</summary>
    private static readonly Dictionary<string, string> Needed = new()
    {
        ["GET pens"] = Scopes.PensRead,
        ["GET pens/{serial}"] = Scopes.PensRead,
        ["GET pens/{serial}/live"] = Scopes.PensRead,
        ["POST pens/{serial}/stop"] = "",
        ["POST pens/{serial}/disarm"] = Scopes.PensCommand,
        ["POST pens/{serial}/acknowledge"] = Scopes.PensCommand,
        ["POST sessions/{id}/prepare"] = Scopes.PensCommand,
        ["POST sessions/{id}/arm"] = Scopes.PensCommand,
        ["POST sessions/{id}/finish"] = Scopes.PensCommand,
        ["GET clients"] = Scopes.RecordsRead,
        ["POST clients"] = Scopes.RecordsWrite,
        ["GET clients/{id}"] = Scopes.RecordsRead,
        ["GET clients/{id}/sessions"] = Scopes.RecordsRead,
        ["GET sessions/{id}"] = Scopes.RecordsRead,
        ["GET sessions/{id}/report"] = Scopes.RecordsRead,
        ["GET export/fhir/{clientId}"] = Scopes.RecordsRead,
    };

    [Fact]
    public async Task EveryAddressIsForThoseTokensOnlyThatAreMadeForIt()
    {
        const string prefix = "api/v1/";
        OtherRoute[] routes =
        [
            .. (await AppRoutes.OthersAsync()).Where(r => r.Path.StartsWith(prefix, StringComparison.Ordinal)),
        ];
        Assert.Equal(Needed.Keys.Order(), routes.Select(r => $"{r.Method} {r.Path[prefix.Length..]}").Order());
        var tokens = new Dictionary<string, string>();
        foreach (string scope in Scopes.All)
        {
            tokens[scope] = await Staff.TokenAsync(staff.Owner, "walks " + scope, scope);
        }

        var wrong = new List<string>();
        foreach (OtherRoute route in routes)
        {
            string needed = Needed[$"{route.Method} {route.Path[prefix.Length..]}"];
            string path = AppRoutes.Fill(route.Path, staff);
            (string Who, HttpStatusCode Status)[] without =
            [
                ("nobody", await StatusAsync(route.Method, path, null, staff.Nobody.Http)),
                ("cookie", await StatusAsync(route.Method, path, null, staff.Owner.Http)),
                ("wrong", await StatusAsync(route.Method, path, "pen_" + new string('A', 43), staff.Owner.Http)),
                ("long", await StatusAsync(route.Method, path, new string('A', 5000), staff.Owner.Http)),
            ];
            wrong.AddRange(without.Where(a => a.Status != HttpStatusCode.Unauthorized).Select(a => $"{route} {a}"));
            foreach ((string scope, string token) in tokens)
            {
                await Task.Delay(20);
                HttpStatusCode status = await StatusAsync(route.Method, path, token, staff.Nobody.Http);
                bool may = needed.Length == 0 || needed == scope;
                if (may == (status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized))
                {
                    wrong.Add($"{route} with {scope}: {status}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(
            PeopleTests.IsRefused(await PageAsync(tokens[Scopes.RecordsRead])),
            "A token opens a page, which only cookies may."
        );
    }

    [Fact]
    public async Task WhatATokenMayNotBeIsRefusedAndARevokedOneEndsAtOnce()
    {
        using HttpResponseMessage none = await staff.Owner.SendAsync("/settings", "/settings?handler=Token", ("name", "empty"));
        Assert.Contains("Choose at least one", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpResponseMessage odd = await staff.Owner.SendAsync(
            "/settings",
            "/settings?handler=Token",
            ("name", "odd"),
            ("scopes", "everything")
        );
        Assert.Contains("Choose at least one", await odd.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        string token = await Staff.TokenAsync(staff.Owner, "soon gone", Scopes.PensRead);
        string kept = await File.ReadAllTextAsync(Path.Combine(staff.Place.Home, "tokens.json"));
        Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
        using HttpClient program = Staff.With(staff.Place, token);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/pens")).StatusCode);
        using HttpResponseMessage live = await program.GetAsync(
            $"/api/v1/pens/{staff.Serial}/live",
            HttpCompletionOption.ResponseHeadersRead
        );
        await using Stream stream = await live.Content.ReadAsStreamAsync();
        string id = JsonDocument
            .Parse(await File.ReadAllTextAsync(Path.Combine(staff.Place.Home, "tokens.json")))
            .RootElement.EnumerateArray()
            .Single(t => t.GetProperty("name").GetString() == "soon gone")
            .GetProperty("id")
            .GetString()!;
        await staff.Owner.SendAsync("/settings", "/settings?handler=Remove", ("id", id));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/pens")).StatusCode);
        byte[] buffer = new byte[8192];
        var late = Stopwatch.StartNew();
        while (await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(8)) > 0)
        {
            Assert.True(late.Elapsed < TimeSpan.FromSeconds(8));
        }
    }

    [Fact]
    public async Task EveryAnswerIsAsTheDescriptionSays()
    {
        string token = await Staff.TokenAsync(staff.Owner, "reads all", [.. Scopes.All]);
        using HttpClient program = Staff.With(staff.Place, token);
        JsonElement document = await program.GetFromJsonAsync<JsonElement>("/api/openapi.json");
        Assert.Equal(
            "bearer",
            document
                .GetProperty("components")
                .GetProperty("securitySchemes")
                .GetProperty("token")
                .GetProperty("scheme")
                .GetString()
        );
        int checkedAnswers = 0;
        foreach (JsonProperty path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject())
            {
                string filled = AppRoutes.Fill(path.Name.TrimStart('/'), staff);
                foreach (
                    string at in new[]
                    {
                        filled,
                        filled
                            .Replace(staff.SessionId, new string('0', 32))
                            .Replace(staff.ClientId, new string('0', 32))
                            .Replace(staff.Serial, "SIM-0"),
                    }
                )
                {
                    using var request = new HttpRequestMessage(HttpMethod.Parse(operation.Name.ToUpperInvariant()), at);
                    request.Content =
                        operation.Name == "post" && operation.Value.TryGetProperty("requestBody", out _) ? Json("{}") : null;
                    using HttpResponseMessage answer = await program.SendAsync(
                        request,
                        HttpCompletionOption.ResponseHeadersRead
                    );
                    string what = $"{operation.Name} {at}: {(int)answer.StatusCode}";
                    JsonElement responses = operation.Value.GetProperty("responses");
                    Assert.True(responses.TryGetProperty(((int)answer.StatusCode).ToString(), out JsonElement response), what);
                    string type = answer.Content.Headers.ContentType!.MediaType!;
                    Assert.True(response.TryGetProperty("content", out JsonElement contents), $"{what} has no content");
                    Assert.True(contents.TryGetProperty(type, out JsonElement content), $"{what} {type}");
                    if (
                        type.EndsWith("json", StringComparison.Ordinal)
                        && content.TryGetProperty("schema", out JsonElement schema)
                    )
                    {
                        JsonElement body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                        Check(body, schema, document, what);
                        checkedAnswers++;
                    }

                    if (!answer.IsSuccessStatusCode)
                    {
                        JsonElement problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
                        Assert.All(
                            new[] { "title", "detail", "code" },
                            f => Assert.False(string.IsNullOrEmpty(problem.GetProperty(f).GetString()), what + f)
                        );
                    }
                }
            }
        }

        Assert.True(checkedAnswers > 20, $"{checkedAnswers}");
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"pen\":null,\"depthMicrons\":500,\"speedHz\":100,\"area\":\"Cheek\"}", 400)]
    [InlineData("{\"pen\":\"P\",\"depthMicrons\":\"500\",\"speedHz\":100,\"area\":\"Cheek\"}", 400)]
    [InlineData("{\"pen\":\"P\",\"depthMicrons\":500,\"speedHz\":100,\"area\":\"Elbow\"}", 400)]
    [InlineData("{\"pen\":\"P\",\"depthMicrons\":500,\"speedHz\":100,\"area\":5}", 400)]
    [InlineData("{\"pen\":\"P\",\"depthMicrons\":66036,\"speedHz\":100,\"area\":\"Cheek\"}", 400)]
    [InlineData("{\"pen\":\"P\",\"depthMicrons\":-1,\"speedHz\":100,\"area\":\"Cheek\"}", 400)]
    [InlineData("{\"pen\":\"P\",\"depthMicrons\":500,\"speedHz\":100,\"area\":\"Cheek\",\"more\":1}", 400)]
    [InlineData("{\"pen\":\"nobody\",\"depthMicrons\":500,\"speedHz\":100,\"area\":\"Cheek\"}", 404)]
    public async Task ABodyThatIsNotMeantIsRefusedInWords(string body, int status)
    {
        string token = await Staff.TokenAsync(staff.Owner, "odd bodies " + Guid.NewGuid().ToString("N"), Scopes.PensCommand);
        using HttpClient program = Staff.With(staff.Place, token);
        using HttpResponseMessage answer = await program.PostAsync(
            $"/api/v1/sessions/{staff.SessionId}/prepare",
            Json(body.Replace("\"P\"", $"\"{staff.Serial}\"", StringComparison.Ordinal))
        );
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task TooManyRequestsAreSlowedAndStopIsNot()
    {
        string token = await Staff.TokenAsync(staff.Owner, "in haste", Scopes.PensRead);
        using HttpClient program = Staff.With(staff.Place, token);
        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 110).Select(_ => program.GetAsync("/api/v1/pens/none"))
        );
        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.TooManyRequests);
        using HttpResponseMessage stop = await program.PostAsync($"/api/v1/pens/{staff.Serial}/stop", null);
        Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
    }

    /// <summary>Whether an answer has every field that its schema requires, all the way down.</summary>
    private static void Check(JsonElement body, JsonElement schema, JsonElement document, string what)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = reference.GetString()!.Split('/')[1..].Aggregate(document, (at, part) => at.GetProperty(part));
        }

        if (body.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
        {
            foreach (JsonElement one in body.EnumerateArray())
            {
                Check(one, items, document, what + "[]");
            }
        }

        if (body.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out JsonElement properties))
        {
            if (schema.TryGetProperty("required", out JsonElement required))
            {
                Assert.All(
                    required.EnumerateArray(),
                    f => Assert.True(body.TryGetProperty(f.GetString()!, out _), $"{what} lacks {f}")
                );
            }

            foreach (JsonProperty field in body.EnumerateObject())
            {
                // A problem may say more than all problems do.
                if (properties.TryGetProperty(field.Name, out JsonElement inner))
                {
                    Check(field.Value, inner, document, $"{what} {field.Name}");
                }
                else
                {
                    Assert.True(body.TryGetProperty("status", out _), $"{what}: {field.Name} is not described");
                }
            }
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<HttpStatusCode> StatusAsync(string method, string path, string? token, HttpClient from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        }

        request.Content = method == "POST" ? Json("{}") : null;
        using HttpResponseMessage answer = await from.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> PageAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return await staff.Nobody.Http.SendAsync(request);
    }
}
