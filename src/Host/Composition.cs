using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using NoCodeCrm.FlowEngine;
using NoCodeCrm.FlowEngine.Pipelines;
using NoCodeCrm.FormEngine;
using NoCodeCrm.FormEngine.Formulas;
using NoCodeCrm.FormEngine.Submission;
using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Host.Endpoints;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Host.Mail;
using NoCodeCrm.Host.OpenApi;
using NoCodeCrm.Host.Realtime;
using NoCodeCrm.Host.Setup;
using NoCodeCrm.Host.Templates;
using NoCodeCrm.Host.Templates.Data;
using NoCodeCrm.Host.Templates.Packages;
using NoCodeCrm.Host.Templates.Samples;
using NoCodeCrm.Platform;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Notifications;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;
using NoCodeCrm.ReportEngine;
using Serilog;

namespace NoCodeCrm.Host;

/// <summary>Puts the parts together; holds no rule of its own.</summary>
public static class Composition
{
    private const long MaxBody = 10 * 1024 * 1024;

    public static void AddNoCodeCrm(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.Host.UseSerilog((context, log) => log.ReadFrom.Configuration(context.Configuration).Enrich.FromLogContext()
            .WriteTo.Console(new Serilog.Formatting.Compact.RenderedCompactJsonFormatter()));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.AddServerHeader = false;
        });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<HostOptions>();
        services.AddPlatform(provider => provider.GetRequiredService<HostOptions>().Platform());
        services.AddFormEngine(provider => new TransferOptions(provider.GetRequiredService<HostOptions>().ImportDirectory));
        services.AddFlowEngine();
        services.AddReportEngine();
        services.AddSingleton<IDefinitionCheck, DashboardCheck>();
        services.AddSingleton<IDefinitionCheck, MetricCheck>();
        services.AddSingleton<IDefinitionCheck, HomeCheck>();
        services.AddSingleton<IDefinitionCheck, ForecastCheck>();
        services.AddSingleton<IDefinitionCheck, ViewCheck>();
        services.AddSingleton<HomeChecklist>();
        services.AddSingleton<HomeAnswers>();
        services.AddSingleton(RecordStepsInOrder);
        AddIdentity(services);
        services.AddSingleton<AppSettings>();
        services.AddSingleton<TemplateInstaller>();
        services.AddSingleton<PackageLimits>();
        services.AddSingleton<PackageCheck>();
        services.AddSingleton<UploadedTemplates>();
        services.AddSingleton<AppExport>();
        services.AddSingleton<TemplateFolders>();
        services.AddSingleton<DataExport>();
        services.AddSingleton<DataLoader>();
        services.AddSingleton<IJobHandler, DataJob>();
        services.AddSingleton<SampleLoader>();
        services.AddSingleton<SampleRemoval>();
        services.AddSingleton<IJobHandler, SampleJob>();
        services.AddSingleton<SetupGate>();
        services.AddScoped<InitialSetup>();
        services.AddSingleton<Idempotency>();
        services.AddSingleton<ProblemMessages>();
        services.AddSingleton<IProblemText>(provider => provider.GetRequiredService<ProblemMessages>());
        services.AddSingleton<ImportIntake>();
        services.AddSingleton<FileStore>();
        services.AddSingleton<BulkWrites>();
        services.AddSingleton<StageVisits>();
        services.AddSingleton<DefinitionAuthors>();
        services.AddSingleton<FormImpact>();
        services.AddSingleton<HandoverReport>();
        services.AddSingleton<RecordBrief>();
        services.AddSingleton<TimelineReader>();
        services.AddSingleton<CommentMentions>();
        services.AddSingleton<NotificationReader>();
        services.AddSingleton<ConflictDetails>();
        services.AddSingleton<ProblemMapper>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<ConnectedActors>();
        services.AddSingleton<IEventHandler, RecordsChangedPush>();
        services.AddSingleton<IEventHandler, NotificationsPush>();
        services.AddSingleton<IEventHandler, DefinitionsChangedPush>();
        AddMail(services);
        services.AddSignalR().AddJsonProtocol();
        services.AddExceptionHandler<ProblemMapper>();
        services.AddProblemDetails();
        services.AddHttpContextAccessor();
        services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer<ContractDocument>());
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = long.MaxValue); // each endpoint sets its own limit
        services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
    }

    /// <summary>The steps that engines contribute to a save, in their order; RecordWriter says where each list runs.</summary>
    private static RecordSteps RecordStepsInOrder(IServiceProvider services) => new(
        Defaults:
        [
            services.GetRequiredService<FieldDefaults>(),
            services.GetRequiredService<StageDefaults>(),
        ],
        Computations:
        [
            services.GetRequiredService<StageEffects>(), // before formulas, which read what a stage has set
            services.GetRequiredService<FormulaComputation>(),
        ],
        Checks:
        [
            services.GetRequiredService<FormRules>(),
            services.GetRequiredService<StageGates>(),
            services.GetRequiredService<TaskWaivers>(),
            services.GetRequiredService<ReportingLines>(),
        ],
        Effects:
        [
            services.GetRequiredService<StageHistory>(),
            services.GetRequiredService<KeyTasks>(),
            services.GetRequiredService<ReportingLines>(),
            services.GetRequiredService<FileAttachments>(),
            services.GetRequiredService<UserSessions>(),
            services.GetRequiredService<RecordNotifications>(), // last: it tells of what has been done
        ]);

    private static void AddMail(IServiceCollection services)
    {
        services.AddSingleton(provider => MailOptions.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new NotificationOptions(provider.GetRequiredService<MailOptions>().IsConfigured));
        services.AddSingleton<MailText>();
        services.AddSingleton<IMailSender, SmtpSender>();
        services.AddSingleton<IEventHandler, MailDelivery>();
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddSingleton<PersonDirectory>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<IActorSource>(provider => provider.GetRequiredService<PersonDirectory>());
        services.AddSingleton<ViewedActors>();
        services.AddSingleton<UserSessions>();
        services.AddSingleton<FileAttachments>();
        services.AddSingleton<SignInFailures>();
        services.AddScoped<SignIns>();
        services.AddSingleton<IUserStore<Login>, LoginStore>();
        services.AddIdentityCore<Login>(identity =>
        {
            identity.Password = new PasswordOptions { RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 4 };
            identity.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5), AllowedForNewUsers = true };
        });
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddDataProtection().SetApplicationName("NoCodeCrm");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>().Configure<HostOptions, ILoggerFactory>((keys, host, log) =>
            keys.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(Directory.CreateDirectory(host.KeyDirectory), log));
        services.AddAuthentication(SessionCookie.Scheme)
            .AddCookie(SessionCookie.Scheme, SessionCookie.Configure)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.Scheme, _ => { });
        // Deny by default: an endpoint is open only when it says so itself.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder(SessionCookie.Scheme).RequireAuthenticatedUser().Build());
    }

    public static void UseNoCodeCrm(this WebApplication app)
    {
        app.UseSerilogRequestLogging(); // outermost, so that it sees the status a refusal ends with
        app.UseExceptionHandler();
        app.UseMiddleware<SecurityHeaders>();
        app.UseClientFiles();
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<ActorMiddleware>();
        app.UseAuthorization();
        app.UseMiddleware<CsrfMiddleware>();
        app.UseMiddleware<ReadOnlyViewMiddleware>();
        app.MapNoCodeCrm();
    }

    private static void MapNoCodeCrm(this WebApplication app)
    {
        app.MapHealth();
        app.MapSetup();
        app.MapSession();
        app.MapUsers();
        app.MapRoles();
        app.MapViewAs();
        app.MapForms();
        app.MapFormRules();
        app.MapDeletedFields();
        app.MapDeletedForms();
        app.MapDefinitions();
        app.MapDrafts();
        app.MapVersions();
        app.MapPipelineDesign();
        app.MapExpressions();
        app.MapTemplates();
        app.MapAppExport();
        app.MapSample();
        app.MapRecords();
        app.MapRecordParts();
        app.MapSimilar();
        app.MapOffers();
        app.MapDuplicates();
        app.MapComments();
        app.MapNotifications();
        app.MapBoards();
        app.MapFiles();
        app.MapJobs();
        app.MapImports();
        app.MapHandovers();
        app.MapExports();
        app.MapSearch();
        app.MapChanges();
        app.MapReports();
        app.MapDashboards();
        app.MapMetrics();
        app.MapViews();
        app.MapHome();
        app.MapForecasts();
        app.MapCalendar();
        app.MapHub<ChangesHub>("/api/hub");
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapSchemas();
        app.MapClientFallback();
    }
}
