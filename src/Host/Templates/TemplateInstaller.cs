using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Templates;

/// <summary>
/// Installs templates: every document through the same publisher as an administrator's, in one transaction. Running it
/// again changes only what differs. A template is untrusted input: JSON of known kinds, no code, no path outside its folder.
/// </summary>
public sealed class TemplateInstaller(HostOptions options, Publisher publisher, MetadataCache metadata, Database database, ClockSource clock)
{
    /// <summary>Those that come with the program, then those that were uploaded.</summary>
    public IReadOnlyList<TemplateManifest> Available() =>
        [.. In(options.TemplateDirectory), .. In(options.UploadedTemplateDirectory).Select(t => t with { IsUploaded = true })];

    public TemplateManifest Find(string key) =>
        Available().FirstOrDefault(t => t.Key == key) ?? throw ValidationException.Refused(new Problem("/template", "template.unknown").With("template", key));

    /// <summary>A key that the program itself brings.</summary>
    public bool IsShipped(string key) => In(options.TemplateDirectory).Any(t => t.Key == key);

    private static IEnumerable<TemplateManifest> In(string directory) => Directory.Exists(directory)
        ? Directory.EnumerateDirectories(directory).Where(d => File.Exists(Path.Combine(d, "template.json"))).Order(StringComparer.Ordinal).Select(TemplateManifest.Read)
        : [];

    /// <summary>
    /// What an installation would change, found by doing it and taking it back. Throws with every fault, unless conflicts wait
    /// for a choice that may mend them; then the faults come along.
    /// </summary>
    public async Task<TemplatePlan> PreviewAsync(TemplateManifest template, CancellationToken ct)
    {
        TemplatePlan? plan = null;
        try
        {
            return await publisher.PublishAllAsync<TemplatePlan>(async (scope, batch) =>
            {
                var documents = await PlanAsync(scope, batch, template, TemplateChoices.Mine, ct);
                plan = Plan(documents);
                await PublishAsync(scope, batch, documents, null, ct);
                throw new TakenBack();
            }, ct);
        }
        catch (TakenBack)
        {
            return plan!; // nothing of it stays
        }
        catch (ValidationException e) when (plan is { Conflicts.Count: > 0 })
        {
            return plan with { Faults = e.Problems };
        }
    }

    /// <summary>Installs or updates, and answers what changed. Throws with every fault; nothing is changed then.</summary>
    public Task<TemplatePlan> InstallAsync(TemplateManifest template, TemplateChoices choices, long? author, CancellationToken ct) =>
        publisher.PublishAllAsync((scope, batch) => InstallAsync(scope, batch, template, choices, author, ct), ct);

    /// <summary>As the other, within a transaction that is already open.</summary>
    public async Task<TemplatePlan> InstallAsync(CommandScope scope, PublishBatch batch, TemplateManifest template, TemplateChoices choices, long? author, CancellationToken ct)
    {
        var documents = await PlanAsync(scope, batch, template, choices, ct);
        await PublishAsync(scope, batch, documents, author, ct);
        await TemplateInstallations.SaveAsync(scope, template, documents.Select(d => d.Theirs), clock.Now, author, ct);
        return Plan(documents);
    }

    private static async Task<IReadOnlyList<PlannedDocument>> PlanAsync(CommandScope scope, PublishBatch batch, TemplateManifest template, TemplateChoices choices, CancellationToken ct)
    {
        var documents = TemplateDocument.ReadAll(template);
        var problems = documents.Where(d => d.Kind == DefinitionKinds.Form).SelectMany(ReadingFaults).ToList();
        if (problems.Count > 0)
            throw new ValidationException("template.invalid", problems);
        var known = await batch.MetadataAsync(ct);
        var bases = await TemplateInstallations.BasesAsync(scope.Db, template.Key, ct);
        return [.. documents.Select(d => PlannedDocument.Of(d, known, bases, choices))];
    }

    private static TemplatePlan Plan(IReadOnlyList<PlannedDocument> documents) => new([.. documents.Select(d => d.Change)], [.. documents.SelectMany(d => d.Conflicts)]);

    private static async Task PublishAsync(CommandScope scope, PublishBatch batch, IReadOnlyList<PlannedDocument> documents, long? author, CancellationToken ct)
    {
        var problems = new List<Problem>();
        batch.Announce(documents.Where(d => d.Theirs.Kind == DefinitionKinds.Form).Select(d => d.Content).OfType<JsonElement>());
        foreach (var document in documents)
        {
            // What stands on a broken form would only repeat its faults.
            if (problems.Count > 0 && document.Theirs.Kind != DefinitionKinds.Form)
                break;
            if (document.Content is not { } content)
                continue;
            try
            {
                await batch.PublishCurrentAsync(scope, document.Theirs.Kind, document.Theirs.Key, content, author, ct);
            }
            catch (ValidationException e)
            {
                problems.AddRange(e.Problems.Select(p => p with { Path = $"/{document.Theirs.File}#{p.Path}" }));
            }
        }
        if (problems.Count > 0)
            throw new ValidationException("template.invalid", problems);
    }

    // Forms that cannot be read at all are told first: whatever refers to them would only repeat it.
    private static IEnumerable<Problem> ReadingFaults(TemplateDocument form)
    {
        var problems = new List<Problem>();
        _ = FormParser.Parse(Publisher.Complete(form.Kind, form.Key, form.Content, MetadataSnapshot.Empty), problems);
        return problems.Select(p => p with { Path = $"/{form.File}#{p.Path}" });
    }

    /// <summary>
    /// Takes away the documents that this template alone brought; its records stay in their tables and return with a next
    /// installation. Throws while something that stays refers to one of its forms or roles.
    /// </summary>
    public async Task<int> RemoveAsync(TemplateManifest template, long author, CancellationToken ct)
    {
        var current = metadata.Current;
        var installed = await InstalledAsync(ct);
        var shared = Available().Where(t => t.Key != template.Key && IsInstalled(t, installed)).SelectMany(TemplateDocument.ReadAll).Select(d => (d.Kind, d.Key)).ToHashSet();
        var removed = TemplateDocument.ReadAll(template)
            .Where(d => d.Key is not (BuiltInForms.User or BuiltInForms.Team) && !shared.Contains((d.Kind, d.Key)) && current.Documents.ContainsKey((d.Kind, d.Key)))
            .Reverse().ToList();
        var problems = FormsInUse(removed, current).Concat(RolesInUse(removed, current)).ToList();
        if (problems.Count > 0)
            throw ValidationException.Refused(problems);
        return await publisher.PublishAllAsync(async (scope, batch) =>
        {
            foreach (var document in removed)
                await batch.DeleteAsync(document.Kind, document.Key, author, ct);
            await TemplateInstallations.ForgetAsync(scope, template.Key, ct);
            return removed.Count;
        }, ct);
    }

    private static IEnumerable<Problem> FormsInUse(IReadOnlyList<TemplateDocument> removed, MetadataSnapshot current)
    {
        var forms = KeysOf(removed, DefinitionKinds.Form);
        return current.Forms.Values.Where(f => !forms.Contains(f.Key))
            .SelectMany(f => f.Fields.SelectMany(x => x.Targets).Where(forms.Contains).Distinct().Select(t => (Form: f, Target: t)))
            .Select(u => new Problem("", "form.used").With("form", current.Form(u.Target)!.Title).With("by", u.Form.Title));
    }

    // What is about a form that goes as well is used by nobody any more.
    private static IEnumerable<Problem> RolesInUse(IReadOnlyList<TemplateDocument> removed, MetadataSnapshot current)
    {
        var gone = removed.Select(d => (d.Kind, d.Key)).ToHashSet();
        var forms = KeysOf(removed, DefinitionKinds.Form);
        return from role in KeysOf(removed, DefinitionKinds.Role)
               from user in RoleUsages.Find(current, role)
               where !gone.Contains((user.Kind, user.Key)) && !(user.Document.TryGetProperty("form", out var form) && forms.Contains(form.GetString() ?? ""))
               select new Problem("", "template.role_used").With("role", current.Roles[role].Title).With("by", FieldUsages.Title(user));
    }

    private static HashSet<string> KeysOf(IEnumerable<TemplateDocument> documents, string kind) => [.. documents.Where(d => d.Kind == kind).Select(d => d.Key)];

    /// <summary>The installed ones by key, as they were when they were installed last.</summary>
    public async Task<IReadOnlyDictionary<string, InstalledTemplate>> InstalledAsync(CancellationToken ct)
    {
        await using var session = await database.OpenReadAsync(ct);
        await using var db = PlatformContexts.ForReading(session);
        return await TemplateInstallations.AllAsync(db, ct);
    }

    /// <summary>It is remembered as installed; or, from before that was, every form that it brings is there.</summary>
    public bool IsInstalled(TemplateManifest template, IReadOnlyDictionary<string, InstalledTemplate> installed) => installed.ContainsKey(template.Key)
        || (!template.IsUploaded && TemplateDocument.ReadAll(template).Where(d => d.Kind == DefinitionKinds.Form).Select(d => d.Key).ToList() is { Count: > 0 } forms
            && forms.All(f => metadata.Current.Form(f) is not null));

#pragma warning disable CA1032, RCS1194 // it never leaves this class
    private sealed class TakenBack : Exception;
#pragma warning restore CA1032, RCS1194
}
