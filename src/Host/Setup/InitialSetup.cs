using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Host.Templates;
using NoCodeCrm.Host.Templates.Samples;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Setup;

/// <summary>What a first start is told. Template: a key or <c>none</c>.</summary>
public sealed record SetupRequest(string Language, string Company, string Currency, string TimeZone, string Name, string Email, string Password, string Template, SampleSize Sample);

/// <summary>
/// The first start: template, first administrator and the installation's settings, all in one transaction. Open only
/// until it has been done, and only to this machine or to who holds the link printed on the console.
/// </summary>
public sealed class InitialSetup(Publisher publisher, TemplateInstaller templates, SampleLoader samples, RecordWriter writer, AppSettings settings,
    UserManager<Login> users, PersonDirectory people, MetadataCache metadata, SetupGate gate)
{
    /// <summary>Opens set-up from elsewhere.</summary>
    public string Token => gate.Token;

    public bool IsNeeded => !settings.IsSetUp;

    public bool IsAllowed(HttpContext http, string? token)
    {
        if (token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(gate.Token)))
            return true;
        // A proxy on this machine, or a page elsewhere whose name points here, is not this machine's user.
        var isDirect = !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");
        var isNamedSo = http.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";
        return isDirect && isNamedSo && (http.Connection.RemoteIpAddress is null || IPAddress.IsLoopback(http.Connection.RemoteIpAddress));
    }

    /// <summary>Does it all and answers the administrator's id. Throws ValidationException with every fault, ConflictException when already done.</summary>
    public async Task<long> RunAsync(SetupRequest request, CancellationToken ct)
    {
        await CheckAsync(request);
        await gate.Once.WaitAsync(ct);
        try
        {
            if (!IsNeeded)
                throw new ConflictException("setup.done", new Problem("", "setup.done"));
            var template = request.Template == "none" ? null : templates.Find(request.Template);
            var administrator = await publisher.PublishAllAsync(async (scope, batch) => await RunAsync(scope, batch, request, template, ct), ct);
            people.ForgetAll();
            if (template is not null)
                await samples.BeginAsync(template, request.Sample, administrator, ct);
            return administrator;
        }
        finally
        {
            gate.Once.Release();
        }
    }

    private async Task<long> RunAsync(CommandScope scope, PublishBatch batch, SetupRequest request, TemplateManifest? template, CancellationToken ct)
    {
        if (template is not null)
            await templates.InstallAsync(scope, batch, template, TemplateChoices.Mine, null, ct);
        var published = await batch.MetadataAsync(ct);
        var user = await writer.WriteAsync(scope, new WriteRequest
        {
            Access = new AccessPolicy(Actor.System with { Language = request.Language }, published),
            Form = published.Form(BuiltInForms.User)!,
            Kind = WriteKind.Create,
            Values = new Dictionary<string, object?> { ["name"] = request.Name, ["email"] = request.Email, ["active"] = true },
            Via = "setup",
            Silent = true,
        }, ct);
        var login = new Login { UserId = user.Id, Email = request.Email, NormalizedEmail = request.Email.ToUpperInvariant(), SecurityStamp = Guid.NewGuid().ToString("N"), Locale = request.Language };
        login.PasswordHash = users.PasswordHasher.HashPassword(login, request.Password);
        scope.Db.Logins.Add(login);
        scope.Db.RoleAssignments.Add(new RoleAssignment { UserId = user.Id, Role = RoleModel.Administrator });
        await settings.SaveAsync(scope, new AppProfile(request.Company, request.Currency, request.TimeZone, request.Language), ct);
        return user.Id;
    }

    /// <summary>The two forms that every installation has.</summary>
    public async Task EnsureBuiltInFormsAsync(CancellationToken ct)
    {
        foreach (var key in new[] { BuiltInForms.Team, BuiltInForms.User })
        {
            if (metadata.Current.Form(key) is not null)
                continue;
            await publisher.PublishAsync(DefinitionKinds.Form, key, BuiltInDocuments.Form(key), null, null, null, ct);
        }
    }

    private async Task CheckAsync(SetupRequest request)
    {
        var problems = new List<Problem>();
        if (!Languages.IsKnown(request.Language))
            problems.Add(new Problem("/language", "setup.language"));
        if (string.IsNullOrWhiteSpace(request.Company) || request.Company.Length > 200)
            problems.Add(new Problem("/company", "setup.company"));
        if (!Currencies.IsKnown(request.Currency))
            problems.Add(new Problem("/currency", "setup.currency"));
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.TimeZone, out _))
            problems.Add(new Problem("/timeZone", "setup.time_zone"));
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200)
            problems.Add(new Problem("/name", "setup.name"));
        if (!EmailFieldType.IsAddress(request.Email ?? ""))
            problems.Add(new Problem("/email", "text.email").With("label", LocalizedText.Of(request.Email ?? "")));
        problems.AddRange(await SignIns.PasswordProblemsAsync(users, request.Password ?? "", "/password"));
        if (problems.Count > 0)
            throw ValidationException.Refused(problems);
    }
}
