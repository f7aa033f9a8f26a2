using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Templates;

/// <summary>
/// Installs templates: every document through the same publisher as an administrator's, in one transaction. Running it
/// again changes only what differs. A template is untrusted input: JSON of known kinds, no code, no path outside its folder.
/// </summary>
public sealed class TemplateInstaller(HostOptions options, Publisher publisher, MetadataCache metadata)
{
    public IReadOnlyList<TemplateManifest> Available() => Directory.Exists(options.TemplateDirectory)
        ? [.. Directory.EnumerateDirectories(options.TemplateDirectory).Where(d => File.Exists(Path.Combine(d, "template.json"))).Order(StringComparer.Ordinal).Select(TemplateManifest.Read)]
        : [];

    public TemplateManifest Find(string key) =>
        Available().FirstOrDefault(t => t.Key == key) ?? throw ValidationException.Refused(new Problem("/template", "template.unknown").With("template", key));

    /// <summary>What an installation would change, found by doing it and taking it back. Throws with every fault.</summary>
    public async Task<IReadOnlyList<TemplateChange>> PreviewAsync(TemplateManifest template, CancellationToken ct)
    {
        var changes = TemplateChanges.Of(TemplateDocument.ReadAll(template), metadata.Current);
        try
        {
            await publisher.PublishAllAsync<bool>(async (scope, batch) =>
            {
                await InstallAsync(scope, batch, template, null, ct);
                throw new TakenBack();
            }, ct);
        }
        catch (TakenBack)
        {
            // The preview's way out: nothing of it stays.
        }
        return changes;
    }

    /// <summary>Installs or updates, and answers what changed. Throws with every fault; nothing is changed then.</summary>
    public async Task<IReadOnlyList<TemplateChange>> InstallAsync(TemplateManifest template, long? author, CancellationToken ct)
    {
        var changes = TemplateChanges.Of(TemplateDocument.ReadAll(template), metadata.Current);
        await publisher.PublishAllAsync(async (scope, batch) =>
        {
            await InstallAsync(scope, batch, template, author, ct);
            return true;
        }, ct);
        return changes;
    }

    /// <summary>As the others, within a transaction that is already open.</summary>
    public async Task InstallAsync(CommandScope scope, PublishBatch batch, TemplateManifest template, long? author, CancellationToken ct)
    {
        var documents = TemplateDocument.ReadAll(template);
        var known = await batch.MetadataAsync(ct);
        var forms = documents.Where(d => d.Kind == DefinitionKinds.Form).Select(d => d with { Content = Publisher.Complete(d.Kind, d.Key, d.Content, known) }).ToList();
        var problems = forms.SelectMany(ReadingFaults).ToList();
        if (problems.Count > 0)
            throw new ValidationException("template.invalid", problems);
        batch.Announce(forms.Select(d => d.Content));
        foreach (var document in documents)
        {
            // What stands on a broken form would only repeat its faults.
            if (problems.Count > 0 && document.Kind != DefinitionKinds.Form)
                break;
            try
            {
                await batch.PublishCurrentAsync(scope, document.Kind, document.Key, document.Content, author, ct);
            }
            catch (ValidationException e)
            {
                problems.AddRange(e.Problems.Select(p => p with { Path = $"/{document.File}#{p.Path}" }));
            }
        }
        if (problems.Count > 0)
            throw new ValidationException("template.invalid", problems);
    }

    // Forms that cannot be read at all are told first: whatever refers to them would only repeat it.
    private static IEnumerable<Problem> ReadingFaults(TemplateDocument form)
    {
        var problems = new List<Problem>();
        _ = FormParser.Parse(form.Content, problems);
        return problems.Select(p => p with { Path = $"/{form.File}#{p.Path}" });
    }

    /// <summary>
    /// Takes away the documents that this template alone brought; its records stay in their tables and return with a next
    /// installation. Throws while something else refers to one of its forms.
    /// </summary>
    public async Task<int> RemoveAsync(TemplateManifest template, long author, CancellationToken ct)
    {
        var current = metadata.Current;
        var shared = Available().Where(t => t.Key != template.Key && IsInstalled(t)).SelectMany(TemplateDocument.ReadAll).Select(d => (d.Kind, d.Key)).ToHashSet();
        var removed = TemplateDocument.ReadAll(template)
            .Where(d => d.Key is not (BuiltInForms.User or BuiltInForms.Team) && !shared.Contains((d.Kind, d.Key)) && current.Documents.ContainsKey((d.Kind, d.Key)))
            .Reverse().ToList();
        var forms = removed.Where(d => d.Kind == DefinitionKinds.Form).Select(d => d.Key).ToHashSet();
        var problems = current.Forms.Values.Where(f => !forms.Contains(f.Key))
            .SelectMany(f => f.Fields.SelectMany(x => x.Targets).Where(forms.Contains).Distinct().Select(t => (Form: f, Target: t)))
            .Select(u => new Problem("", "form.used").With("form", current.Form(u.Target)!.Title).With("by", u.Form.Title)).ToList();
        if (problems.Count > 0)
            throw ValidationException.Refused(problems);
        return await publisher.PublishAllAsync(async (_, batch) =>
        {
            foreach (var document in removed)
                await batch.DeleteAsync(document.Kind, document.Key, author, ct);
            return removed.Count;
        }, ct);
    }

    /// <summary>Every form that it brings is there.</summary>
    public bool IsInstalled(TemplateManifest template) =>
        TemplateDocument.ReadAll(template).Where(d => d.Kind == DefinitionKinds.Form).All(d => metadata.Current.Form(d.Key) is not null);

#pragma warning disable CA1032, RCS1194 // it never leaves this class
    private sealed class TakenBack : Exception;
#pragma warning restore CA1032, RCS1194
}
